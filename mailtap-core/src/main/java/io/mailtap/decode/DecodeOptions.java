package io.mailtap.decode;

/// How a [FrameDecoder] works, and how much memory it may hold.
///
/// @param verifyChecksums whether IPv4, TCP, UDP and ICMP checksums are verified
/// @param maxTunnelDepth encapsulations that are followed, one within the other; 0 follows none
/// @param fragmentTimeoutNanos how long after its first fragment an incomplete datagram is kept, in
///   nanoseconds of capture time
/// @param maxFragmentOctets memory for fragments of incomplete datagrams, all together
/// @param maxFragmentedDatagrams incomplete datagrams that are kept; the oldest goes first
/// @param maxDatagramOctets payload of a reassembled datagram; fragments that reach beyond are
///   dropped
/// @param maxTunnelFlows tunnels whose [io.mailtap.net.TunnelLayer] is shared by their packets; the
///   one unused for longest goes first, and is made again when it is seen again
public record DecodeOptions(
        boolean verifyChecksums,
        int maxTunnelDepth,
        long fragmentTimeoutNanos,
        int maxFragmentOctets,
        int maxFragmentedDatagrams,
        int maxDatagramOctets,
        int maxTunnelFlows) {
    /// Checksums ignored, 4 tunnels deep, fragments for 5 minutes in 4 MiB of at most 1024
    /// datagrams of 64 KiB, 4096 tunnels.
    public static final DecodeOptions DEFAULT =
            new DecodeOptions(false, 4, 300_000_000_000L, 4 << 20, 1024, 64 << 10, 4096);

    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException if a number is negative, or there is no room for a datagram
    ///   or a tunnel
    public DecodeOptions {
        if (maxTunnelDepth < 0 || fragmentTimeoutNanos < 0) {
            throw new IllegalArgumentException("negative limit");
        }
        if (maxFragmentOctets < 1
                || maxFragmentedDatagrams < 1
                || maxDatagramOctets < 1
                || maxTunnelFlows < 1) {
            throw new IllegalArgumentException("no room for a datagram or a tunnel");
        }
    }

    /// {@return the same with checksums verified or not}
    ///
    /// @param verify whether to verify them
    public DecodeOptions withVerifyChecksums(boolean verify) {
        return new DecodeOptions(
                verify,
                maxTunnelDepth,
                fragmentTimeoutNanos,
                maxFragmentOctets,
                maxFragmentedDatagrams,
                maxDatagramOctets,
                maxTunnelFlows);
    }
}
