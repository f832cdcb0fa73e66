package io.mailtap.cli;

import static io.mailtap.cli.Options.several;

import io.mailtap.Engine;
import io.mailtap.Workers;
import io.mailtap.event.EventType;
import io.mailtap.log.EventLines;
import io.mailtap.log.Redactor;
import io.mailtap.log.RowMerge;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `mailtap events`: one JSON object per event on standard output.
final class EventsCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this, Options.FACTORY);

    private final Options options = new Options(spec);

    private final InputOptions input = new InputOptions(options);

    private final FileFlags fileFlags = new FileFlags(options);

    private final OutputStream out;

    /// Creates the command.
    ///
    /// @param out takes the lines
    EventsCommand(OutputStream out) {
        this.out = out;
        spec.name("events");
        spec.usageMessage()
                .sortOptions(false)
                .description("Prints the events of captures, one JSON object a line.");
        options.add(
                several(String.class, "GLOB", "--only").splitRegex(","),
                "only events of these names, as in 'pop3_*,smtp_reply'");
        options.addStandard();
    }

    /// What picocli is to know of this command.
    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        int workers = input.workers();
        Engine.Builder engines = fileFlags.configure(input.engines());
        Set<EventType> wanted = wanted();
        Reading reading = new Reading(spec.commandLine().getErr());
        boolean fine =
                workers == 1
                        ? alone(engines.build(), wanted, reading)
                        : together(workers, engines, wanted, reading);
        fine &= fileFlags.report(spec.commandLine().getErr());
        return fine ? Main.DONE : Main.DAMAGED;
    }

    private boolean alone(Engine engine, Set<EventType> wanted, Reading reading)
            throws IOException {
        EventLines lines = new EventLines(out);
        Redactor redactor = input.showSecrets() ? Redactor.none() : Redactor.create();
        lines.attach(engine.events(), wanted, redactor);
        fileFlags.attach(engine.events());
        boolean fine = reading.run(new Intake.Alone(engine), input.files());
        lines.flush();
        return fine;
    }

    private boolean together(
            int count, Engine.Builder engines, Set<EventType> wanted, Reading reading)
            throws IOException {
        RowMerge merge = RowMerge.intoLines(out, wanted, input.showSecrets());
        try (Workers workers = new Workers(count, engines, merge)) {
            workers.engines().forEach(engine -> fileFlags.attach(engine.events()));
            boolean fine = reading.run(new Intake.Together(workers), input.files());
            merge.close();
            return fine;
        }
    }

    private Set<EventType> wanted() {
        List<String> only = options.all("--only");
        if (only.isEmpty()) {
            return EnumSet.allOf(EventType.class);
        }
        Set<EventType> wanted = EnumSet.noneOf(EventType.class);
        for (String glob : only) {
            String pattern =
                    "\\Q" + glob.strip().replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
            boolean any = false;
            for (EventType type : EventType.values()) {
                if (type.zeekName().matches(pattern)) {
                    wanted.add(type);
                    any = true;
                }
            }
            if (!any) {
                throw options.wrong("--only " + glob + ": no such event");
            }
        }
        return wanted;
    }
}
