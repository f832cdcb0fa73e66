package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Engine;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Our own cases: one folder per behaviour, with all of the output of `mailtap events` as
/// expectation.
///
/// `-Dconformance.accept` makes captures from the dialogues again and rewrites the expectations;
/// the diff is the review.
final class CasesTest {
    private static final boolean ACCEPT = System.getProperty("conformance.accept") != null;

    static List<Case> cases() throws IOException {
        return Case.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theEventsAreThoseExpected(Case each) throws IOException {
        if (ACCEPT) {
            each.make();
            Files.writeString(each.expected(), events(each.capture()));
        }
        assertEquals(Files.readString(each.expected()), events(each.capture()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theCaptureIsThatOfTheDialogue(Case each) throws IOException {
        if (each.hasDialogue()) {
            byte[] before = Files.readAllBytes(each.capture());
            each.make();
            assertArrayEquals(before, Files.readAllBytes(each.capture()));
        }
    }

    @Test
    void thereAreCasesForBothProtocols() throws IOException {
        assertTrue(cases().stream().anyMatch(each -> each.name().startsWith("smtp/")));
        assertTrue(cases().stream().anyMatch(each -> each.name().startsWith("pop3/")));
    }

    @Test
    void everyWeirdThatWeRaiseHasACase() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Case each : cases()) {
            all.append(Files.readString(each.expected()));
        }
        Matcher names = Pattern.compile("weird\\(\\s*\"([a-z0-9_A-Z]+)\"").matcher(analyzers());
        while (names.find()) {
            String name = names.group(1);
            assertTrue(all.indexOf("\"name\":\"" + name + "\"") >= 0 || isElsewhere(name), name);
        }
    }

    // Reached only by sizes that do not belong into a repository; LimitsTest has them, and
    // LineMemoryTest of the engine.
    private static boolean isElsewhere(String name) {
        return switch (name) {
            case "detection_memory_exceeded",
                    "contentline_size_exceeded",
                    "contentline_memory_exceeded",
                    "ssl_memory_exceeded",
                    "smtp_excessive_pending_cmds",
                    "pop3_client_too_many_pending_commands",
                    "exceeded_mime_max_depth",
                    "exceeded_mime_max_header_bytes",
                    "exceeded_mime_header_fields",
                    "exceeded_mime_gathered_bytes" ->
                    true;
            default -> false;
        };
    }

    private static String analyzers() throws IOException {
        Path root =
                Path.of(
                        System.getProperty("mailtap.root"),
                        "mailtap-core/src/main/java/io/mailtap/analyzer");
        StringBuilder sources = new StringBuilder();
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.append(Files.readString(file));
            }
        }
        return sources.toString();
    }

    private static String events(Path capture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Engine engine = Engine.builder().build();
        EventLines lines = new EventLines(out);
        lines.attach(engine.events(), EnumSet.allOf(EventType.class), Redactor.create());
        engine.read(capture);
        engine.close();
        lines.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
