package io.mailtap.file;

import io.mailtap.bytes.Bytes;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Character sets by the names that mails use.
final class Charsets {
    /// Characters of the longest name that is looked up.
    private static final int LONGEST_NAME = 40;

    private Charsets() {}

    /// {@return the octets in UTF-8, or as they are if the character set is not known}
    static Bytes toUtf8(Bytes octets, String name) {
        Charset charset = named(name);
        return charset == null || charset.equals(StandardCharsets.UTF_8)
                ? octets
                : Bytes.of(new String(octets.toArray(), charset));
    }

    private static @Nullable Charset named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "utf-8", "utf8", "us-ascii" -> null;
            case "iso-8859-1", "latin1" -> StandardCharsets.ISO_8859_1;
            default -> name.length() > LONGEST_NAME ? null : lookUp(name);
        };
    }

    private static @Nullable Charset lookUp(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return null; // not a name, or not known here: the octets are better than nothing
        }
    }
}
