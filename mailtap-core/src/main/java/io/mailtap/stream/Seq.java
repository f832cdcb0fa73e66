package io.mailtap.stream;

/// Sequence numbers of TCP, unwrapped to 64 bits so that they compare as numbers do (RFC 9293,
/// 3.4).
final class Seq {
    private Seq() {}

    /// {@return the unwrapped number nearest to `reference` whose low 32 bits are `wire`}
    static long unwrap(int wire, long reference) {
        return reference + (wire - (int) reference);
    }
}
