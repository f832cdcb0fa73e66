package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What is seen in a load is what its generator put there, to the last octet.
final class LoadTruthTest {
    @TempDir private Path dir;

    /// The presets, and the load of any size that `-Dload=FILE` names, its truth beside it.
    static List<String> loads() {
        List<String> loads = new ArrayList<>(Loads.presets());
        String named = System.getProperty("load", "");
        if (!named.isEmpty()) {
            loads.add(named);
        }
        return loads;
    }

    @ParameterizedTest
    @MethodSource("loads")
    void countsAreThoseOfTheGenerator(String preset) throws IOException {
        check(
                preset.endsWith(".pcap")
                        ? Loads.named(Path.of(preset))
                        : Loads.make(dir, preset, 16, "--loss", "0"));
    }

    @ParameterizedTest
    @MethodSource("loadsOfOther")
    void countsAreThoseOfAnotherGenerator(String preset) throws IOException, InterruptedException {
        check(Loads.makeByOther(dir, preset, 4, "--loss", "0"));
    }

    static List<String> loadsOfOther() {
        return Loads.presets();
    }

    @Test
    void segmentsOutOfOrderAndSentAgainChangeNoCount() throws IOException {
        check(
                Loads.make(
                        dir,
                        "small-mails",
                        5,
                        "--loss",
                        "0",
                        "--ooo",
                        "0.05",
                        "--retrans",
                        "0.05",
                        "--lost-retrans",
                        "0.02",
                        "--bdat",
                        "0.5",
                        "--mss",
                        "200"));
    }

    private static void check(Loads.Load load) throws IOException {
        Map<String, Long> expected = expected(load.truth());
        assertTrue(expected.size() > 20, expected::toString);
        Map<String, Long> seen = LoadCounts.of(load.capture());
        assertEquals(List.of(), differences(expected, seen), load.capture()::toString);
        assertEquals(expected, seen);
        System.out.println(load.capture().getFileName() + ": " + summary(seen));
    }

    private static List<String> differences(Map<String, Long> expected, Map<String, Long> seen) {
        Map<String, Long> all = new TreeMap<>(expected);
        all.putAll(seen);
        return all.keySet().stream()
                .filter(name -> !Objects.equals(expected.get(name), seen.get(name)))
                .map(name -> name + ": " + expected.get(name) + ", seen " + seen.get(name))
                .toList();
    }

    /// {@return sums of the counts, by what their names begin with}
    private static Map<String, Long> summary(Map<String, Long> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> {
            String[] words = name.split(" ");
            sums.merge(words[0] + ' ' + words[1], count, Long::sum);
        });
        return sums;
    }

    private static Map<String, Long> expected(JsonNode truth) {
        Map<String, Long> counts = new TreeMap<>();
        for (String kind : new String[] {"smtp", "pop3", "http", "tls", "dns"}) {
            put(counts, "connections " + kind, truth.at("/connections/" + kind));
        }
        smtp(counts, truth.path("smtp"));
        pop3(counts, truth.path("pop3"));
        for (JsonNode each : truth.at("/attachments/distinct")) {
            for (String protocol : new String[] {"smtp", "pop3"}) {
                String name = "attachment " + protocol + " " + each.path("sha256").asString();
                counts.merge(name, each.path(protocol).asLong(), Long::sum);
            }
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static void smtp(Map<String, Long> counts, JsonNode smtp) {
        putAll(counts, "smtp command ", smtp.path("commands"));
        putAll(counts, "smtp reply ", smtp.path("replies"));
        putAll(counts, "smtp login ok ", smtp.path("auth_ok"));
        putAll(counts, "smtp login failed ", smtp.path("auth_failed"));
        put(counts, "smtp auth answers", smtp.path("auth_answers"));
        put(counts, "smtp end marks", smtp.path("data_end_marks"));
        put(counts, "smtp reply lines", smtp.path("reply_lines"));
        put(counts, "smtp starttls", smtp.path("starttls"));
        long mails = smtp.path("mails_data").asLong() + smtp.path("mails_bdat").asLong();
        counts.put("smtp mails", mails);
        put(counts, "smtp mail bytes", smtp.path("mail_bytes"));
    }

    private static void pop3(Map<String, Long> counts, JsonNode pop3) {
        putAll(counts, "pop3 command ", pop3.path("commands"));
        putAll(counts, "pop3 login ok ", pop3.path("login_ok"));
        putAll(counts, "pop3 login failed ", pop3.path("login_failed"));
        // The answer to STLS is pop3_starttls, no reply.
        long ok = pop3.path("ok").asLong() - pop3.path("stls").asLong();
        counts.put("pop3 reply OK", ok);
        put(counts, "pop3 reply ERR", pop3.path("err"));
        put(counts, "pop3 stls", pop3.path("stls"));
        put(counts, "pop3 mails", pop3.path("mails"));
        put(counts, "pop3 mail bytes", pop3.path("mail_bytes"));
    }

    private static void putAll(Map<String, Long> counts, String prefix, JsonNode values) {
        values.properties().forEach(each -> put(counts, prefix + each.getKey(), each.getValue()));
    }

    private static void put(Map<String, Long> counts, String name, JsonNode value) {
        counts.put(name, value.asLong());
    }
}
