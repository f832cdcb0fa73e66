package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Engine;
import io.mailtap.MailProtocol;
import io.mailtap.capture.CaptureException;
import io.mailtap.event.ConnectionEvent.ConnectionStateRemove;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Mail is found on any port with nothing lost, and nothing else is taken for mail.
final class AnyPortTest {
    private static final Set<Integer> REGISTERED = Set.of(25, 587, 2525, 110);

    /// What is within TLS from the first octet on is no mail in the clear.
    private static final Set<Integer> TLS = Set.of(465, 995);

    /// What only a registered port tells: capture, connection, and why.
    private static final Map<String, String> PORT_ALONE =
            Map.of(
                    "suricata-verify/smtp-rset-starttls.pcap 127.0.0.1:4660>127.0.0.1:25",
                    "made by hand: no greeting, and no mail either",
                    "cap-mid-stream.pcap 10.77.0.2:46572>10.77.0.1:25",
                    "begins in the midst of the conversation",
                    "cap-mid-stream-pop3.pcap 10.77.0.2:37082>10.77.0.1:110",
                    "begins in the midst of the conversation",
                    "lossy-dup5.pcap 10.78.0.2:42944>10.78.0.1:25",
                    "a last reply behind the connection's end",
                    "lossy-dup5-server.pcap 10.78.0.2:42944>10.78.0.1:25",
                    "a last reply behind the connection's end",
                    "variants/time-gap-1h.pcap 10.77.0.2:48154>10.77.0.1:25",
                    "goes on an hour after the connection was forgotten");

    private record Difference(String capture, String connection, String what) {}

    private final List<Difference> differences = new ArrayList<>();
    private int connections;

    @Test
    void mailOnOddPortsGivesTheEventsOfRegisteredPorts() throws IOException {
        Assumptions.assumeTrue(RecordedFolder.isWhole(), RecordedFolder.whyNot());
        Set<String> captures = new TreeSet<>();
        for (String name : RecordedFolder.captures("")) {
            Path file = RecordedFolder.file(name);
            Map<String, List<Observation>> found = trails(Engine.builder().build(), file);
            Engine.Builder registered = Engine.builder();
            Set<Integer> ports = new TreeSet<>();
            for (GroundSession session : RecordedCapture.of(name).truth().sessions()) {
                if (!session.protocol().isEmpty()) {
                    register(registered, session.port(), session.protocol(), ports);
                }
            }
            found.forEach((id, events) -> {
                boolean pop3 = events.stream().anyMatch(e -> e.name().startsWith("pop3_"));
                register(registered, port(id), pop3 ? "pop3" : "smtp", ports);
            });
            if (!ports.isEmpty()) {
                captures.add(name);
                compare(name, trails(registered.build(), file), found, ports);
            }
        }
        assertEquals(List.of(), differences);
        assertTrue(captures.size() >= 24, captures::toString);
        assertTrue(connections >= 50, () -> connections + " connections");
    }

    private static void register(
            Engine.Builder builder, int port, String protocol, Set<Integer> ports) {
        if (!REGISTERED.contains(port) && !TLS.contains(port)) {
            ports.add(port);
            builder.port(protocol.equals("smtp") ? MailProtocol.SMTP : MailProtocol.POP3, port);
        }
    }

    private void compare(
            String capture,
            Map<String, List<Observation>> expected,
            Map<String, List<Observation>> found,
            Set<Integer> ports) {
        Set<String> ids = new TreeSet<>(expected.keySet());
        ids.addAll(found.keySet());
        for (String id : ids) {
            if (ports.contains(port(id))) {
                compare(capture, id, expected.get(id), found.get(id));
            }
        }
    }

    private void compare(
            String capture, String id, List<Observation> expected, List<Observation> found) {
        connections++;
        if (expected == null || !expected.equals(found)) {
            differences.add(
                    new Difference(capture, id, "expected " + expected + ", found " + found));
        }
    }

    @Test
    void mailOnRegisteredPortsIsFoundWithoutThemToo() throws IOException {
        Assumptions.assumeTrue(ThirdPartyCaptures.areThere(), ThirdPartyCaptures::whyNot);
        Assumptions.assumeTrue(RecordedFolder.isWhole(), RecordedFolder.whyNot());
        for (ThirdPartyCaptures.Capture capture : ThirdPartyCaptures.all()) {
            if (capture.isMail()) {
                compareWithoutPorts(capture.name(), capture.file());
            }
        }
        for (String folder : List.of("", "variants/")) {
            for (String name : RecordedFolder.captures(folder)) {
                compareWithoutPorts(folder + name, RecordedFolder.file(folder + name));
            }
        }
        Set<String> known = new TreeSet<>();
        for (Difference each : List.copyOf(differences)) {
            String where = each.capture() + " " + each.connection();
            if (PORT_ALONE.containsKey(where)) {
                known.add(where);
                differences.remove(each);
            }
        }
        assertEquals(List.of(), differences);
        assertEquals(PORT_ALONE.keySet(), known);
        assertTrue(connections > 500, () -> connections + " connections");
    }

    private void compareWithoutPorts(String capture, Path file) {
        Map<String, List<Observation>> registered = trails(Engine.builder().build(), file);
        Map<String, List<Observation>> bare = trails(withoutPorts(), file);
        Set<String> ids = new TreeSet<>(registered.keySet());
        ids.addAll(bare.keySet());
        for (String id : ids) {
            compare(capture, id, registered.getOrDefault(id, List.of()), bare.get(id));
        }
    }

    private static Engine withoutPorts() {
        Engine engine = Engine.builder().build();
        for (MailProtocol protocol : MailProtocol.values()) {
            protocol.defaultPorts().forEach(port -> engine.unregister(protocol, port));
        }
        return engine;
    }

    @Test
    void nothingElseBecomesMail() throws IOException {
        Assumptions.assumeTrue(ThirdPartyCaptures.areThere(), ThirdPartyCaptures::whyNot);
        int captures = 0;
        for (ThirdPartyCaptures.Capture capture : ThirdPartyCaptures.all()) {
            if (!capture.isMail()) {
                captures++;
                checkNoMail(capture, Engine.builder().build(), true);
                checkNoMail(capture, withoutPorts(), false);
            }
        }
        assertEquals(List.of(), differences);
        assertTrue(captures > 140, captures + " captures");
        assertTrue(connections > 500, () -> connections + " connections");
    }

    private void checkNoMail(
            ThirdPartyCaptures.Capture capture, Engine engine, boolean arePortsRegistered) {
        engine.events()
                .on(
                        ConnectionStateRemove.class,
                        (ConnectionStateRemove e) -> {
                            connections++;
                            if (e.c().service().contains("SMTP")
                                    || e.c().service().contains("POP3")) {
                                differences.add(
                                        new Difference(
                                                capture.name(),
                                                e.c().id().toString(),
                                                "service " + e.c().service()));
                            }
                        });
        trails(engine, capture.file())
                .forEach((id, events) ->
                        events.stream()
                                .filter(e -> !e.name().startsWith("analyzer_"))
                                .filter(e ->
                                        !(arePortsRegistered
                                                && REGISTERED.contains(port(id))
                                                && e.name().endsWith("_unexpected")))
                                .forEach(e ->
                                        differences.add(
                                                new Difference(capture.name(), id, "" + e))));
    }

    private static int port(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf(':') + 1));
    }

    /// Events of mail and of analyzers, by connection.
    private static Map<String, List<Observation>> trails(Engine engine, Path file) {
        OurEvents gathered = new OurEvents(engine);
        try {
            engine.read(file);
        } catch (CaptureException e) {
            engine.nextCapture(); // what could be read of a damaged capture is looked at
        }
        engine.close();
        Map<String, List<Observation>> byId = new TreeMap<>();
        for (OurEvents.Trail trail : gathered.trails()) {
            List<Observation> events = byId.computeIfAbsent(trail.id(), id -> new ArrayList<>());
            trail.events().stream()
                    .filter(e -> !e.name().startsWith("connection_"))
                    .filter(e -> !e.name().equals("content_gap"))
                    .forEach(events::add);
        }
        byId.values().removeIf(List::isEmpty);
        return byId;
    }
}
