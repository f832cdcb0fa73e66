package io.mailtap.analyzer.pop3;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/// Base64 as SASL uses it (RFC 4648), missing padding forgiven.
final class Base64Text {
    private Base64Text() {}

    /// {@return the octets that `text` encodes, or null if it is not base64}
    static @Nullable Bytes decode(ByteSlice text) {
        int end = text.length();
        while (end > 0 && text.at(end - 1) == '=') {
            end--;
        }
        byte[] octets = new byte[end * 3 / 4];
        int bits = 0;
        int count = 0;
        for (int i = 0; i < end; i++) {
            int value = value(text.at(i));
            if (value < 0) {
                return null;
            }
            bits = bits << 6 | value;
            if (i % 4 != 0) {
                octets[count++] = (byte) (bits >>> 6 - 2 * (i % 4));
            }
        }
        return Bytes.copyOf(octets, 0, count);
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
