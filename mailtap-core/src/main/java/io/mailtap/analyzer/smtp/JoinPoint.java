package io.mailtap.analyzer.smtp;

import io.mailtap.bytes.ByteSlice;

/// Tells commands from mail text when we do not know which of the two is being sent.
final class JoinPoint {
    private JoinPoint() {}

    /// Whether a line of the client can hardly be anything but a command: stricter than what
    /// servers take.
    static boolean isCertain(ByteSlice line) {
        return line.startsWithIgnoreCase("MAIL FROM:<")
                || line.startsWithIgnoreCase("RCPT TO:<")
                || line.contentEquals("DATA")
                || line.contentEquals("RSET")
                || line.contentEquals("QUIT")
                || line.contentEquals("STARTTLS")
                || line.startsWith("EHLO ")
                || line.startsWith("HELO ")
                || line.startsWith("AUTH ");
    }
}
