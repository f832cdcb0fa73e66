package io.mailtap.cli;

import static io.mailtap.cli.Options.flag;
import static io.mailtap.cli.Options.one;

import io.mailtap.Engine;
import io.mailtap.Workers;
import io.mailtap.log.LogFormat;
import io.mailtap.log.Logs;
import io.mailtap.log.RowMerge;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `mailtap -r FILE`: captures in, logs and a summary out.
final class MailtapCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  mailtap -r mail.pcapng                     logs into ./mailtap-logs",
        "  mailtap events -r mail.pcapng --only 'pop3_*'",
        "  mailtap -r mail.pcapng --extract files --extract-type 'application/*'",
        "  tcpdump -w - tcp port 25 | mailtap -r -",
        "",
        "Exit codes: 0 done; 1 damaged input, everything around it was reported, or output that",
        "could not be written; 2 wrong usage."
    };

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this, Options.FACTORY);

    private final Options options = new Options(spec);

    private final InputOptions input = new InputOptions(options);

    private final FileFlags fileFlags = new FileFlags(options);

    MailtapCommand() {
        spec.name("mailtap").version("mailtap 0.1.0-SNAPSHOT");
        spec.usageMessage()
                .sortOptions(false)
                .description("Watches mail travel and says what happened.")
                .footer(FOOTER);
        options.add(
                one(Path.class, "DIR", "-l", "--logs"),
                "directory for the logs (default: ./mailtap-logs)");
        options.add(flag("--json"), "write JSON lines instead of tab-separated values");
        options.addStandard();
    }

    /// What picocli is to know of this command.
    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        long start = System.nanoTime();
        int workers = input.workers();
        Engine.Builder engines = fileFlags.configure(input.engines());
        LogFormat format = options.isSet("--json") ? LogFormat.JSON : LogFormat.TSV;
        return workers == 1
                ? alone(engines.build(), format, err, start)
                : together(workers, engines, format, err, start);
    }

    private Path dir() {
        return options.value("--logs", Path.of("mailtap-logs"));
    }

    private int alone(Engine engine, LogFormat format, PrintWriter err, long start)
            throws IOException {
        Summary summary = new Summary();
        summary.attach(engine.events());
        fileFlags.attach(engine.events());
        try (Logs logs = new Logs(dir(), format, engine.events(), input.showSecrets())) {
            boolean fine = new Reading(err).run(new Intake.Alone(engine), input.files());
            summary.print(err, engine.statistics(), logs.rows(), System.nanoTime() - start);
            fileFlags.print(err);
            fine &= fileFlags.report(err);
            return fine ? Main.DONE : Main.DAMAGED;
        }
    }

    private int together(
            int count, Engine.Builder engines, LogFormat format, PrintWriter err, long start)
            throws IOException {
        Summary summary = new Summary();
        try (RowMerge merge = RowMerge.intoLogs(dir(), format, input.showSecrets());
                Workers workers = new Workers(count, engines, merge)) {
            workers.engines()
                    .forEach(engine -> {
                        summary.attach(engine.events());
                        fileFlags.attach(engine.events());
                    });
            boolean fine = new Reading(err).run(new Intake.Together(workers), input.files());
            summary.print(err, workers.statistics(), merge.rows(), System.nanoTime() - start);
            fileFlags.print(err);
            fine &= fileFlags.report(err);
            return fine ? Main.DONE : Main.DAMAGED;
        }
    }
}
