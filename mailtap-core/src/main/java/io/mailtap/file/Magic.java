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

    /// Rules whose octets begin at the same place, by the first of them, which is never `?`.
    private record Place(int offset, List<List<Magic>> byOctet) {
        Place(int offset) {
            this(offset, new ArrayList<>(Collections.nCopies(256, List.of())));
        }

        void add(Magic magic) {
            char first = magic.parts.getFirst().octets().charAt(0);
            List<Magic> rules = new ArrayList<>(byOctet.get(first));
            rules.add(magic);
            byOctet.set(first, rules);
        }
    }

    // Few octets at these places have any rule.
    private static final List<Place> PLACES = places();

    private static List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (Magic magic : TABLE) {
            placeAt(places, magic.parts.getFirst().offset()).add(magic);
        }
        return places;
    }

    private static Place placeAt(List<Place> places, int offset) {
        for (Place place : places) {
            if (place.offset == offset) {
                return place;
            }
        }
        Place added = new Place(offset);
        places.add(added);
        return added;
    }

    /// Offers the types of all rules that fit.
    static void offer(ByteSlice head, Sniffer sniffer) {
        for (int i = 0; i < PLACES.size(); i++) {
            Place place = PLACES.get(i);
            if (place.offset < head.length()) {
                offer(place.byOctet.get(head.u8(place.offset)), head, sniffer);
            }
        }
    }

    private static void offer(List<Magic> rules, ByteSlice head, Sniffer sniffer) {
        for (int i = 0; i < rules.size(); i++) {
            Magic magic = rules.get(i);
            if (magic.matches(head)) {
                sniffer.offer(magic.type, magic.strength);
            }
        }
    }

    private boolean matches(ByteSlice head) {
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
