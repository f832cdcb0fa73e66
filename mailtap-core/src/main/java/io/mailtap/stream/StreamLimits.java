package io.mailtap.stream;

/// The limits of connection tracking, each with Zeek's default where Zeek has it.
///
/// @param heldPerDirection octets that arrived ahead of a hole and are held, for one direction of a
///   connection; beyond it the direction is given up with weird
///   `excessive_data_without_further_acks`
/// @param heldWithoutAcks octets ahead of a hole in a direction that was never acknowledged; beyond
///   it the direction is given up with weird `above_hole_data_without_any_acks`
/// @param heldInAll octets held for all connections together. Each of the 16 slices of the traffic
///   ([io.mailtap.decode.Slice]) may hold a sixteenth of it; beyond that the direction that needs
///   more is given up with weird `reassembly_memory_exceeded`
/// @param analyzersInAll octets that analyzers hold for all connections together, in unfinished
///   lines and gathered mails, by slice as above; beyond that lines come in pieces and mails are
///   cut, with weirds of their own
public record StreamLimits(
        long heldPerDirection, long heldWithoutAcks, long heldInAll, long analyzersInAll) {
    /// The limits that hold unless others are asked for: 10 MiB, 16 KiB, 256 MiB, 1 GiB.
    public static final StreamLimits DEFAULT =
            new StreamLimits(10 << 20, 16_384, 256 << 20, 1 << 30);
}
