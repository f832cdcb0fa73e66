package io.mailtap.cli;

import static io.mailtap.cli.Options.flag;
import static io.mailtap.cli.Options.one;
import static io.mailtap.cli.Options.several;

import io.mailtap.Engine;
import io.mailtap.event.Events;
import io.mailtap.event.HashKind;
import io.mailtap.extract.Extraction;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What to do with the files in mails: the options that all commands share.
final class FileFlags {
    private final Options options;

    private Extraction extraction;

    /// Declares the options.
    FileFlags(Options options) {
        this.options = options;
        options.add(
                several(String.class, "KIND", "--hash").splitRegex(","),
                "digests of files: md5, sha1, sha256, or none (default: sha256)");
        options.add(flag("--mail-files"), "each whole mail is a file too, of type message/rfc822");
        options.add(
                one(Path.class, "DIR", "--extract"),
                "write the files into DIR, under names made of fuid and type");
        options.add(
                one(Long.class, "BYTES", "--extract-limit"),
                "write at most so much of a file, 0 for all of it (default: "
                        + Extraction.DEFAULT_LIMIT
                        + ")");
        options.add(
                several(String.class, "GLOB", "--extract-type").splitRegex(","),
                "write only files of these types, as in 'application/*,image/png'");
    }

    /// Sets up engines as the options want them; complains of options that make no sense.
    Engine.Builder configure(Engine.Builder engines) {
        if (options.has("--extract")) {
            extraction = extraction(dir());
        } else if (options.has("--extract-limit") || options.has("--extract-type")) {
            throw options.wrong("--extract-limit and --extract-type: need --extract DIR");
        }
        return engines.hashes(kinds()).mailFiles(options.isSet("--mail-files"));
    }

    private Path dir() {
        return options.value("--extract", null);
    }

    private Set<HashKind> kinds() {
        List<String> hashes = options.all("--hash");
        Set<HashKind> kinds = EnumSet.noneOf(HashKind.class);
        for (String text : hashes) {
            String name = text.strip().toLowerCase(Locale.ROOT);
            if (name.equals("none") && hashes.size() == 1) {
                return kinds;
            }
            kinds.add(
                    HashKind.named(name)
                            .orElseThrow(() ->
                                    options.wrong(
                                            "--hash "
                                                    + name
                                                    + ": expected md5, sha1 and sha256, or none alone")));
        }
        return hashes.isEmpty() ? EnumSet.of(HashKind.SHA256) : kinds;
    }

    private Extraction extraction(Path dir) {
        if (Files.exists(dir) && !Files.isDirectory(dir)) {
            throw options.wrong("--extract " + dir + ": not a directory");
        }
        try {
            Extraction wanted = Extraction.into(dir);
            Long limit = options.value("--extract-limit", null);
            if (limit != null) {
                wanted.limit(limit);
            }
            options.<String>all("--extract-type").forEach(wanted::types);
            return wanted;
        } catch (IllegalArgumentException e) {
            throw options.wrong("--extract: " + e.getMessage());
        }
    }

    /// Lets files of an engine be written, if that is wanted.
    void attach(Events events) {
        if (extraction != null) {
            extraction.attach(events);
        }
    }

    /// Says how many files were written.
    void print(PrintWriter err) {
        if (extraction != null) {
            Summary.line(err, dir().toString(), Units.number(extraction.files()) + " files");
        }
    }

    /// Says what could not be written. Answers whether all was well.
    boolean report(PrintWriter err) {
        if (extraction == null || extraction.faults() == 0) {
            return true;
        }
        String reason = extraction.firstFault().map(ClosedPipe::describe).orElse("");
        err.println(
                "mailtap: --extract "
                        + dir()
                        + ": "
                        + Units.number(extraction.faults())
                        + " files missing or cut short: "
                        + reason);
        return false;
    }
}
