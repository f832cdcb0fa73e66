package io.mailtap.analyzer;

import io.mailtap.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The notation for octets in transcripts: ASCII, with `%NN` for any octet that it does not show.
final class Escaped {
    private Escaped() {}

    static byte[] toOctets(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                octets.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                octets.write(text.charAt(i));
            }
        }
        return octets.toByteArray();
    }

    /// {@return `octets` in quotes}
    static String quoted(Bytes octets) {
        StringBuilder text = new StringBuilder("\"");
        for (byte octet : octets.toArray()) {
            if (octet < ' ' || octet > '~' || octet == '%') {
                text.append("%%%02x".formatted(octet & 0xff));
            } else {
                text.append((char) octet);
            }
        }
        return text.append('"').toString();
    }

    static String quoted(String latin1) {
        return quoted(Bytes.copyOf(latin1.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
