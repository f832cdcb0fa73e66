package io.mailtap.file;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;

/// A value with a character set, a language, and percent signs: `utf-8'en'a%20b` (RFC 2231, 4).
final class ExtendedValue {
    private final OctetBuffer octets = new OctetBuffer();
    private String charset = "";

    /// @param first the value, or its first piece
    ExtendedValue(Bytes first) {
        int quote = indexOf(first, 0);
        int second = quote < 0 ? -1 : indexOf(first, quote + 1);
        if (second < 0) {
            append(first, true);
        } else {
            charset = first.slice(0, quote).latin1();
            append(first.slice(second + 1, first.length()), true);
        }
    }

    private static int indexOf(Bytes text, int from) {
        return text.asSlice().indexOf((byte) '\'', from);
    }

    /// Appends a piece.
    ///
    /// @param encoded whether percent signs mean something in it
    void append(Bytes piece, boolean encoded) {
        int at = 0;
        while (at < piece.length()) {
            byte octet = piece.at(at);
            if (encoded && octet == '%' && at + 2 < piece.length()) {
                int high = Ascii.hexValue(piece.at(at + 1));
                int low = Ascii.hexValue(piece.at(at + 2));
                if (high >= 0 && low >= 0) {
                    octet = (byte) (high << 4 | low);
                    at += 2;
                }
            }
            octets.append(octet);
            at++;
        }
    }

    Bytes decode() {
        return Charsets.toUtf8(octets.toBytes(), charset);
    }
}
