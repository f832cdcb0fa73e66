package io.mailtap.cli;

import io.mailtap.Engine;
import io.mailtap.event.Events;
import io.mailtap.event.HashKind;
import io.mailtap.extract.Extraction;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What to do with the files in mails: the options that all commands share.
final class FileFlags {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--hash",
            split = ",",
            paramLabel = "KIND",
            description = "digests of files: md5, sha1, sha256, or none (default: sha256)")
    private List<String> hashes = new ArrayList<>();

    @Option(
            names = "--mail-files",
            description = "each whole mail is a file too, of type message/rfc822")
    private boolean mailFiles;

    @Option(
            names = "--extract",
            paramLabel = "DIR",
            description = "write the files into DIR, under names made of fuid and type")
    private Path dir;

    @Option(
            names = "--extract-limit",
            paramLabel = "BYTES",
            description =
                    "write at most so much of a file, 0 for all of it (default: "
                            + Extraction.DEFAULT_LIMIT
                            + ")")
    private Long limit;

    @Option(
            names = "--extract-type",
            split = ",",
            paramLabel = "GLOB",
            description = "write only files of these types, as in 'application/*,image/png'")
    private List<String> types = new ArrayList<>();

    private Extraction extraction;

    /// Sets up engines as the options want them; complains of options that make no sense.
    Engine.Builder configure(Engine.Builder engines) {
        if (dir != null) {
            extraction = extraction();
        } else if (limit != null || !types.isEmpty()) {
            throw wrong("--extract-limit and --extract-type: need --extract DIR");
        }
        return engines.hashes(kinds()).mailFiles(mailFiles);
    }

    private Set<HashKind> kinds() {
        Set<HashKind> kinds = EnumSet.noneOf(HashKind.class);
        for (String text : hashes) {
            String name = text.strip().toLowerCase(Locale.ROOT);
            if (name.equals("none") && hashes.size() == 1) {
                return kinds;
            }
            kinds.add(
                    HashKind.named(name)
                            .orElseThrow(() ->
                                    wrong(
                                            "--hash "
                                                    + name
                                                    + ": expected md5, sha1 and sha256, or none alone")));
        }
        return hashes.isEmpty() ? EnumSet.of(HashKind.SHA256) : kinds;
    }

    private Extraction extraction() {
        if (Files.exists(dir) && !Files.isDirectory(dir)) {
            throw wrong("--extract " + dir + ": not a directory");
        }
        try {
            Extraction wanted = Extraction.into(dir);
            if (limit != null) {
                wanted.limit(limit);
            }
            types.forEach(wanted::types);
            return wanted;
        } catch (IllegalArgumentException e) {
            throw wrong("--extract: " + e.getMessage());
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
            Summary.line(err, dir.toString(), Units.number(extraction.files()) + " files");
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
                        + dir
                        + ": "
                        + Units.number(extraction.faults())
                        + " files missing or cut short: "
                        + reason);
        return false;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
