package io.mailtap.file;

import io.mailtap.bytes.ByteSlice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/// Octets at fixed places that show a type.
///
/// @param type what they show
/// @param strength how sure they are, against other rules that fit too
/// @param parts the octets
record Magic(String type, int strength, List<Part> parts) {
    /// @param offset place of the first
    /// @param octets what stands there; `?` in a pattern fits anything
    private record Part(int offset, String octets) {
        boolean matches(ByteSlice head) {
            if (head.length() < offset + octets.length()) {
                return false;
            }
            for (int i = 0; i < octets.length(); i++) {
                char wanted = octets.charAt(i);
                if (wanted != ANY && wanted != head.u8(offset + i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Stands for any octet in a pattern.
    private static final char ANY = '\uffff';

    /// The table. Numbers in patterns are hexadecimal octets; text is quoted; `?` is any octet;
    /// `@n` goes to offset n.
    private static final List<Magic> TABLE = read();

    // The rules that may fit a file, by its first octet: few have any but those that fit all.
    private static final List<List<Magic>> BY_FIRST_OCTET = byFirstOctet();

    private static List<List<Magic>> byFirstOctet() {
        List<Magic> anyhow = beginningWith(TABLE, ANY);
        List<List<Magic>> all = new ArrayList<>(Collections.nCopies(256, anyhow));
        for (Magic magic : TABLE) {
            char first = magic.firstOctet();
            if (first != ANY && all.get(first) == anyhow) {
                all.set(first, beginningWith(TABLE, first));
            }
        }
        return all;
    }

    private static List<Magic> beginningWith(List<Magic> table, char first) {
        List<Magic> some = new ArrayList<>();
        for (Magic magic : table) {
            char wanted = magic.firstOctet();
            if (wanted == ANY || wanted == first) {
                some.add(magic);
            }
        }
        return some;
    }

    /// {@return the rules that may fit a file that begins so}
    ///
    /// @param octet 0 to 255
    static List<Magic> beginningWith(int octet) {
        return BY_FIRST_OCTET.get(octet);
    }

    private char firstOctet() {
        Part first = parts.getFirst();
        return first.offset() == 0 ? first.octets().charAt(0) : ANY;
    }

    boolean matches(ByteSlice head) {
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).matches(head)) {
                return false;
            }
        }
        return true;
    }

    private static List<Magic> read() {
        List<Magic> table = new ArrayList<>();
        for (String line : MagicTable.TEXT.split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] columns = line.strip().split(" +", 3);
                table.add(new Magic(columns[0], Integer.parseInt(columns[1]), pattern(columns[2])));
            }
        }
        return List.copyOf(table);
    }

    private static List<Part> pattern(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder octets = new StringBuilder();
        int offset = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case ' ' -> at++;
                case '?' -> {
                    octets.append(ANY);
                    at++;
                }
                case '"' -> {
                    int end = text.indexOf('"', at + 1);
                    octets.append(text, at + 1, end);
                    at = end + 1;
                }
                case '@' -> {
                    int end = end(text, at + 1, d -> d >= '0' && d <= '9');
                    add(parts, offset, octets);
                    offset = Integer.parseInt(text.substring(at + 1, end));
                    octets.setLength(0);
                    at = end;
                }
                default -> {
                    octets.append((char) Integer.parseInt(text.substring(at, at + 2), 16));
                    at += 2;
                }
            }
        }
        add(parts, offset, octets);
        return List.copyOf(parts);
    }

    private static void add(List<Part> parts, int offset, StringBuilder octets) {
        if (!octets.isEmpty()) {
            parts.add(new Part(offset, octets.toString()));
        }
    }

    private static int end(String text, int from, IntPredicate is) {
        int at = from;
        while (at < text.length() && is.test(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
