package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.Engine;
import io.mailtap.TcpSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The same bytes give the same events, however they are cut and whichever way they come in.
final class SameEventsTest {
    private static final Path RECORDED =
            Path.of(System.getProperty("mailtap.root"), "..", "shared", "recorded");

    static List<Case> cases() throws IOException {
        return Case.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void segmentsOfOneOctetGiveTheSameEvents(Case each) throws IOException {
        checkCut(each.capture(), Segments.octets());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void segmentsCutAtRandomGiveTheSameEvents(Case each) throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            checkCut(each.capture(), Segments.random(seed));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theThreeEntrancesGiveTheSameEvents(Case each) throws IOException {
        checkCut(each.capture(), left -> left);
        assertEquals(asPackets(each.capture()), asOctets(each.capture()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void recordedCapturesCutAtRandomGiveTheSameEvents(long seed) throws IOException {
        for (Path capture : recorded()) {
            checkCut(capture, Segments.random(seed));
        }
    }

    @Test
    void recordedCapturesCutIntoOctetsGiveTheSameEvents() throws IOException {
        for (Path capture : recorded()) {
            checkCut(capture, Segments.octets());
        }
    }

    private static List<Path> recorded() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(RECORDED),
                "skipped: the recordings are not all part of the project");
        try (Stream<Path> files = Files.list(RECORDED)) {
            // The captures of 7 MB would take their time and have nothing to add.
            return files.filter(file -> file.toString().endsWith(".pcap"))
                    .filter(file -> file.toFile().length() < 200_000)
                    .filter(file -> !file.toString().contains("snaplen"))
                    .sorted()
                    .toList();
        }
    }

    private static void checkCut(Path capture, Segments.Cut cut) throws IOException {
        Engine engine = Engine.builder().build();
        OurEvents events = new OurEvents(engine);
        for (TcpSegment segment : Segments.of(capture)) {
            Segments.feed(engine, segment, cut);
        }
        engine.close();
        assertEquals(asPackets(capture), mail(events), capture::toString);
    }

    private static Map<String, List<Observation>> asPackets(Path capture) throws IOException {
        Engine engine = Engine.builder().build();
        OurEvents events = new OurEvents(engine);
        engine.read(capture);
        engine.close();
        return mail(events);
    }

    private static Map<String, List<Observation>> asOctets(Path capture) throws IOException {
        Engine engine = Engine.builder().build();
        OurEvents events = new OurEvents(engine);
        StreamTurns.feed(capture, engine);
        engine.close();
        return mail(events);
    }

    private static Map<String, List<Observation>> mail(OurEvents events) {
        Map<String, List<Observation>> mail = new TreeMap<>();
        for (OurEvents.Trail trail : events.trails()) {
            List<Observation> own =
                    trail.events().stream()
                            .filter(e -> !e.name().startsWith("connection_"))
                            .toList();
            if (!own.isEmpty()) {
                mail.computeIfAbsent(trail.id(), id -> new ArrayList<>()).addAll(own);
            }
        }
        return mail;
    }
}
