package io.mailtap.conformance;

import io.mailtap.Engine;
import io.mailtap.MailProtocol;
import io.mailtap.capture.CaptureException;
import io.mailtap.event.ConnectionEvent.NewConnection;
import io.mailtap.event.Moment;
import io.mailtap.event.TlsEvent;
import io.mailtap.event.TlsHandshakeEvent.SslClientHello;
import io.mailtap.event.TlsHandshakeEvent.SslEstablished;
import io.mailtap.event.TlsHandshakeEvent.SslServerHello;
import io.mailtap.event.X509Event.X509Certificate;
import io.mailtap.log.LogFormat;
import io.mailtap.log.Logs;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Compares what TLS shows with Zeek: hellos, ends of handshakes, and the rows of ssl.log and
/// x509.log.
final class TlsComparison {
    // So that TLS is noticed when Zeek notices it.
    private static final List<Integer> ZEEKS_PORTS =
            List.of(443, 563, 585, 614, 636, 989, 990, 992, 993, 995, 5223);
    private static final long NANOS = 1_000_000_000L;

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<TlsDifference, Integer> excused = new TreeMap<>();
    private final StringBuilder unexplained = new StringBuilder();
    private final Set<String> later = new HashSet<>();
    private int differences;
    private int clockSetBack;

    String unexplained() {
        return unexplained.toString();
    }

    int count(String what) {
        return counts.getOrDefault(what, 0);
    }

    void compare(ThirdPartyCaptures.Capture capture) throws IOException {
        counts.merge("captures", 1, Integer::sum);
        Path dir = Files.createTempDirectory("mailtap-tls");
        try {
            List<String> ours = ours(capture, dir);
            List<String> zeek = ZeekEvents.lines(capture.zeek().resolve("events.jsonl.gz"), "ssl_");
            lines(capture, "event", zeek, ours);
            for (String log : List.of("ssl", "x509")) {
                List<String> rows = rows(capture.zeek(), log);
                lines(capture, log + ".log row", rows, rows(dir, log));
            }
        } finally {
            LogComparison.delete(dir);
        }
    }

    private List<String> ours(ThirdPartyCaptures.Capture capture, Path dir) throws IOException {
        List<String> events = new ArrayList<>();
        long setBack = ConnectionDifferences.clockSetBackAt(capture);
        later.clear();
        Engine.Builder builder = Engine.builder();
        ZEEKS_PORTS.forEach(port -> builder.port(MailProtocol.TLS, port));
        Engine engine = builder.build();
        engine.events()
                .on(
                        NewConnection.class,
                        (NewConnection e, Moment moment) -> {
                            if (moment.packet() >= setBack) {
                                later.add(id(e.c()));
                            }
                        })
                .on(X509Certificate.class, (X509Certificate e, Moment _) -> certificate(e))
                .on(SslClientHello.class, (SslClientHello e) -> events.add(line(e)))
                .on(SslServerHello.class, (SslServerHello e) -> events.add(line(e)))
                .on(SslEstablished.class, (SslEstablished e) -> events.add(line(e)));
        try (Logs logs = new Logs(dir, LogFormat.TSV, engine.events(), true)) {
            try {
                engine.read(capture.file());
            } catch (CaptureException e) {
                counts.merge("damaged captures", 1, Integer::sum);
            }
            engine.close();
            counts.merge("our logs", logs.rows().size(), Integer::sum);
        }
        return events;
    }

    /// Rows of x509.log do not name their connection.
    private void certificate(X509Certificate e) {
        if (later.contains(id(e.c()))) {
            String sha256 =
                    HexFormat.of().formatHex(RecordedEntity.sha256().digest(e.certRef().toArray()));
            later.add("fingerprint=" + sha256);
        }
    }

    private static String id(Connection c) {
        ConnectionId id = c.id();
        return id.origH() + ":" + id.origP() + ">" + id.respH() + ":" + id.respP() + " ";
    }

    private static String line(TlsEvent event) {
        OurEvents.Text text = new OurEvents.Text();
        switch (event) {
            case SslClientHello e ->
                    text.count("version", e.version())
                            .count("record_version", e.recordVersion())
                            .count("possible_ts", e.possibleTs() / NANOS)
                            .octets("client_random", e.clientRandom())
                            .octets("session_id", e.sessionId())
                            .raw("ciphers", e.ciphers().toString())
                            .raw("comp_methods", e.compMethods().toString());
            case SslServerHello e ->
                    text.count("version", e.version())
                            .count("record_version", e.recordVersion())
                            .count("possible_ts", e.possibleTs() / NANOS)
                            .octets("server_random", e.serverRandom())
                            .octets("session_id", e.sessionId())
                            .count("cipher", e.cipher())
                            .count("comp_method", e.compMethod());
            default -> {}
        }
        return id(event.c()) + event.type().zeekName() + " " + text;
    }

    /// The rows of a log, columns by name, those that only one of us has left out.
    private static List<String> rows(Path dir, String log) throws IOException {
        List<String> rows = new ArrayList<>();
        for (Map<String, String> row : ZeekLog.read(dir.resolve(log + ".log"))) {
            String id = row.containsKey("id.orig_h") ? ZeekLog.id(row) + " " : "";
            Stream.of("uid", "ja3", "ja3s", "ja4").forEach(row::remove);
            rows.add(id + row);
        }
        return rows;
    }

    /// Takes out what both have, as often as both have it.
    private void lines(
            ThirdPartyCaptures.Capture capture, String what, List<String> zeek, List<String> ours) {
        counts.merge(what + "s", zeek.size(), Integer::sum);
        List<String> onlyZeek = new ArrayList<>(zeek);
        List<String> onlyOurs = new ArrayList<>(ours);
        onlyZeek.removeIf(onlyOurs::remove);
        takeLaterPart(onlyOurs);
        for (TlsDifference difference : TlsDifference.values()) {
            int count = difference.explain(capture.name(), onlyZeek, onlyOurs);
            excused.merge(difference, count, Integer::sum);
        }
        report(capture, "only Zeek: " + what, onlyZeek);
        report(capture, "only ours: " + what, onlyOurs);
    }

    /// Connections that begin after the capture's clock was set back, which Zeek loses.
    private void takeLaterPart(List<String> onlyOurs) {
        int before = onlyOurs.size();
        onlyOurs.removeIf(line -> later.stream().anyMatch(line::contains));
        clockSetBack += before - onlyOurs.size();
    }

    private void report(ThirdPartyCaptures.Capture capture, String whose, List<String> lines) {
        lines.stream()
                .sorted(Comparator.naturalOrder())
                .forEach(line -> {
                    differences++;
                    unexplained.append(capture.name() + " " + whose + " " + line + "\n");
                });
    }

    String report() {
        StringBuilder report = new StringBuilder("TLS compared with Zeek 8.0.10: " + counts + "\n");
        report.append(
                String.format("  %-36s %6d%n", ConnectionDifferences.CLOCK_SET_BACK, clockSetBack));
        excused.forEach(
                (entry, n) -> report.append(String.format("  %-36s %6d%n", entry.heading(), n)));
        report.append(String.format("  %-36s %6d%n", "unexplained", differences));
        return report.toString();
    }
}
