package io.mailtap.conformance;

import io.mailtap.Engine;
import io.mailtap.capture.CaptureException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Compares events by connection, takes out what is meant to differ, and keeps the rest.
final class EventComparison {
    private final Map<ZeekDifference, Integer> excused = new EnumMap<>(ZeekDifference.class);
    private final Map<String, Integer> excusedConnections = new TreeMap<>();
    private final StringBuilder unexplained = new StringBuilder();
    private int unexplainedEvents;
    private int captures;
    private int connections;
    private int events;
    private int damaged;

    int captures() {
        return captures;
    }

    String unexplained() {
        return unexplained.toString();
    }

    void compare(ThirdPartyCaptures.Capture capture) throws IOException {
        captures++;
        long setBack = ConnectionDifferences.clockSetBackAt(capture);
        Map<String, Deque<OurEvents.Trail>> ours = ours(capture);
        Set<String> later = idsOfLaterPart(ours, setBack);
        List<ZeekEvents.Trail> unmatched = new ArrayList<>();
        for (ZeekEvents.Trail zeek : ZeekEvents.read(capture.zeek().resolve("events.jsonl.gz"))) {
            connections++;
            events += zeek.events().size();
            Deque<OurEvents.Trail> same = ours.get(zeek.id());
            if (later.contains(zeek.id())) {
                excuse(ConnectionDifferences.CLOCK_SET_BACK, zeek.events().size());
            } else if (same == null || same.isEmpty()) {
                unmatched.add(zeek);
            } else {
                connection(capture, zeek, same.remove());
            }
        }
        unmatched.forEach(zeek -> onlyZeeks(capture, zeek, ours));
        ours.values().forEach(rest -> rest.forEach(trail -> onlyOurs(capture, trail, later)));
    }

    /// {@return the ids, either way round, of connections that begin after the clock was set back}
    ///
    /// Zeek cuts such connections into pieces: they are counted, not compared.
    private static Set<String> idsOfLaterPart(
            Map<String, Deque<OurEvents.Trail>> ours, long setBack) {
        Set<String> ids = new HashSet<>();
        for (Deque<OurEvents.Trail> trails : ours.values()) {
            for (OurEvents.Trail trail : trails) {
                if (trail.begun() >= setBack) {
                    ids.add(trail.id());
                    ids.add(ConnectionDifferences.turned(trail.id()));
                }
            }
        }
        return ids;
    }

    private Map<String, Deque<OurEvents.Trail>> ours(ThirdPartyCaptures.Capture capture) {
        Map<String, Deque<OurEvents.Trail>> byId = new HashMap<>();
        Engine engine = Engine.builder().build();
        OurEvents gathered = new OurEvents(engine);
        try {
            engine.read(capture.file());
        } catch (CaptureException e) {
            damaged++; // Zeek stopped there as well
        }
        engine.close();
        for (OurEvents.Trail trail : gathered.trails()) {
            byId.computeIfAbsent(trail.id(), id -> new ArrayDeque<>()).add(trail);
        }
        return byId;
    }

    private void connection(
            ThirdPartyCaptures.Capture capture, ZeekEvents.Trail zeek, OurEvents.Trail ours) {
        List<Observation> onlyZeek = new ArrayList<>();
        List<Observation> onlyOurs = new ArrayList<>();
        for (Difference difference : Difference.between(zeek.events(), ours.events())) {
            onlyZeek.addAll(difference.zeek());
            onlyOurs.addAll(difference.ours());
        }
        ZeekDifference.Trails all = new ZeekDifference.Trails(zeek.events(), ours.events());
        for (ZeekDifference difference : ZeekDifference.values()) {
            int count = difference.explain(all, onlyZeek, onlyOurs);
            excused.merge(difference, count, Integer::sum);
        }
        report(capture, zeek.id(), "Zeek", onlyZeek);
        report(capture, zeek.id(), "ours", onlyOurs);
    }

    private void onlyZeeks(
            ThirdPartyCaptures.Capture capture,
            ZeekEvents.Trail zeek,
            Map<String, Deque<OurEvents.Trail>> ours) {
        Deque<OurEvents.Trail> turned = ours.get(ConnectionDifferences.turned(zeek.id()));
        if (ConnectionDifferences.isDns(zeek.id()) && turned != null && !turned.isEmpty()) {
            excuse(ConnectionDifferences.DNS_ROLES, 2);
            turned.remove();
        } else if (capture.name().equals("arkime/arkime_synthetic.pcap") && isInGtp(zeek)) {
            excuse(ConnectionDifferences.GTP, zeek.events().size());
        } else {
            report(capture, zeek.id(), "Zeek", zeek.events());
        }
    }

    // The one flow within GTP in all these captures.
    private static boolean isInGtp(ZeekEvents.Trail zeek) {
        return zeek.id().equals("192.168.5.1:8>192.168.5.2:0");
    }

    private void onlyOurs(
            ThirdPartyCaptures.Capture capture, OurEvents.Trail trail, Set<String> later) {
        if (later.contains(trail.id())) {
            excuse(ConnectionDifferences.CLOCK_SET_BACK, trail.events().size());
        } else {
            report(capture, trail.id(), "ours", trail.events());
        }
    }

    private void excuse(String heading, int count) {
        excusedConnections.merge(heading, count, Integer::sum);
    }

    private void report(
            ThirdPartyCaptures.Capture capture, String id, String whose, List<Observation> alone) {
        for (Observation event : alone) {
            unexplainedEvents++;
            if (unexplainedEvents <= 50) {
                unexplained.append(
                        capture.name() + " " + id + " only " + whose + ": " + event + "\n");
            }
        }
    }

    String report() {
        StringBuilder report = new StringBuilder();
        report.append("Compared with Zeek 8.0.10: ")
                .append(captures + " captures (" + damaged + " damaged), ")
                .append(connections + " connections, " + events + " events of Zeek's\n");
        excused.forEach((entry, count) -> line(report, entry.heading(), count));
        excusedConnections.forEach((entry, count) -> line(report, entry, count));
        line(report, "unexplained", unexplainedEvents);
        return report.toString();
    }

    private static void line(StringBuilder report, String name, int count) {
        report.append(String.format("  %-36s %6d%n", name, count));
    }
}
