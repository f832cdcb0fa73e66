package io.mailtap.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows of analyzer.log, and what becomes of conn.log's `service`.
final class AnalyzerLogTest {
    private static final String CONFIRMED = "S:220 mx\r\nC:EHLO c\r\nS:250 mx\r\n";

    @TempDir private Path dir;

    /// Writes the logs of a dialogue: each turn begins with `C:` or `S:`.
    private List<String> rows(int port, String log, String dialogue) throws IOException {
        Engine engine = Engine.builder().build();
        ConnectionId id =
                new ConnectionId(
                        IpAddress.v4(0x0a000001),
                        40_000,
                        IpAddress.v4(0x0a000002),
                        port,
                        TransportProtocol.TCP,
                        6);
        try (Logs _ = new Logs(dir, LogFormat.TSV, engine.events());
                engine;
                Conversation c = engine.conversation(id, 1_500_000_000)) {
            for (String turn : dialogue.split("(?=[CS]:)")) {
                byte[] octets = turn.substring(2).getBytes(US_ASCII);
                if (turn.startsWith("C:")) {
                    c.originator(octets);
                } else {
                    c.responder(octets);
                }
            }
        }
        Path file = dir.resolve(log + ".log");
        return !Files.exists(file)
                ? List.of()
                : Files.readAllLines(file).stream().filter(row -> !row.startsWith("#")).toList();
    }

    private String service(int port, String dialogue) throws IOException {
        return rows(port, "conn", dialogue).getFirst().split("\t")[7];
    }

    @Test
    void anAnalyzerThatWasSureAndFailsHasARow() throws IOException {
        List<String> rows = rows(25, "analyzer", CONFIRMED + "S:not a reply, " + line(50));
        assertEquals(
                "1.500000\tprotocol\tSMTP\tUID\t-\t10.0.0.1\t40000\t10.0.0.2\t25\ttcp\t"
                        + "reply code -1 out of range\tnot a reply, "
                        + "x".repeat(27),
                rows.getFirst().replaceFirst("\tC[0-9A-Za-z]+\t", "\tUID\t"));
        assertEquals(1, rows.size());
        assertEquals("-", service(25, CONFIRMED + "S:not a reply\r\n"));
    }

    @Test
    void anAnalyzerThatWasOnlyTriedHasNone() throws IOException {
        assertEquals(List.of(), rows(25, "analyzer", "S:SSH-2.0-x\r\nC:SSH-2.0-y\r\n"));
        assertFalse(Files.exists(dir.resolve("analyzer.log")));
    }

    @Test
    void aLateViolationTakesNothingOff() throws IOException {
        String late = CONFIRMED + "C:NOOP\r\n".repeat(2000) + "S:not a reply\r\n";
        assertEquals(List.of(), rows(25, "analyzer", late));
        assertEquals("smtp", service(25, late));
    }

    @Test
    void pop3FailsInItsOwnWords() throws IOException {
        String row =
                rows(
                                4110,
                                "analyzer",
                                "S:+OK hi\r\nC:USER a\r\nS:+OK\r\nC:PASS sesame-oil\r\n"
                                        + "S:sesame-oil?\r\n")
                        .getFirst();
        assertTrue(row.contains("\tPOP3\t"), row);
        assertTrue(
                row.endsWith("\tunknown server command (<redacted>?)\t<redacted>?"),
                "a secret is masked: " + row);
    }

    @Test
    void loginsByAnyMechanismConfirmPop3() throws IOException {
        assertEquals(
                "pop3",
                service(
                        110,
                        "S:+OK <1@x>\r\nC:APOP a 0123456789abcdef0123456789abcdef\r\nS:+OK\r\n"));
        assertEquals(
                "pop3",
                service(4110, "S:+OK\r\nC:AUTH PLAIN\r\nS:+ \r\nC:AGEAYg==\r\nS:+OK in\r\n"));
        assertEquals("-", service(110, "S:+OK\r\nC:AUTH PLAIN\r\nS:-ERR no\r\n"));
    }

    private static String line(int length) {
        return "x".repeat(length) + "\r\n";
    }
}
