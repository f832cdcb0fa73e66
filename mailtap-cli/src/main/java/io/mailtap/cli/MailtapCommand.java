package io.mailtap.cli;

import io.mailtap.Engine;
import io.mailtap.log.LogFormat;
import io.mailtap.log.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mailtap -r FILE`: captures in, logs and a summary out.
@Command(
        name = "mailtap",
        version = "mailtap 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Watches mail travel and says what happened.",
        footer = {
            "",
            "Examples:",
            "  mailtap -r mail.pcapng                     logs into ./mailtap-logs",
            "  mailtap events -r mail.pcapng --only 'pop3_*'",
            "  tcpdump -w - tcp port 25 | mailtap -r -",
            "",
            "Exit codes: 0 done; 1 damaged input, everything around it was reported; 2 wrong usage."
        })
final class MailtapCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private InputOptions input = new InputOptions();

    @Option(
            names = {"-l", "--logs"},
            paramLabel = "DIR",
            defaultValue = "mailtap-logs",
            description = "directory for the logs (default: ./mailtap-logs)")
    private Path dir = Path.of("mailtap-logs");

    @Option(names = "--json", description = "write JSON lines instead of tab-separated values")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        long start = System.nanoTime();
        Engine engine = input.engine();
        Summary summary = new Summary(engine.events());
        LogFormat format = json ? LogFormat.JSON : LogFormat.TSV;
        boolean fine;
        try (Logs logs = new Logs(dir, format, engine.events(), input.showSecrets())) {
            fine = new Reading(err).run(engine, input.files());
            summary.print(err, engine.statistics(), logs.rows(), System.nanoTime() - start);
        }
        return fine ? Main.DONE : Main.DAMAGED;
    }
}
