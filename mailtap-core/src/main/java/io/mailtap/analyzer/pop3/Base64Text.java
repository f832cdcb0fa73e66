package io.mailtap.analyzer.pop3;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/// Base64 as SASL uses it (RFC 4648), missing padding forgiven.
final class Base64Text {
    private Base64Text() {}

    /// What came of a text.
    ///
    /// @param octets what it encodes, null if it is not base64
    /// @param problem what is wrong with it, in Zeek's words, empty if nothing
    record Decoded(@Nullable Bytes octets, String problem) {}

    static Decoded decode(ByteSlice text) {
        int padding = text.indexOf((byte) '=', 0);
        int end = padding < 0 ? text.length() : padding;
        byte[] octets = new byte[(int) (end * 3L / 4)];
        int bits = 0;
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = value(text.at(i));
            if (value < 0 && text.at(i) != '=') {
                String character = "character " + text.u8(i) + " ignored by Base64 decoding";
                return new Decoded(null, character);
            }
            if (i >= end) {
                continue;
            }
            bits = bits << 6 | value;
            if (i % 4 != 0) {
                octets[count++] = (byte) (bits >>> 6 - 2 * (i % 4));
            }
        }
        if (padding >= 0 && text.length() > (end + 3) / 4 * 4 && text.length() > end + 1) {
            return new Decoded(null, "extra base64 groups after '=' padding are ignored");
        }
        int over = text.length() % 4;
        String missing =
                over == 0
                        ? ""
                        : "incomplete base64 group, padding with " + 6 * (4 - over) + " bits of 0";
        return new Decoded(Bytes.copyOf(octets, 0, count), missing);
    }

    private static int value(byte c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
