package io.mailtap.analyzer.smtp;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;

/// The code at the start of a reply line (RFC 5321, 4.2).
final class ReplyCode {
    private ReplyCode() {}

    /// {@return the code, 100 to 599, or -1 if the line has none}
    static int of(ByteSlice line) {
        if (line.length() < 3) {
            return -1;
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            byte digit = line.at(i);
            if (!Ascii.isDigit(digit)) {
                return -1;
            }
            code = code * 10 + digit - '0';
        }
        return code >= 100 && code <= 599 ? code : -1;
    }
}
