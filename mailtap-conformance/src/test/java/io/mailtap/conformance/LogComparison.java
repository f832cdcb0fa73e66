package io.mailtap.conformance;

import io.mailtap.Engine;
import io.mailtap.capture.CaptureException;
import io.mailtap.log.LogFormat;
import io.mailtap.log.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Compares conn.log, smtp.log, files.log and analyzer.log with Zeek's, row by row and column by
/// column.
final class LogComparison {
    // The analyzers that are there, as conn.log calls them.
    private static final Set<String> SERVICES = Set.of("smtp", "pop3");

    // Identifiers are drawn, and tunnels have them too.
    private static final Set<String> NOT_COMPARED = Set.of("uid", "fuid", "tunnel_parents");

    private static final String WAITS = ZeekDifference.TEXT_WAITS_FOR_THE_REPLY.heading();
    private static final String EARLIER = ZeekDifference.EARLIER_REPLY_DOES_NOT_END_DATA.heading();

    private final Map<String, Integer> rowsByLog = new TreeMap<>();
    private final Map<String, Integer> excused = new TreeMap<>();
    private final Set<String> pipelined = new HashSet<>();
    private final Set<String> lineBreaksAlone = new HashSet<>();
    private final StringBuilder unexplained = new StringBuilder();
    private int values;
    private int differences;

    int rows() {
        return rowsByLog.values().stream().mapToInt(Integer::intValue).sum();
    }

    String unexplained() {
        return unexplained.toString();
    }

    void compare(ThirdPartyCaptures.Capture capture) throws IOException {
        Path dir = Files.createTempDirectory("mailtap-logs");
        try {
            Set<String> later = write(capture, dir);
            for (String log : List.of("conn", "files", "smtp", "analyzer")) {
                compare(capture, log, dir, later);
            }
        } finally {
            delete(dir);
        }
    }

    /// Writes our logs. Answers the connections that begin after the capture's clock was set back.
    private Set<String> write(ThirdPartyCaptures.Capture capture, Path dir) throws IOException {
        long setBack = ConnectionDifferences.clockSetBackAt(capture);
        Engine engine = Engine.builder().build();
        OurEvents events = new OurEvents(engine);
        try (Logs logs = new Logs(dir, LogFormat.TSV, engine.events(), true)) {
            try {
                engine.read(capture.file());
            } catch (CaptureException e) {
                logs.rows(); // Zeek stopped there as well: what was read before is compared
            }
            engine.close();
        }
        Set<String> later = new HashSet<>();
        for (OurEvents.Trail trail : events.trails()) {
            if (ConnectionDifferences.pipelinesMails(trail.events())) {
                pipelined.add(capture.name() + trail.id());
            }
            if (trail.begun() >= setBack) {
                later.add(trail.id());
                later.add(ConnectionDifferences.turned(trail.id()));
            }
        }
        return later;
    }

    private void compare(
            ThirdPartyCaptures.Capture capture, String log, Path dir, Set<String> later)
            throws IOException {
        Map<String, Deque<Map<String, String>>> ours = new HashMap<>();
        for (Map<String, String> row : ordered(dir.resolve(log + ".log"))) {
            ours.computeIfAbsent(ZeekLog.id(row), id -> new ArrayDeque<>()).add(row);
        }
        for (Map<String, String> zeek : ordered(capture.zeek().resolve(log + ".log"))) {
            rowsByLog.merge(log, 1, Integer::sum);
            String id = ZeekLog.id(zeek);
            Deque<Map<String, String>> same = ours.get(id);
            if (later.contains(id)) {
                excused.merge(ConnectionDifferences.CLOCK_SET_BACK, 1, Integer::sum);
            } else if (same == null || same.isEmpty()) {
                onlyZeeks(capture, log, zeek, ours);
            } else {
                row(capture, log, zeek, same.remove());
            }
        }
        ours.forEach((id, rest) -> rest.forEach(row -> onlyOurs(capture, log, id, later)));
    }

    private static List<Map<String, String>> ordered(Path file) throws IOException {
        return ZeekLog.read(file).stream()
                .filter(row -> !FileDifferences.isOfOthers(row))
                .filter(LogComparison::isCompared)
                .sorted(Comparator.comparing(row -> row.get("ts")))
                .toList();
    }

    /// Rows of analyzer.log may be of analyzers that there are not.
    private static boolean isCompared(Map<String, String> row) {
        String analyzer = row.get("analyzer_name");
        return analyzer == null || SERVICES.contains(analyzer.toLowerCase(Locale.ROOT));
    }

    private void onlyZeeks(
            ThirdPartyCaptures.Capture capture,
            String log,
            Map<String, String> zeek,
            Map<String, Deque<Map<String, String>>> ours) {
        String id = ZeekLog.id(zeek);
        Deque<Map<String, String>> turned = ours.get(ConnectionDifferences.turned(id));
        if (ConnectionDifferences.isDns(id) && turned != null && !turned.isEmpty()) {
            turned.remove();
            excused.merge(ConnectionDifferences.DNS_ROLES, 1, Integer::sum);
        } else if (log.equals("files") && FileDifferences.isLineBreakAlone(zeek)) {
            lineBreaksAlone.add(capture.name() + id);
            excused.merge(FileDifferences.DELIMITER, 1, Integer::sum);
        } else if (id.equals("192.168.5.1:8>192.168.5.2:0")) {
            excused.merge(ConnectionDifferences.GTP, 1, Integer::sum);
        } else {
            differ(capture, log + " " + id + ": only Zeek has this row");
        }
    }

    private void onlyOurs(
            ThirdPartyCaptures.Capture capture, String log, String id, Set<String> later) {
        if (log.equals("files") && pipelined.contains(capture.name() + id)) {
            excused.merge(EARLIER, 1, Integer::sum);
        } else if (!later.contains(id)) {
            differ(capture, log + " " + id + ": only we have this row");
        }
    }

    private void row(
            ThirdPartyCaptures.Capture capture,
            String log,
            Map<String, String> zeek,
            Map<String, String> ours)
            throws IOException {
        for (Map.Entry<String, String> column : zeek.entrySet()) {
            String name = column.getKey();
            if (NOT_COMPARED.contains(name)) {
                continue;
            }
            values++;
            String mine = ours.getOrDefault(name, "no such column");
            if (name.equals("ts")
                    && column.getValue().equals("1.000000")
                    && mine.equals("0.000000")) {
                excused.merge(ConnectionDifferences.TIME_ZERO, 1, Integer::sum);
            } else if (same(name, column.getValue(), mine)) {
                continue;
            } else if (name.equals("ts")
                    && log.equals("smtp")
                    && !capture.hasRegisteredMail()
                    && mine.compareTo(column.getValue()) < 0) {
                excused.merge(ConnectionDifferences.KNOWN_EARLIER, 1, Integer::sum);
            } else if (log.equals("smtp")
                    && pipelined.contains(capture.name() + ZeekLog.id(zeek))) {
                excused.merge(ConnectionDifferences.PIPELINED_MAILS, 1, Integer::sum);
            } else if (name.equals("fuids")
                    && lineBreaksAlone.contains(capture.name() + ZeekLog.id(zeek))) {
                excused.merge(FileDifferences.DELIMITER, 1, Integer::sum);
            } else if (name.matches("ts|duration") && waits(capture, ZeekLog.id(zeek))) {
                excused.merge(WAITS, 1, Integer::sum);
            } else if (log.equals("files") && FileDifferences.of(name, zeek, ours) != null) {
                excused.merge(FileDifferences.of(name, zeek, ours), 1, Integer::sum);
            } else {
                String where = log + " " + ZeekLog.id(zeek) + " " + name;
                differ(capture, where + ": Zeek " + column.getValue() + ", ours " + mine);
            }
        }
    }

    /// Whether a client said more behind DATA before the reply came.
    private static boolean waits(ThirdPartyCaptures.Capture capture, String id) throws IOException {
        return ZeekEvents.read(capture.zeek().resolve("events.jsonl.gz")).stream()
                .filter(trail -> trail.id().equals(id))
                .anyMatch(trail ->
                        new ZeekDifference.Trails(trail.events(), List.of()).hasTextBeforeReply());
    }

    private static boolean same(String column, String zeek, String ours) {
        if (column.equals("service")) {
            return mail(zeek).equals(mail(ours));
        }
        if (column.equals("fuids")) {
            return zeek.split(",").length == ours.split(",").length
                    && zeek.equals("(empty)") == ours.equals("(empty)");
        }
        return zeek.equals(ours);
    }

    /// Other protocols are not analysed.
    private static String mail(String services) {
        return Stream.of(services.split(",")).filter(SERVICES::contains).toList().toString();
    }

    private void differ(ThirdPartyCaptures.Capture capture, String what) {
        differences++;
        if (differences <= 60) {
            unexplained.append(capture.name() + " " + what + "\n");
        }
    }

    String report() {
        StringBuilder report = new StringBuilder("Compared with Zeek's logs: ");
        report.append(rowsByLog + " rows, " + values + " values\n");
        excused.forEach((entry, n) -> report.append(String.format("  %-36s %6d rows%n", entry, n)));
        report.append(String.format("  %-36s %6d%n", "unexplained", differences));
        return report.toString();
    }

    static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
