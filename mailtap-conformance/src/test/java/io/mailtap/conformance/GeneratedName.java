package io.mailtap.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// A file name and how a mail client would put it into a header field.
///
/// @param value what the reader must see
/// @param parameters the field's parameters, octets as Latin-1 characters
record GeneratedName(String value, List<String> parameters) {
    private static final String ASCII =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String TOKEN = ASCII + "._-+~!#$&^{}|`";
    private static final String QUOTED = ASCII + "._- ();,:@<>[]/?='%\"\\";
    private static final String LATIN = ASCII + "äöüßéèñçÅØ£§ -._";
    private static final String[] ANY = {
        "a", "b", "Z", "0", "9", ".", "-", "_", " ", "ä", "ß", "é", "€", "文", "件", "名", "Ж", "ש",
        "🙂", "(", "'", "*", "%", "\u202e"
    };

    /// {@return a random name for a parameter}
    ///
    /// @param parameter `filename` or `name`
    static GeneratedName of(String parameter, Random random) {
        int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 120 : 25);
        return switch (random.nextInt(9)) {
            case 0 -> plain(parameter, pick(TOKEN, length, random));
            case 1 -> quoted(parameter, pick(QUOTED, length, random));
            case 2 -> quoted(parameter, any(length, random));
            case 3 -> extended(parameter, any(length, random), "utf-8", UTF_8);
            case 4 -> extended(parameter, pick(LATIN, length, random), "ISO-8859-1", ISO_8859_1);
            case 5 -> pieces(parameter, pick(QUOTED, length, random), random);
            case 6 -> extendedPieces(parameter, any(length, random), random);
            case 7 -> words(parameter, any(length, random), true, random);
            default -> words(parameter, any(length, random), false, random);
        };
    }

    private static String pick(String from, int length, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(from.charAt(random.nextInt(from.length())));
        }
        return framed(text.toString());
    }

    private static String any(int length, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ANY[random.nextInt(ANY.length)]);
        }
        return framed(text.toString());
    }

    /// Blanks at the ends do not survive every form, and `=?` would be an encoded word.
    private static String framed(String text) {
        return "x" + text.replace("=?", "==") + "y";
    }

    private static String octets(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static String quote(String text) {
        return '"' + octets(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static GeneratedName plain(String parameter, String value) {
        return new GeneratedName(value, List.of(parameter + "=" + value));
    }

    private static GeneratedName quoted(String parameter, String value) {
        return new GeneratedName(value, List.of(parameter + "=" + quote(value)));
    }

    private static String percent(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (byte octet : octets) {
            boolean plain = octet >= 0 && ASCII.indexOf(octet) >= 0;
            text.append(plain ? "" + (char) octet : String.format("%%%02X", octet));
        }
        return text.toString();
    }

    private static GeneratedName extended(
            String parameter, String value, String name, Charset charset) {
        String text = name + "'en'" + percent(value.getBytes(charset));
        return new GeneratedName(value, List.of(parameter + "*=" + text));
    }

    /// Cuts a value into pieces of whole characters.
    private static List<String> cut(String value, Random random) {
        List<String> pieces = new ArrayList<>();
        int[] points = value.codePoints().toArray();
        int at = 0;
        while (at < points.length) {
            int count = Math.min(points.length - at, 1 + random.nextInt(15));
            pieces.add(new String(points, at, count));
            at += count;
        }
        return pieces;
    }

    private static GeneratedName pieces(String parameter, String value, Random random) {
        List<String> parameters = new ArrayList<>();
        for (String piece : cut(value, random)) {
            parameters.add(parameter + "*" + parameters.size() + "=" + quote(piece));
        }
        return new GeneratedName(value, parameters);
    }

    private static GeneratedName extendedPieces(String parameter, String value, Random random) {
        List<String> parameters = new ArrayList<>();
        for (String piece : cut(value, random)) {
            String start = parameter + "*" + parameters.size();
            boolean ascii = piece.chars().allMatch(c -> c < 128 && c != '%');
            if (parameters.isEmpty()) {
                parameters.add(start + "*=UTF-8''" + percent(piece.getBytes(UTF_8)));
            } else if (ascii && random.nextBoolean()) {
                parameters.add(start + "=" + quote(piece));
            } else {
                parameters.add(start + "*=" + percent(piece.getBytes(UTF_8)));
            }
        }
        return new GeneratedName(value, parameters);
    }

    private static GeneratedName words(
            String parameter, String value, boolean base64, Random random) {
        List<String> words = new ArrayList<>();
        for (String piece : cut(value, random)) {
            byte[] octets = piece.getBytes(UTF_8);
            String text =
                    base64
                            ? "B?" + Base64.getEncoder().encodeToString(octets)
                            : "q?" + percent(octets).replace('%', '=');
            words.add("=?utf-8?" + text + "?=");
        }
        return new GeneratedName(
                value, List.of(parameter + "=\"" + String.join(" ", words) + "\""));
    }
}
