package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Engine;
import io.mailtap.log.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Looks for passwords in the output of `mailtap events`, as they are and in other clothes.
final class SecretsTest {
    private static final Pattern CONNECTION =
            Pattern.compile(
                    "\"uid\":\"([^\"]*)\",\"id.orig_h\":\"([^\"]*)\",\"id.orig_p\":(\\d+),");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// How many secrets there are, and where they are shown all the same.
    private static final class Search {
        final List<String> shown = new ArrayList<>();
        int secrets;

        /// @param told passwords by client, from notes on the capture
        void run(Path capture, Supplier<Engine> engines, Map<String, SecretsKnown> told)
                throws IOException {
            SecretsCollector collector = new SecretsCollector();
            SecretsOutput.write(engines.get(), capture, Redactor.none(), collector::onLine);
            SecretsOutput.write(
                    engines.get(),
                    capture,
                    Redactor.create(),
                    (line, number) -> {
                        Matcher connection = CONNECTION.matcher(line);
                        if (connection.find()) {
                            String client = connection.group(2) + ":" + connection.group(3);
                            check(line, number, collector.of(connection.group(1)));
                            check(line, number, told.getOrDefault(client, new SecretsKnown()));
                        }
                    });
            secrets += collector.count();
        }

        private void check(String line, long number, SecretsKnown known) {
            for (SecretsKnown.Form form : known.forms()) {
                if (number >= form.from() && isShown(line, form.form())) {
                    String start = line.substring(0, Math.min(line.length(), 600));
                    shown.add("line " + number + ": " + form.form() + " in " + start);
                }
            }
        }

        private static boolean isShown(String line, String secret) {
            boolean escaped = secret.indexOf('"') >= 0 || secret.indexOf('\\') >= 0;
            return (escaped || line.contains(secret)) && isInValue(MAPPER.readTree(line), secret);
        }

        private static boolean isInValue(JsonNode node, String secret) {
            if (node.isString()) {
                return node.asString().contains(secret);
            }
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                boolean ours = member.getKey().matches("event|uid|id\\..*|user");
                if (!ours && isInValue(member.getValue(), secret)) {
                    return true;
                }
            }
            if (node.isArray()) {
                for (JsonNode element : (Iterable<JsonNode>) node) {
                    if (isInValue(element, secret)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    static List<String> recorded() throws IOException {
        return RecordedFolder.captures("");
    }

    static List<String> variants() throws IOException {
        return RecordedFolder.captures("variants");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void noSecretOfARecordedCaptureIsShown(String file) throws IOException {
        RecordedCapture capture = RecordedCapture.of(file);
        Search search = new Search();
        search.run(RecordedFolder.file(file), capture::engine, told(capture.truth()));
        assertEquals("", String.join("\n", search.shown));
    }

    /// The same on default ports only: what is not recognised must not be shown either.
    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void noSecretOfAVariantIsShown(String file) throws IOException {
        String notes = "variants/" + file.replaceFirst("\\..*", "") + ".json";
        String base = RecordedFolder.json(notes).path("truth").asString();
        Search search = new Search();
        search.run(
                RecordedFolder.file("variants/" + file),
                () -> Engine.builder().build(),
                told(GroundTruth.of(base.replaceFirst("\\.json$", ""))));
        assertEquals("", String.join("\n", search.shown));
    }

    private static Map<String, SecretsKnown> told(GroundTruth truth) {
        Map<String, SecretsKnown> told = new HashMap<>();
        truth.passwords()
                .forEach((client, passwords) -> {
                    SecretsKnown known = new SecretsKnown();
                    passwords.forEach(password -> known.addPassword(password, 0));
                    told.put(client, known);
                });
        return told;
    }

    @Test
    void noSecretOfAThirdPartyCaptureIsShown() throws IOException {
        Assumptions.assumeTrue(ThirdPartyCaptures.areThere(), ThirdPartyCaptures::whyNot);
        List<String> shown = new ArrayList<>();
        int secrets = 0;
        for (ThirdPartyCaptures.Capture capture : ThirdPartyCaptures.all()) {
            Search search = new Search();
            search.run(capture.file(), () -> Engine.builder().build(), Map.of());
            search.shown.forEach(each -> shown.add(capture.name() + " " + each));
            secrets += search.secrets;
        }
        assertTrue(secrets > 50, "secrets looked for: " + secrets);
        assertEquals("", String.join("\n", shown));
    }
}
