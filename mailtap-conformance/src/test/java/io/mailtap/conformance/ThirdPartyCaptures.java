package io.mailtap.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The captures of others, which lie beside the project.
final class ThirdPartyCaptures {
    /// @param name path below the folder of captures
    /// @param file where it is
    /// @param zeek folder of what Zeek made of it
    /// @param isMail whether it holds mail, as opposed to what is easily confused with it
    /// @param ports ports of the mail
    /// @param hasTls whether there is TLS over TCP in it
    record Capture(
            String name, Path file, Path zeek, boolean isMail, Set<String> ports, boolean hasTls) {
        boolean hasRegisteredMail() {
            return ports.stream().anyMatch(REGISTERED::contains);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Set<String> REGISTERED = Set.of("25", "587", "2525", "110");
    private static final Path FOLDER =
            Path.of(System.getProperty("mailtap.root"), "..", "shared", "captures");

    private ThirdPartyCaptures() {}

    static boolean areThere() {
        return Files.isRegularFile(FOLDER.resolve("MANIFEST.tsv"));
    }

    static String whyNot() {
        return "skipped: the third-party captures are not part of the project, and ../shared/captures is not there";
    }

    static List<Capture> all() throws IOException {
        return Files.readAllLines(FOLDER.resolve("MANIFEST.tsv")).stream()
                .skip(1)
                .map(line -> capture(line.split("\t", -1)))
                .toList();
    }

    private static Capture capture(String[] columns) {
        String name = columns[0];
        String stem = name.replaceFirst("\\.(pcap|pcapng|cap)(\\.gz)?$", "");
        return new Capture(
                name,
                FOLDER.resolve(name),
                FOLDER.resolve(stem + ".expected").resolve("zeek-8.0"),
                columns[10].equals("mail"),
                Set.copyOf(Arrays.asList(columns[13].split("[ ,;]+"))),
                columns[7].contains("tls:"));
    }
}
