package io.mailtap.cli;

import static io.mailtap.cli.Options.flag;
import static io.mailtap.cli.Options.one;
import static io.mailtap.cli.Options.several;

import io.mailtap.Engine;
import io.mailtap.MailProtocol;
import io.mailtap.Workers;
import io.mailtap.analyzer.SignatureException;
import io.mailtap.capture.CaptureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What to read and how: the options that all commands share.
final class InputOptions {
    /// Octets of files below which no threads are started.
    private static final long SMALL = 8_000_000;

    private final Options options;

    /// Declares the options.
    InputOptions(Options options) {
        this.options = options;
        options.add(
                several(Path.class, "FILE", "-r", "--read").arity("1..*"),
                "capture files to read, pcap or pcapng, plain, .gz or .zst; - is standard input");
        options.add(
                one(String.class, "IFACE", "-i", "--interface"),
                "interface to listen on (not available yet)");
        options.add(
                one(String.class, "BPF", "-f", "--filter"),
                "only packets that match (not available yet)");
        options.add(
                several(String.class, "PROTO=PORT", "--port"),
                "look for smtp, pop3 or tls on one more port, as in smtp=10025");
        options.add(
                several(Path.class, "SIG", "-s", "--signatures").arity("1..*"),
                "files of signatures to look for as well, in Zeek's signature language");
        options.add(flag("--checksums"), "ignore packets with bad checksums, and count them");
        options.add(
                one(Integer.class, "N", "--workers"),
                "threads that analyse, 1 to "
                        + Workers.MOST
                        + "; the output is the same for any"
                        + " (default: one a core, and one for small files)");
        options.add(flag("--show-secrets"), "do not mask passwords and the like");
    }

    boolean showSecrets() {
        return options.isSet("--show-secrets");
    }

    List<Path> files() {
        return options.all("--read");
    }

    /// How many engines are to share the work.
    int workers() {
        Integer workers = options.value("--workers", null);
        if (workers == null) {
            int cores = Math.min(Runtime.getRuntime().availableProcessors(), Workers.MOST);
            return areSmall() ? 1 : cores;
        }
        if (workers < 1 || workers > Workers.MOST) {
            throw options.wrong("--workers " + workers + ": expected 1 to " + Workers.MOST);
        }
        return workers;
    }

    /// Whether one engine is done before others have started. Standard input may be of any size.
    private boolean areSmall() {
        long sum = 0;
        for (Path file : files()) {
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
        if (options.has("--interface")) {
            throw options.wrong(
                    "-i: live capture is not available yet; record with tcpdump and use -r");
        }
        if (options.has("--filter")) {
            throw options.wrong(
                    "-f: filters are not available yet; filter with tcpdump -r FILE -w - BPF");
        }
        List<Path> files = files();
        if (files.isEmpty()) {
            throw options.wrong("no input: name a capture with -r FILE");
        }
        if (files.stream().filter(f -> f.toString().equals(CaptureFiles.STANDARD_INPUT)).count()
                > 1) {
            throw options.wrong("-r -: standard input can be read only once");
        }
        Engine.Builder builder = Engine.builder().checksums(options.isSet("--checksums"));
        for (String port : options.<String>all("--port")) {
            addPort(builder, port);
        }
        List<Path> signatures = options.all("--signatures");
        if (!signatures.isEmpty()) {
            addSignatures(builder, signatures);
        }
        return builder;
    }

    private void addPort(Engine.Builder builder, String text) {
        String[] parts = text.split("=", 2);
        try {
            MailProtocol protocol = MailProtocol.valueOf(parts[0].toUpperCase(Locale.ROOT));
            builder.port(protocol, Integer.parseInt(parts.length == 2 ? parts[1] : ""));
        } catch (IllegalArgumentException e) {
            throw options.wrong(
                    "--port "
                            + text
                            + ": expected smtp=PORT, pop3=PORT or tls=PORT, PORT 1 to 65535");
        }
    }

    private void addSignatures(Engine.Builder builder, List<Path> signatures) {
        try {
            builder.signatures(signatures.toArray(Path[]::new));
        } catch (NoSuchFileException e) {
            throw options.wrong(e.getMessage() + ": no such file");
        } catch (IOException e) {
            throw options.wrong("-s: cannot be read: " + e.getMessage());
        } catch (SignatureException e) {
            throw options.wrong(e.getMessage());
        }
    }
}
