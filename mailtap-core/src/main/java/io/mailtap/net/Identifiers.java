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
    @SuppressWarnings("deprecation") // Latin-1 as it is: each connection and each file has one
    public static String of(char kind, long low, long high) {
        byte[] text = new byte[18];
        text[0] = (byte) kind;
        int end = digits(high & 0xffff_ffffL, text, 1);
        end = digits(low, text, end);
        return new String(text, 0, 0, end);
    }

    private static int digits(long word, byte[] text, int at) {
        long rest = word;
        int next = at;
        do {
            long quotient = rest >= 0 ? rest / 62 : Long.divideUnsigned(rest, 62);
            text[next++] = (byte) DIGITS.charAt((int) (rest - 62 * quotient));
            rest = quotient;
        } while (rest != 0);
        return next;
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
