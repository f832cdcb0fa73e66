package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Engine;
import io.mailtap.capture.CaptureException;
import io.mailtap.event.TlsNames;
import io.mailtap.log.LogFormat;
import io.mailtap.log.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Versions, suites, server names, resumption, certificates, JA3 and JA3S of every TLS session in
/// the captures are what tshark says.
final class TlsTsharkTest {
    @TempDir Path dir;

    private final List<String> differences = new ArrayList<>();
    private final TsharkExclusion exclusion = new TsharkExclusion();
    private int sessions;
    private int certificates;

    @Test
    void everySessionInTheCapturesOfOthersAgrees() throws IOException {
        Assumptions.assumeTrue(ThirdPartyCaptures.areThere(), ThirdPartyCaptures::whyNot);
        assumeTshark();
        for (ThirdPartyCaptures.Capture capture : ThirdPartyCaptures.all()) {
            if (capture.hasTls()) {
                compare(capture.name(), capture.file());
            }
        }
        report("captures of others", 60);
        assertEquals(Set.of(), exclusion.unused(), "exclusions without use");
    }

    @Test
    void everySessionInTheRecordingsAgrees() throws IOException {
        Assumptions.assumeTrue(RecordedFolder.isWhole(), RecordedFolder::whyNot);
        assumeTshark();
        for (String file : RecordedFolder.captures("")) {
            compare(file, RecordedFolder.file(file));
        }
        report("recordings", 30);
    }

    private static void assumeTshark() {
        Assumptions.assumeTrue(
                TsharkSessions.isThere(),
                "skipped: there is no tshark to compare with; install it to run this");
    }

    private void report(String what, int atLeast) {
        System.out.println(
                "TLS compared with tshark: "
                        + (what + ", " + sessions + " sessions, " + certificates)
                        + (" certificates, " + differences.size() + " differences"));
        assertEquals("", String.join("\n", differences));
        assertTrue(sessions >= atLeast, what + ": " + sessions);
    }

    private void compare(String name, Path capture) throws IOException {
        Map<String, String> ours = ours(name, capture);
        if (ours.isEmpty() && name.endsWith(".pcap") && !mayHaveTls(name)) {
            return;
        }
        Map<String, String> theirs = new TreeMap<>();
        TsharkSessions.of(capture).forEach((id, session) -> theirs.put(id, text(session)));
        Set<String> ids = new TreeSet<>(ours.keySet());
        ids.addAll(theirs.keySet());
        for (String id : ids) {
            String mine = ours.getOrDefault(id, "nothing");
            String tshark = theirs.getOrDefault(id, "nothing");
            sessions++;
            if (!mine.equals(tshark) && !exclusion.excludes(name, id)) {
                differences.add(name + " " + id + "\n  ours   " + mine + "\n  tshark " + tshark);
            }
        }
    }

    /// Of the recordings only those are given to tshark that we find TLS in, or whose name says so.
    private static boolean mayHaveTls(String name) {
        return name.matches(".*(tls|stls|smtps|pop3s).*");
    }

    private static String text(TsharkSessions.Session session) {
        if (session.hasServer) {
            session.version = TlsNames.version(Integer.decode(session.version));
            session.cipher = TlsNames.cipher(Integer.decode(session.cipher));
        }
        return session.toString();
    }

    private Map<String, String> ours(String name, Path capture) throws IOException {
        Path logs = Files.createTempDirectory(dir, "logs");
        Engine engine = Engine.builder().build();
        try (Logs written = new Logs(logs, LogFormat.TSV, engine.events())) {
            try {
                engine.read(capture);
            } catch (CaptureException e) {
                System.out.println(name + ": " + e.getMessage());
            }
            engine.close();
            assertTrue(written.rows().size() >= 0, name);
        }
        Map<String, String> ours = new TreeMap<>();
        for (Map<String, String> row : ZeekLog.read(logs.resolve("ssl.log"))) {
            TsharkSessions.Session session = new TsharkSessions.Session();
            session.version = value(row, "version");
            session.cipher = value(row, "cipher");
            session.serverName = value(row, "server_name");
            session.resumed = row.get("resumed").equals("T");
            session.serverCertificates.addAll(values(row, "cert_chain_fps"));
            session.clientCertificates.addAll(values(row, "client_cert_chain_fps"));
            session.ja3 = value(row, "ja3");
            session.ja3s = value(row, "ja3s");
            certificates += session.serverCertificates.size() + session.clientCertificates.size();
            ours.put(ZeekLog.id(row), session.toString());
        }
        return ours;
    }

    private static String value(Map<String, String> row, String column) {
        return row.get(column).equals("-") ? "" : row.get(column);
    }

    private static List<String> values(Map<String, String> row, String column) {
        String all = row.get(column);
        return all.equals("-") || all.equals("(empty)") ? List.of() : List.of(all.split(","));
    }
}
