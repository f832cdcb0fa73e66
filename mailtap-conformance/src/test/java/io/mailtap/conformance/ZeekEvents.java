package io.mailtap.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Reads the events that Zeek raised over a capture, as stored beside it.
final class ZeekEvents {
    /// @param id the connection as Zeek last called it
    /// @param events its events in order
    record Trail(String id, List<Observation> events) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private ZeekEvents() {}

    static List<Trail> read(Path file) throws IOException {
        Map<String, String> ids = new LinkedHashMap<>();
        Map<String, List<Observation>> events = new LinkedHashMap<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode event = JSON.readTree(line);
                if (isCompared(event)) {
                    String uid = event.get("uid").asString();
                    ids.put(uid, event.get("id").asString());
                    events.computeIfAbsent(uid, key -> new ArrayList<>()).add(observation(event));
                }
            }
        }
        List<Trail> trails = new ArrayList<>();
        events.forEach((uid, list) -> trails.add(new Trail(ids.get(uid), list)));
        return trails;
    }

    private static boolean isCompared(JsonNode event) {
        String name = event.get("event").asString();
        return isCompared(name)
                || isOfAnalyzer(name)
                        && OurEvents.ANALYZERS.contains(analyzer(event.get("atype").asString()));
    }

    private static boolean isOfAnalyzer(String name) {
        return name.equals("analyzer_confirmation_info") || name.equals("analyzer_violation_info");
    }

    private static String analyzer(String atype) {
        return atype.replace("Analyzer::ANALYZER_", "");
    }

    /// {@return the events whose names begin so, a line each with the connection before it}
    static List<String> lines(Path file, String prefix) throws IOException {
        List<String> found = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("\"event\":\"" + prefix)) {
                    JsonNode event = JSON.readTree(line);
                    Observation observation = observation(event);
                    String id = event.get("id").asString();
                    found.add(id + " " + observation.name() + " " + observation.arguments());
                }
            }
        }
        return found;
    }

    static boolean isCompared(String name) {
        return name.startsWith("pop3_")
                || name.startsWith("smtp_")
                || name.startsWith("mime_")
                || name.equals("connection_established")
                || name.equals("connection_state_remove")
                || name.equals("content_gap");
    }

    private static Observation observation(JsonNode event) {
        OurEvents.Text text = new OurEvents.Text();
        for (Map.Entry<String, JsonNode> field : event.properties()) {
            switch (field.getKey()) {
                case "ts", "event", "uid", "id", "aid" -> {}
                case "atype" -> text.raw("atype", analyzer(field.getValue().asString()));
                case String key when key.endsWith("_hex") -> {}
                default -> add(text, field.getKey(), field.getValue());
            }
        }
        String name = event.get("event").asString().replace("_info", "");
        return new Observation(name, text.toString());
    }

    private static void add(OurEvents.Text text, String key, JsonNode value) {
        if (value.isBoolean()) {
            text.bool(key, value.asBoolean());
        } else if (value.isNumber()) {
            text.count(key, value.asLong());
        } else if (key.equals("ciphers") || key.equals("comp_methods")) {
            List<Integer> numbers = new ArrayList<>();
            value.forEach(number -> numbers.add(number.asInt()));
            text.raw(key, numbers.toString());
        } else if (value.isArray()) {
            value.forEach(header -> add(text, "h", header));
        } else if (value.isObject()) {
            for (String part : List.of("original_name", "name", "value")) {
                add(text, part, value.get(part));
            }
        } else {
            text.raw(key, '"' + value.asString().replace("\"", "\\\"") + '"');
        }
    }
}
