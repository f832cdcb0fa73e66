package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Engine;
import io.mailtap.TcpSegment;
import io.mailtap.analyzer.SignatureException;
import io.mailtap.event.EventType;
import io.mailtap.log.EventLines;
import io.mailtap.log.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What signatures match, what they quote, and where their events stand among the others does not
/// depend on how streams are cut.
final class SignatureCutsTest {
    private static final String SIGNATURES =
            """
            signature first_octet { event "first" }
            signature greeting { payload /(220|\\+OK|-ERR)/ tcp-state responder event "greeting" }
            signature three_lines { payload /([^\\n]*\\n){3}/ event "three lines" }
            signature verb {
              payload /(|.*\\n)(MAIL|RETR|STLS|QUIT)/
              requires-reverse-signature greeting
              event "verb"
            }
            signature within { payload[:40] /.*[aeiou]{2}/i event "within" }
            signature ended { payload /.*\\n$/ event "ended" }
            signature never { requires-signature ! verb payload /./ event "never" }
            signature costly { payload /.*[a-m].{12}[n-z].{13}\\./ event "costly" }
            """;

    @TempDir private Path dir;
    private Path file;

    static List<Case> cases() throws IOException {
        return Case.all();
    }

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(dir.resolve("test.sig"), SIGNATURES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theSameMatchesAtTheSamePlaces(Case each) throws IOException, SignatureException {
        String whole = events(each, left -> left);
        assertTrue(whole.contains("signature_match"), "the signatures match something");
        assertEquals(whole, events(each, Segments.octets()));
        for (long seed = 1; seed <= 5; seed++) {
            assertEquals(whole, events(each, Segments.random(seed)));
        }
    }

    @Test
    void everySignatureMatchesSomewhere() throws IOException, SignatureException {
        StringBuilder all = new StringBuilder();
        for (Case each : cases()) {
            all.append(events(each, left -> left));
        }
        for (String name : SIGNATURES.lines().filter(l -> l.startsWith("sig")).toList()) {
            String id = name.split(" ")[1];
            assertTrue(all.indexOf("\"sig_id\":\"" + id + "\"") >= 0, id);
        }
    }

    /// The lines of all events but those of segments, without the sizes of segments.
    private String events(Case each, Segments.Cut cut) throws IOException, SignatureException {
        Set<EventType> types = EnumSet.allOf(EventType.class);
        types.remove(EventType.NEW_CONNECTION);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Engine engine = Engine.builder().signatures(file).build();
        EventLines lines = new EventLines(out);
        lines.attach(engine.events(), types, Redactor.none());
        for (TcpSegment segment : Segments.of(each.capture())) {
            Segments.feed(engine, segment, cut);
        }
        engine.close();
        lines.flush();
        return out.toString(StandardCharsets.UTF_8)
                .replaceAll("\"payload_size\":[0-9]+", "\"payload_size\":0");
    }
}
