package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.Engine;
import io.mailtap.MailProtocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares what our events show with what was really sent in the lab.
final class RecordedGroundTruthTest {
    private static final List<GroundExclusion> EXCLUDED = List.of();

    static List<String> captures() throws IOException {
        return RecordedFolder.captures("");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void theEventsShowWhatWasSent(String capture) throws IOException {
        String name = capture.replaceFirst("\\.pcap$", "");
        GroundTruth truth = GroundTruth.of(scenario(name));
        List<String> differences = new ArrayList<>();
        Map<String, RecordedSession> seen = new HashMap<>();
        for (RecordedSession session : observed(capture, truth)) {
            seen.putIfAbsent(session.id(), session);
        }
        for (GroundSession session : truth.sessions()) {
            RecordedSession ours = seen.get(session.id());
            GroundComparison.of(session, ours)
                    .forEach(difference -> differences.add(session.id() + ": " + difference));
        }
        differences.removeIf(
                difference -> EXCLUDED.stream().anyMatch(each -> each.covers(name, difference)));
        assertEquals("", String.join("\n", differences));
    }

    @Test
    void allRecordedCapturesAreThere() throws IOException {
        Assumptions.assumeTrue(RecordedFolder.isWhole(), RecordedFolder::whyNot);
        assertEquals(84, captures().size());
    }

    private static String scenario(String name) {
        return name.replaceFirst("^(lossy-.*)-server$", "$1")
                .replaceFirst("^cap-mid-stream-pop3$", "cap-mid-stream");
    }

    private static List<RecordedSession> observed(String capture, GroundTruth truth)
            throws IOException {
        Engine.Builder builder = Engine.builder();
        for (GroundSession session : truth.sessions()) {
            switch (session.protocol()) {
                case "smtp" -> builder.port(MailProtocol.SMTP, session.port());
                case "pop3" -> builder.port(MailProtocol.POP3, session.port());
                default -> {}
            }
        }
        Engine engine = builder.build();
        RecordedObserver observer = new RecordedObserver(engine);
        engine.read(RecordedFolder.file(capture));
        engine.close();
        return observer.sessions();
    }
}
