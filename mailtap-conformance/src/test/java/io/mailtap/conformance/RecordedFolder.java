package io.mailtap.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The captures that were recorded in the lab: all of them where they lie beside the project, the
/// few that the project carries otherwise.
final class RecordedFolder {
    private static final Path OWN =
            Path.of(
                    System.getProperty("mailtap.root"),
                    "mailtap-conformance",
                    "src/test/resources/recorded");
    private static final Path SHARED =
            Path.of(System.getProperty("mailtap.root"), "..", "shared", "recorded").normalize();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RecordedFolder() {}

    static boolean isWhole() {
        return Files.isRegularFile(SHARED.resolve("INVENTORY.md"));
    }

    static String whyNot() {
        return "skipped: most recorded captures are not part of the project, and "
                + SHARED
                + " is not there";
    }

    /// {@return a file of the lab}
    ///
    /// @param name path below the folder
    static Path file(String name) {
        Path shared = SHARED.resolve(name);
        return Files.exists(shared) ? shared : OWN.resolve(name);
    }

    static JsonNode json(String name) {
        return MAPPER.readTree(file(name));
    }

    /// {@return captures by name without extension, in a folder of the lab}
    ///
    /// @param folder path below the lab's folder, empty for itself
    static List<String> captures(String folder) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        for (Path root : List.of(OWN.resolve(folder), SHARED.resolve(folder))) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.list(root)) {
                    files.filter(RecordedFolder::isCapture)
                            .forEach(file -> found.put(file.getFileName().toString(), file));
                }
            }
        }
        return new ArrayList<>(found.keySet());
    }

    private static boolean isCapture(Path file) {
        return file.toString().matches(".*\\.(pcap|pcapng)(\\.gz)?");
    }
}
