package io.mailtap.analyzer.smtp;

import io.mailtap.bytes.ByteSlice;

/// The code at the start of a reply line (RFC 5321, 4.2).
final class ReplyCode {
    private ReplyCode() {}

    /// {@return the code, 100 to 599, or -1 if the line has none}
    static int of(ByteSlice line) {
        if (line.length() < 3) {
            return -1;
        }
        int hundreds = line.at(0) - '0';
        int tens = line.at(1) - '0';
        int ones = line.at(2) - '0';
        boolean valid =
                hundreds >= 1 && hundreds <= 5 && tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        return valid ? 100 * hundreds + 10 * tens + ones : -1;
    }
}
