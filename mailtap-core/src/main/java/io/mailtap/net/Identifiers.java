package io.mailtap.net;

/// Identifiers in Zeek's form, a letter and base-62 digits, made by hashing: the same things have
/// the same identifier in every run and on every machine.
public final class Identifiers {
    private static final String DIGITS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private Identifiers() {}

    /// {@return the identifier of 96 bits, least significant digits first}
    ///
    /// @param kind first letter: `C` for connections, `F` for files
    /// @param low 64 bits
    /// @param high 32 more
    public static String of(char kind, long low, long high) {
        StringBuilder text = new StringBuilder(18).append(kind);
        append(text, high & 0xffff_ffffL);
        append(text, low);
        return text.toString();
    }

    private static void append(StringBuilder text, long word) {
        long rest = word;
        do {
            text.append(DIGITS.charAt((int) Long.remainderUnsigned(rest, 62)));
            rest = Long.divideUnsigned(rest, 62);
        } while (rest != 0);
    }

    /// {@return a hash of 64 bits}
    ///
    /// The finaliser of SplitMix64: every input bit reaches every output bit.
    ///
    /// @param word what is hashed
    public static long mix(long word) {
        long z = word + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
