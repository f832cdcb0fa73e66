package io.mailtap.bytes;

/// Questions about single octets, answered by the rules of ASCII.
public final class Ascii {
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
        return Character.digit(octet & 0xff, 16);
    }
}
