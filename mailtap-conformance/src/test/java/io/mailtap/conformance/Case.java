package io.mailtap.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A case of our own: a folder with a capture, the events that must come of it, and a page that
/// says why.
///
/// @param name protocol and behaviour, as in `smtp/rejected-data`
/// @param folder where it is
record Case(String name, Path folder) {
    private static final Path ALL =
            Path.of(
                    System.getProperty("mailtap.root"),
                    "mailtap-conformance",
                    "src",
                    "test",
                    "resources",
                    "captures");
    private static final Pattern DIALOGUE =
            Pattern.compile("```dialogue(?: ([0-9]+))?\\n(.*?)```", Pattern.DOTALL);

    static List<Case> all() throws IOException {
        try (Stream<Path> files = Files.walk(ALL)) {
            return files.filter(file -> file.endsWith("README.md"))
                    .map(Path::getParent)
                    .sorted()
                    .map(folder -> new Case(ALL.relativize(folder).toString(), folder))
                    .toList();
        }
    }

    Path capture() {
        return folder.resolve("input.pcap");
    }

    Path expected() {
        return folder.resolve("expected.events");
    }

    /// Makes the capture from the dialogue on the page, if it prints one.
    void make() throws IOException {
        if (hasDialogue()) {
            Files.write(capture(), DialogueCapture.of(dialogue(), port()));
        }
    }

    /// {@return the dialogue on the page, which prints one}
    List<Dialogue.Turn> dialogue() throws IOException {
        return Dialogue.parse(printed().group(2));
    }

    /// {@return the port of its server: the one behind the word "dialogue", or that of the
    /// protocol}
    int port() throws IOException {
        String named = printed().group(1);
        if (named != null) {
            return Integer.parseInt(named);
        }
        return switch (name.substring(0, name.indexOf('/'))) {
            case "pop3" -> 110;
            case "tls" -> 465;
            default -> 25;
        };
    }

    private MatchResult printed() throws IOException {
        Matcher dialogue = DIALOGUE.matcher(Files.readString(folder.resolve("README.md")));
        if (!dialogue.find()) {
            throw new IllegalStateException(name + " prints no dialogue");
        }
        return dialogue.toMatchResult();
    }

    /// {@return whether the page prints the dialogue from which the capture is made}
    boolean hasDialogue() throws IOException {
        return DIALOGUE.matcher(Files.readString(folder.resolve("README.md"))).find();
    }

    @Override
    public String toString() {
        return name;
    }
}
