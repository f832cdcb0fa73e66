package io.mailtap.log;

import static io.mailtap.analyzer.TlsOctets.certificates;
import static io.mailtap.analyzer.TlsOctets.clientHello;
import static io.mailtap.analyzer.TlsOctets.encrypted;
import static io.mailtap.analyzer.TlsOctets.extension;
import static io.mailtap.analyzer.TlsOctets.handshake;
import static io.mailtap.analyzer.TlsOctets.message;
import static io.mailtap.analyzer.TlsOctets.raw;
import static io.mailtap.analyzer.TlsOctets.record;
import static io.mailtap.analyzer.TlsOctets.serverHello;
import static io.mailtap.analyzer.TlsOctets.serverName;
import static io.mailtap.analyzer.TlsOctets.spec;
import static io.mailtap.analyzer.TlsOctets.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.file.x509.Certificates;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows of ssl.log and x509.log.
final class SslLogTest {
    private static final String SESSION = "ab".repeat(32);
    private static final String RETRY =
            "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";
    private static final String TLS_13 =
            extension(43, "0304") + extension(51, "001d" + vector(2, "aa"));
    private static final String CERTIFICATE = certificates(Certificates.RSA);
    private static final String KEYS =
            message(12, "03001d" + vector(1, "aa") + "0401" + vector(2, "bb"));
    private static final String DONE = message(14, "");
    private static final String MINE = message(16, vector(1, "aa"));
    private static final String TICKET = message(4, "00000e10" + vector(2, "bb"));

    @TempDir Path dir;

    /// A session: `C` or `S` and what that side sends, in turns.
    private Map<String, String> row(String... turns) throws IOException {
        write(List.<String[]>of(turns));
        return rows("ssl").getFirst();
    }

    private void write(List<String[]> sessions) throws IOException {
        Engine engine = Engine.builder().build();
        try (Logs logs = new Logs(dir, LogFormat.TSV, engine.events())) {
            for (int i = 0; i < sessions.size(); i++) {
                ConnectionId id =
                        new ConnectionId(
                                IpAddress.v4(0x0a000001),
                                40_000 + i,
                                IpAddress.v4(0x0a000002),
                                465,
                                TransportProtocol.TCP,
                                6);
                try (Conversation c = engine.conversation(id, 1_000_000_000L * i)) {
                    play(c, sessions.get(i));
                }
            }
            engine.close();
            assertTrue(logs.rows().containsKey(dir.resolve("ssl.log")));
        }
    }

    private static void play(Conversation c, String[] turns) {
        for (int i = 0; i < turns.length; i += 2) {
            switch (turns[i]) {
                case "C" -> c.originator(raw(turns[i + 1]));
                case "S" -> c.responder(raw(turns[i + 1]));
                default -> c.gap(Direction.RESPONDER, 100);
            }
        }
    }

    private List<Map<String, String>> rows(String log) throws IOException {
        List<String> lines = Files.readAllLines(dir.resolve(log + ".log"));
        String[] names =
                lines.stream()
                        .filter(l -> l.startsWith("#fields"))
                        .findFirst()
                        .orElseThrow()
                        .split("\t");
        return lines.stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> columns(names, line.split("\t")))
                .toList();
    }

    private static Map<String, String> columns(String[] names, String[] values) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            row.put(names[i + 1], values[i]);
        }
        return row;
    }

    private static void expect(Map<String, String> row, String... pairs) {
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            assertEquals(parts[1], row.get(parts[0]), parts[0] + " of " + row);
        }
    }

    @Test
    void aWholeHandshakeOfTls12() throws IOException {
        Map<String, String> row =
                row(
                        "C",
                        handshake(
                                clientHello(
                                        "", "c02f", serverName("mx.example"), extension(35, ""))),
                        "S",
                        handshake(
                                        serverHello(
                                                "",
                                                "c02f",
                                                extension(16, vector(2, vector(1, "6832")))))
                                + handshake(CERTIFICATE, KEYS, DONE),
                        "C",
                        handshake(MINE) + spec() + encrypted(22),
                        "S",
                        handshake(TICKET) + spec() + encrypted(22),
                        "C",
                        encrypted(21));
        expect(
                row,
                "version=TLSv12",
                "cipher=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                "curve=x25519",
                "server_name=mx.example",
                "resumed=F",
                "last_alert=-",
                "next_protocol=h2",
                "established=T",
                "ssl_history=CsxknGIti",
                "client_cert_chain_fps=(empty)",
                "sni_matches_cert=T");
        expect(rows("x509").getFirst(), "fingerprint=" + row.get("cert_chain_fps"), "host_cert=T");
    }

    @Test
    void anEchoedSessionIdentifierIsAResumption() throws IOException {
        expect(
                row(
                        "C",
                        handshake(clientHello(SESSION, "c02f")),
                        "S",
                        handshake(serverHello(SESSION, "c02f")) + spec() + encrypted(22),
                        "C",
                        spec() + encrypted(22)),
                "resumed=T",
                "established=T",
                "ssl_history=CsiI",
                "cert_chain_fps=-",
                "sni_matches_cert=-");
    }

    @Test
    void aTicketWithoutKeyExchangeIsAResumption() throws IOException {
        expect(
                row(
                        "C",
                        handshake(clientHello("", "c02f", extension(35, "aabb"))),
                        "S",
                        handshake(serverHello("", "c02f")) + spec() + encrypted(22),
                        "C",
                        spec() + encrypted(22)),
                "resumed=T",
                "ssl_history=CsiI");
    }

    @Test
    void tls13ShowsLittle() throws IOException {
        expect(
                row(
                        "C",
                        handshake(clientHello(SESSION, "1301", serverName("mx.example"))),
                        "S",
                        handshake(serverHello(SESSION, "1301", TLS_13)) + spec() + encrypted(23),
                        "C",
                        spec() + encrypted(23)),
                "version=TLSv13",
                "curve=x25519",
                "resumed=F",
                "established=T",
                "ssl_history=CsiI",
                "cert_chain_fps=-");
    }

    @Test
    void aKeyOfBeforeIsAResumptionOfTls13() throws IOException {
        String key =
                extension(
                        41, vector(2, vector(2, "aabb") + "00000102") + vector(2, vector(1, "cc")));
        expect(
                row(
                        "C",
                        handshake(clientHello(SESSION, "1301", key)),
                        "S",
                        handshake(serverHello(SESSION, "1301", TLS_13, extension(41, "0000")))
                                + encrypted(23),
                        "C",
                        encrypted(23)),
                "resumed=T",
                "ssl_history=Cs");
    }

    @Test
    void anotherHelloMayBeAskedFor() throws IOException {
        String retry =
                message(
                        2,
                        "0303"
                                + RETRY
                                + vector(1, SESSION)
                                + "1301"
                                + "00"
                                + vector(2, extension(43, "0304")));
        expect(
                row(
                        "C",
                        handshake(clientHello(SESSION, "1301")),
                        "S",
                        handshake(retry) + spec(),
                        "C",
                        spec() + handshake(clientHello(SESSION, "1301")),
                        "S",
                        handshake(serverHello(SESSION, "1301", TLS_13)) + encrypted(23),
                        "C",
                        encrypted(23)),
                "established=T",
                "ssl_history=CjiICs");
    }

    @Test
    void aRefusalHasItsAlert() throws IOException {
        expect(
                row("C", handshake(clientHello("", "c02f")), "S", record(21, "0303", "0228")),
                "version=-",
                "cipher=-",
                "last_alert=handshake_failure",
                "established=F",
                "ssl_history=Cl");
    }

    @Test
    void aGapLeavesWhatWasSeen() throws IOException {
        expect(
                row(
                        "C",
                        handshake(clientHello("", "c02f")),
                        "S",
                        handshake(serverHello("", "c02f")),
                        "gap",
                        "",
                        "S",
                        handshake(DONE)),
                "established=F",
                "ssl_history=Cs");
    }

    @Test
    void turnedRolesAreShown() throws IOException {
        expect(row("S", handshake(clientHello("", "c02f"))), "ssl_history=^C");
    }

    @Test
    void aCertificateHasOneRowADayForEachUse() throws IOException {
        String[] asServer = {
            "C",
            handshake(clientHello("", "c02f")),
            "S",
            handshake(serverHello("", "c02f"), CERTIFICATE, DONE)
        };
        String[] asClient = Arrays.copyOf(asServer, 6);
        asClient[4] = "C";
        asClient[5] = handshake(CERTIFICATE);
        write(List.of(asServer, asServer, asClient));
        assertEquals(3, rows("ssl").size());
        assertEquals(
                List.of("F", "T"),
                rows("x509").stream().map(row -> row.get("client_cert")).toList());
    }
}
