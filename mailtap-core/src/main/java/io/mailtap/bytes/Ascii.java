package io.mailtap.bytes;

/// Questions about single octets, answered by the rules of ASCII.
public final class Ascii {
    private static final byte[] HEX_VALUES = new byte[256];

    static {
        for (int i = 0; i < HEX_VALUES.length; i++) {
            HEX_VALUES[i] = (byte) Character.digit(i, 16);
        }
    }

    private Ascii() {}

    /// {@return `octet` in upper case if it is a letter a to z, itself otherwise}
    ///
    /// @param octet any value
    public static byte toUpper(byte octet) {
        return octet >= 'a' && octet <= 'z' ? (byte) (octet - 32) : octet;
    }

    /// {@return whether `octet` is one of 0 to 9}
    ///
    /// @param octet any value
    public static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    /// {@return whether `octet` is SP or HT}
    ///
    /// @param octet any value
    public static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /// {@return whether `octet` is SP, HT, LF, VT, FF or CR}
    ///
    /// @param octet any value
    public static boolean isSpace(byte octet) {
        return octet == ' ' || octet >= '\t' && octet <= '\r';
    }

    /// {@return the value of a hexadecimal digit in either case, or -1}
    ///
    /// @param octet any value
    public static int hexValue(byte octet) {
        return HEX_VALUES[octet & 0xff];
    }
}
