package io.mailtap.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.Random;

/// Encodes content for mails, in the many ways that are allowed.
final class TransferEncodings {
    private final Random random;

    TransferEncodings(Random random) {
        this.random = random;
    }

    /// {@return base64 in lines of some length, without a line end behind the last}
    String base64(byte[] content) {
        String text = Base64.getEncoder().encodeToString(content);
        int length = random.nextInt(3) == 0 ? 1 + random.nextInt(76) : 76;
        StringBuilder lines = new StringBuilder();
        for (int at = 0; at < text.length(); at += length) {
            lines.append(at == 0 ? "" : "\r\n");
            lines.append(text, at, Math.min(text.length(), at + length));
        }
        return lines.toString();
    }

    /// {@return quoted-printable, without a line end behind the last line}
    String quotedPrintable(byte[] content) {
        StringBuilder lines = new StringBuilder();
        boolean text = random.nextBoolean();
        int column = 0;
        for (int i = 0; i < content.length; i++) {
            boolean lineEnd =
                    content[i] == '\r' && i + 1 < content.length && content[i + 1] == '\n';
            if (text && lineEnd) {
                lines.append("\r\n");
                column = 0;
                i++;
                continue;
            }
            boolean last = i + 1 == content.length || content[i + 1] == '\r';
            String octet = quoted(content[i], last);
            if (column + octet.length() > 75) {
                lines.append(random.nextInt(5) == 0 ? "= \t\r\n" : "=\r\n");
                column = 0;
            }
            lines.append(octet);
            column += octet.length();
        }
        return lines.toString();
    }

    private String quoted(byte octet, boolean lastOfLine) {
        boolean blank = octet == ' ' || octet == '\t';
        boolean plain = octet > 32 && octet < 127 && octet != '=' || blank && !lastOfLine;
        if (plain && random.nextInt(50) > 0) {
            return "" + (char) octet;
        }
        return String.format(random.nextInt(10) == 0 ? "=%02x" : "=%02X", octet);
    }

    /// {@return a uuencoded block, without a line end behind the last line}
    String uuencode(String name, byte[] content) {
        char zero = random.nextBoolean() ? '`' : ' ';
        StringBuilder lines = new StringBuilder("begin 644 " + name + "\r\n");
        for (int at = 0; at < content.length; at += 45) {
            uuLine(lines, content, at, Math.min(45, content.length - at), zero);
        }
        return lines.append(zero).append("\r\nend").toString();
    }

    private static void uuLine(StringBuilder lines, byte[] content, int at, int count, char zero) {
        lines.append(uu(count, zero));
        for (int i = at; i < at + count; i += 3) {
            int group = 0;
            for (int j = i; j < i + 3; j++) {
                group = group << 8 | (j < at + count ? content[j] & 0xff : 0);
            }
            for (int shift = 18; shift >= 0; shift -= 6) {
                lines.append(uu(group >>> shift & 63, zero));
            }
        }
        lines.append("\r\n");
    }

    private static char uu(int value, char zero) {
        return value == 0 ? zero : (char) (32 + value);
    }

    static byte[] octets(String latin1) {
        return latin1.getBytes(ISO_8859_1);
    }
}
