package io.mailtap.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Generated captures of many connections, with what they hold. The generator lies beside the
/// project.
final class Loads {
    /// @param capture the packets
    /// @param truth what is in them
    record Load(Path capture, JsonNode truth) {}

    private static final Path GENERATOR =
            Path.of(System.getProperty("mailtap.root"), "..", "shared", "tools", "mailgen.py")
                    .normalize();

    private Loads() {}

    static List<String> presets() {
        return List.of("small-mails", "attachments", "mixed");
    }

    /// Makes a load, or skips the test where that cannot be done.
    ///
    /// @param dir for the files
    static Load make(Path dir, String preset, int megabytes, String... more)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isRegularFile(GENERATOR),
                () ->
                        "skipped: the generator of loads is not part of the project, and "
                                + GENERATOR
                                + " is not there");
        Path capture = dir.resolve(preset + ".pcap");
        List<String> command =
                new java.util.ArrayList<>(
                        List.of(
                                "python3",
                                GENERATOR.toString(),
                                "--preset",
                                preset,
                                "--size-mb",
                                Integer.toString(megabytes),
                                "--out",
                                capture.toString()));
        command.addAll(List.of(more));
        run(command);
        return named(capture);
    }

    /// {@return a load that was made before, its truth beside it}
    static Load named(Path capture) {
        String truth = capture.getFileName().toString().replaceFirst("\\.pcap$", ".truth.json");
        return new Load(capture, new ObjectMapper().readTree(capture.resolveSibling(truth)));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(command + ": exit code " + code);
            }
        } catch (IOException e) {
            Assumptions.assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin/env")) && !isMissing(e),
                    "skipped: python3, which makes the loads, is not there");
            throw e;
        }
    }

    private static boolean isMissing(IOException e) {
        return e.getMessage() != null && e.getMessage().contains("error=2");
    }
}
