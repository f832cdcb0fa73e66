package io.mailtap.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Reads a log in Zeek's tab-separated format.
final class ZeekLog {
    private ZeekLog() {}

    /// {@return the rows of a log, columns by name; none if there is no such file}
    static List<Map<String, String>> read(Path file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        if (!Files.exists(file)) {
            return rows;
        }
        String[] names = {};
        String[] types = {};
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            String[] parts = line.split("\t", -1);
            if (line.startsWith("#fields")) {
                names = Arrays.copyOfRange(parts, 1, parts.length);
            } else if (line.startsWith("#types")) {
                types = Arrays.copyOfRange(parts, 1, parts.length);
            } else if (!line.startsWith("#")) {
                rows.add(row(names, types, parts));
            }
        }
        return rows;
    }

    private static Map<String, String> row(String[] names, String[] types, String[] values) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            boolean set = types[i].startsWith("set[");
            // sets have no order
            String value =
                    set ? new TreeSet<>(List.of(values[i].split(","))).toString() : values[i];
            row.put(names[i], value);
        }
        return row;
    }

    /// {@return the connection of a row}
    static String id(Map<String, String> row) {
        return row.get("id.orig_h")
                + ":"
                + row.get("id.orig_p")
                + ">"
                + row.get("id.resp_h")
                + ":"
                + row.get("id.resp_p");
    }
}
