package io.mailtap.conformance;

import io.mailtap.loads.LoadOptions;
import io.mailtap.loads.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Generated captures of many connections, with what they hold: by our own generator, and by
/// another that takes the same options and lies beside the project.
final class Loads {
    /// @param capture the packets
    /// @param truth what is in them
    record Load(Path capture, JsonNode truth) {}

    private static final Path OTHER_GENERATOR =
            Path.of(System.getProperty("mailtap.root"), "..", "shared", "tools", "mailgen.py")
                    .normalize();

    private Loads() {}

    static List<String> presets() {
        return Stream.of(Preset.values()).map(Preset::option).toList();
    }

    /// Makes a load.
    ///
    /// @param dir for the files
    static Load make(Path dir, String preset, int megabytes, String... more) throws IOException {
        List<String> options = options(dir, preset, megabytes, more);
        return named(
                io.mailtap.loads.Load.make(LoadOptions.parse(options.toArray(String[]::new)))
                        .file());
    }

    /// Makes a load by the other generator, or skips the test where that cannot be done.
    static Load makeByOther(Path dir, String preset, int megabytes, String... more)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isRegularFile(OTHER_GENERATOR),
                () -> "skipped: a generator that is not ours is not there: " + OTHER_GENERATOR);
        List<String> command = new ArrayList<>(List.of("python3", OTHER_GENERATOR.toString()));
        command.addAll(options(dir, preset, megabytes, more));
        run(command);
        return named(capture(dir, preset));
    }

    private static List<String> options(Path dir, String preset, int megabytes, String... more) {
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "--preset",
                                preset,
                                "--size-mb",
                                Integer.toString(megabytes),
                                "--out",
                                capture(dir, preset).toString()));
        options.addAll(List.of(more));
        return options;
    }

    private static Path capture(Path dir, String preset) {
        return dir.resolve(preset + ".pcap");
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
