package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the programs of docs/java-guide.md as the guide does, and compares what they print.
final class JavaGuideTest {
    private static final Path PROJECT = Path.of(System.getProperty("mailtap.root"));
    private static final Pattern PROGRAM =
            Pattern.compile(
                    "```java\\n(import [^`]*)```\\n\\n"
                            + "```\\n\\$ java -cp \\S+ (\\S+)([^\\n]*)\\n(.*?)```",
                    Pattern.DOTALL);

    @TempDir Path dir;

    /// @param source of the program
    /// @param file that holds it
    /// @param arguments as typed
    /// @param output what it prints
    private record Program(String source, String file, List<String> arguments, String output) {}

    private static List<Program> programs() throws IOException {
        Matcher matcher = PROGRAM.matcher(Files.readString(PROJECT.resolve("docs/java-guide.md")));
        List<Program> programs = new ArrayList<>();
        while (matcher.find()) {
            List<String> arguments = List.of(matcher.group(3).strip().split(" "));
            programs.add(
                    new Program(matcher.group(1), matcher.group(2), arguments, matcher.group(4)));
        }
        return programs;
    }

    @Test
    void theProgramsPrintWhatTheGuideSays() throws IOException, InterruptedException {
        List<Program> programs = programs();
        assertEquals(
                List.of("FailedLogins.java", "SaveAttachments.java"),
                programs.stream().map(Program::file).toList());
        for (Program program : programs) {
            assertEquals(program.output(), run(program), program.file());
        }
    }

    @Test
    void theFirstProgramIsShort() throws IOException {
        assertTrue(programs().getFirst().source().lines().count() < 15, "under 15 lines");
    }

    private String run(Program program) throws IOException, InterruptedException {
        Path source = Files.writeString(dir.resolve(program.file()), program.source());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), source.toString()));
        for (String argument : program.arguments()) {
            Path ours = PROJECT.resolve(argument);
            command.add((Files.exists(ours) ? ours : dir.resolve(argument)).toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
