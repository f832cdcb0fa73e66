package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares what our events show with what was really sent in the lab: envelopes, logins, commands
/// and replies, the content of mails, and their parts down to the last decoded octet.
final class RecordedGroundTruthTest {
    static List<String> captures() throws IOException {
        return RecordedFolder.captures("");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void theEventsShowWhatWasSent(String capture) throws IOException {
        RecordedCapture recorded = RecordedCapture.of(capture);
        List<String> differences = differences(recorded);
        List<GroundExclusion> excluded = GroundExclusions.of(recorded.name());
        differences.removeIf(each -> excluded.stream().anyMatch(e -> e.covers(each)));
        assertEquals("", String.join("\n", differences));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void everyExclusionIsNeeded(String capture) throws IOException {
        RecordedCapture recorded = RecordedCapture.of(capture);
        List<String> differences = differences(recorded);
        for (GroundExclusion exclusion : GroundExclusions.of(recorded.name())) {
            assertTrue(differences.stream().anyMatch(exclusion::covers), exclusion::toString);
        }
    }

    @Test
    void allRecordedCapturesAreThere() throws IOException {
        Assumptions.assumeTrue(RecordedFolder.isWhole(), RecordedFolder::whyNot);
        List<String> captures = captures();
        int named = 0;
        for (String line : Files.readAllLines(RecordedFolder.file("INVENTORY.md"))) {
            if (line.startsWith("# Variants")) {
                break;
            }
            if (line.matches("\\| [a-z0-9-]+ \\|.*") && !line.startsWith("| scenario")) {
                named++;
                String name = line.split(" ")[1];
                assertTrue(captures.contains(name + ".pcap"), name);
            }
        }
        assertTrue(named > 80, "scenarios in the inventory");
    }

    private static List<String> differences(RecordedCapture recorded) throws IOException {
        Map<String, RecordedSession> seen = new HashMap<>();
        for (RecordedSession session : recorded.observe()) {
            seen.putIfAbsent(session.id(), session);
        }
        List<String> differences = new ArrayList<>();
        for (GroundSession session : recorded.truth().sessions()) {
            GroundComparison.of(session, seen.get(session.id()))
                    .forEach(each -> differences.add(session.id() + ": " + each));
        }
        return differences;
    }
}
