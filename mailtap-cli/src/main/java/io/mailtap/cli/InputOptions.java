package io.mailtap.cli;

import io.mailtap.Engine;
import io.mailtap.MailProtocol;
import io.mailtap.Workers;
import io.mailtap.analyzer.SignatureException;
import io.mailtap.capture.CaptureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What to read and how: the options that all commands share.
final class InputOptions {
    /// Octets of files below which no threads are started.
    private static final long SMALL = 8_000_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-r", "--read"},
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "capture files to read, pcap or pcapng, plain, .gz or .zst; - is standard input")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "IFACE",
            description = "interface to listen on (not available yet)")
    private String iface;

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "BPF",
            description = "only packets that match (not available yet)")
    private String filter;

    @Option(
            names = "--port",
            paramLabel = "PROTO=PORT",
            description = "look for smtp, pop3 or tls on one more port, as in smtp=10025")
    private List<String> ports = new ArrayList<>();

    @Option(
            names = {"-s", "--signatures"},
            arity = "1..*",
            paramLabel = "SIG",
            description = "files of signatures to look for as well, in Zeek's signature language")
    private List<Path> signatures = new ArrayList<>();

    @Option(
            names = "--checksums",
            description = "ignore packets with bad checksums, and count them")
    private boolean checksums;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "threads that analyse, 1 to "
                            + Workers.MOST
                            + "; the output is the same for any"
                            + " (default: one a core, and one for small files)")
    private Integer workers;

    @Option(names = "--show-secrets", description = "do not mask passwords and the like")
    private boolean showSecrets;

    boolean showSecrets() {
        return showSecrets;
    }

    List<Path> files() {
        return files;
    }

    /// How many engines are to share the work.
    int workers() {
        if (workers == null) {
            int cores = Math.min(Runtime.getRuntime().availableProcessors(), Workers.MOST);
            return areSmall() ? 1 : cores;
        }
        if (workers < 1 || workers > Workers.MOST) {
            throw wrong("--workers " + workers + ": expected 1 to " + Workers.MOST);
        }
        return workers;
    }

    /// Whether one engine is done before others have started. Standard input may be of any size.
    private boolean areSmall() {
        long sum = 0;
        for (Path file : files) {
            try {
                sum += Files.isRegularFile(file) ? Files.size(file) : SMALL;
            } catch (IOException e) {
                continue; // reported when it is read
            }
        }
        return sum < SMALL;
    }

    /// Engines as the options want them; complains of options that make no sense.
    Engine.Builder engines() {
        if (iface != null) {
            throw wrong("-i: live capture is not available yet; record with tcpdump and use -r");
        }
        if (filter != null) {
            throw wrong("-f: filters are not available yet; filter with tcpdump -r FILE -w - BPF");
        }
        if (files.isEmpty()) {
            throw wrong("no input: name a capture with -r FILE");
        }
        if (files.stream().filter(f -> f.toString().equals(CaptureFiles.STANDARD_INPUT)).count()
                > 1) {
            throw wrong("-r -: standard input can be read only once");
        }
        Engine.Builder builder = Engine.builder().checksums(checksums);
        for (String port : ports) {
            addPort(builder, port);
        }
        if (!signatures.isEmpty()) {
            addSignatures(builder);
        }
        return builder;
    }

    private void addPort(Engine.Builder builder, String text) {
        String[] parts = text.split("=", 2);
        try {
            MailProtocol protocol = MailProtocol.valueOf(parts[0].toUpperCase(Locale.ROOT));
            builder.port(protocol, Integer.parseInt(parts.length == 2 ? parts[1] : ""));
        } catch (IllegalArgumentException e) {
            throw wrong(
                    "--port "
                            + text
                            + ": expected smtp=PORT, pop3=PORT or tls=PORT, PORT 1 to 65535");
        }
    }

    private void addSignatures(Engine.Builder builder) {
        try {
            builder.signatures(signatures.toArray(Path[]::new));
        } catch (NoSuchFileException e) {
            throw wrong(e.getMessage() + ": no such file");
        } catch (IOException e) {
            throw wrong("-s: cannot be read: " + e.getMessage());
        } catch (SignatureException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
