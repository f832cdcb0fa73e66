package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;

/// The Internet checksum (RFC 1071).
final class Checksum {
    private Checksum() {}

    /// {@return whether the octets, their checksum among them, sum up}
    ///
    /// @param octets a header
    /// @param count how many of them count
    static boolean holds(ByteSlice octets, int count) {
        return fold(sum(octets, count)) == 0xffff;
    }

    /// {@return whether the octets of a transport packet sum up with the addresses around it (RFC
    /// 8200, 8.1)}
    ///
    /// @param packet whose addresses and protocol are set
    /// @param octets header and payload, all of them
    static boolean holds(Packet packet, ByteSlice octets) {
        long sum = sum(octets, octets.length()) + octets.length() + packet.protocol;
        // The prefix of IPv4-mapped addresses adds 0xffff, which is 0 in this arithmetic.
        sum += words(packet.srcHigh) + words(packet.srcLow);
        sum += words(packet.dstHigh) + words(packet.dstLow);
        return fold(sum) == 0xffff;
    }

    // The sum of 32-bit words folds to the same as that of 16-bit words: 2^16 is 1 modulo 2^16 - 1.
    private static long sum(ByteSlice octets, int count) {
        long sum = 0;
        int at = 0;
        for (; at + 4 <= count; at += 4) {
            sum += octets.u32(at);
        }
        if (at + 2 <= count) {
            sum += octets.u16(at);
            at += 2;
        }
        return at < count ? sum + (octets.u8(at) << 8) : sum;
    }

    private static long words(long address) {
        return (address >>> 32) + (address & 0xffff_ffffL);
    }

    private static int fold(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) folded;
    }
}
