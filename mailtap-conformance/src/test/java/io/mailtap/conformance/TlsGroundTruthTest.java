package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Engine;
import io.mailtap.log.LogFormat;
import io.mailtap.log.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Version, suite and resumption of every TLS session in the recordings are what the lab's clients
/// said.
final class TlsGroundTruthTest {
    /// Suites by the names that the lab's clients have for them, where those are not the
    /// registry's.
    private static final Map<String, String> SUITES =
            Map.ofEntries(
                    Map.entry("ECDHE-RSA-AES256-SHA", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"),
                    Map.entry("ECDHE-RSA-AES128-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"),
                    Map.entry(
                            "ECDHE-RSA-AES128-GCM-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
                    Map.entry(
                            "ECDHE-RSA-AES256-GCM-SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
                    Map.entry(
                            "ECDHE-RSA-CHACHA20-POLY1305",
                            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
                    Map.entry("DHE-RSA-AES128-GCM-SHA256", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"),
                    Map.entry("AES128-GCM-SHA256", "TLS_RSA_WITH_AES_128_GCM_SHA256"),
                    Map.entry("AES256-SHA256", "TLS_RSA_WITH_AES_256_CBC_SHA256"),
                    Map.entry("AES128-SHA", "TLS_RSA_WITH_AES_128_CBC_SHA"),
                    Map.entry("AES128-CCM", "TLS_RSA_WITH_AES_128_CCM"),
                    Map.entry("AES128-CCM8", "TLS_RSA_WITH_AES_128_CCM_8"),
                    Map.entry("CAMELLIA128-SHA", "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA"));

    private static final Map<String, String> VERSIONS =
            Map.of(
                    "TLSv1", "TLSv10",
                    "TLSv1.1", "TLSv11",
                    "TLSv1.2", "TLSv12",
                    "TLSv1.3", "TLSv13");

    @TempDir Path dir;

    @Test
    void everySessionIsWhatItsClientSaid() throws IOException {
        Assumptions.assumeTrue(RecordedFolder.isWhole(), RecordedFolder::whyNot);
        int sessions = 0;
        for (String file : RecordedFolder.captures("")) {
            Path notes = RecordedFolder.file(file.replaceFirst("\\.pcap$", ".json"));
            if (Files.exists(notes) && Files.readString(notes).contains("\"tls\"")) {
                sessions += check(file, RecordedFolder.json(notes.getFileName().toString()));
            }
        }
        System.out.println("TLS sessions as their clients have it: " + sessions);
        assertTrue(sessions >= 25, "sessions: " + sessions);
    }

    private int check(String file, JsonNode notes) throws IOException {
        Path logs = Files.createTempDirectory(dir, "logs");
        Engine engine = Engine.builder().build();
        try (Logs written = new Logs(logs, LogFormat.TSV, engine.events())) {
            engine.read(RecordedFolder.file(file));
            engine.close();
            assertTrue(written.rows().size() > 1, file);
        }
        int sessions = 0;
        for (JsonNode session : notes.path("sessions")) {
            JsonNode tls = session.path("tls");
            if (tls.has("version")) {
                sessions++;
                String id =
                        session.path("client").asString() + ">" + session.path("server").asString();
                assertEquals(expected(tls), seen(logs, id), file + " " + id);
            }
        }
        return sessions;
    }

    private static String expected(JsonNode tls) {
        String suite = tls.path("cipher").asString();
        return VERSIONS.get(tls.path("version").asString())
                + " "
                + SUITES.getOrDefault(suite, suite)
                + (tls.path("resumed").asBoolean() ? " T" : " F");
    }

    private static String seen(Path logs, String id) throws IOException {
        for (Map<String, String> row : ZeekLog.read(logs.resolve("ssl.log"))) {
            if (ZeekLog.id(row).equals(id)) {
                return row.get("version") + " " + row.get("cipher") + " " + row.get("resumed");
            }
        }
        return "nothing";
    }
}
