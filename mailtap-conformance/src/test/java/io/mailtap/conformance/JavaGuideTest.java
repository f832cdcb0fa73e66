package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Runs the program with which docs/java-guide.md begins.
final class JavaGuideTest {
    private static final Path PROJECT = Path.of(System.getProperty("mailtap.root"));
    private static final Pattern PROGRAM = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OUTPUT =
            Pattern.compile("```\\n\\$ java [^\\n]*\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theFirstProgramPrintsWhatTheGuideSays() throws IOException, InterruptedException {
        String guide = Files.readString(PROJECT.resolve("docs/java-guide.md"));
        String program = first(PROGRAM, guide);
        assertTrue(program.lines().count() < 15, "under 15 lines");
        assertEquals(first(OUTPUT, guide), run(program));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertTrue(matcher.find(), pattern.pattern());
        return matcher.group(1);
    }

    private static String run(String program) throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory("mailtap-guide");
        Path source = Files.writeString(dir.resolve("FailedLogins.java"), program);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process =
                new ProcessBuilder(
                                List.of(
                                        java.toString(),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        source.toString(),
                                        PROJECT.resolve("demo/mail.pcapng").toString()))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Files.delete(source);
        Files.delete(dir);
        return output;
    }
}
