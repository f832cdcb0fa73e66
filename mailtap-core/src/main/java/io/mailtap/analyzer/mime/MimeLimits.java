package io.mailtap.analyzer.mime;

/// The limits of MIME analysis.
///
/// @param depth entities within entities; deeper ones are dropped with weird
///   `exceeded_mime_max_depth`
/// @param headerOctets octets of a field beyond which continuation lines are dropped with weird
///   `exceeded_mime_max_header_bytes`
/// @param fieldLineOctets octets of a field's first line; what is beyond is dropped with the same
///   weird
/// @param headerFields fields of an entity that `mime_all_headers` lists; later ones are raised one
///   by one only, with weird `exceeded_mime_header_fields`
/// @param listedOctets octets of names and values that `mime_all_headers` lists, with the same
///   weird
/// @param segmentOctets octets of `mime_segment_data`
/// @param gatheredOctets octets kept for `mime_entity_data` and for `mime_all_data`, each; what is
///   beyond is left out with weird `exceeded_mime_gathered_bytes`
public record MimeLimits(
        int depth,
        int headerOctets,
        int fieldLineOctets,
        int headerFields,
        long listedOctets,
        int segmentOctets,
        int gatheredOctets) {
    /// The limits that hold unless others are asked for: 100, 64 KiB, 1 MiB, 10,000, 2 MiB, 1 KiB,
    /// 64 MiB.
    public static final MimeLimits DEFAULT =
            new MimeLimits(100, 65_536, 1 << 20, 10_000, 2 << 20, 1024, 64 << 20);
}
