package io.mailtap.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/// The `mailtap` command.
public final class Main {
    /// Exit code: everything was analysed.
    static final int DONE = 0;

    /// Exit code: the input was damaged or an analyzer failed; everything before and around it was
    /// reported.
    static final int DAMAGED = 1;

    /// Exit code: the arguments make no sense.
    static final int USAGE = 2;

    private Main() {}

    /// Runs the command and ends the process.
    ///
    /// @param args as typed
    public static void main(String[] args) {
        // System.out would copy and encode again what is octets already.
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.exit(run(out, new PrintWriter(System.err, true), args));
    }

    /// Runs the command.
    ///
    /// @param out takes what is asked for; not closed
    /// @param err takes messages and the summary
    /// @param args as typed
    /// @return the exit code
    static int run(OutputStream out, PrintWriter err, String... args) {
        return new CommandLine(new MailtapCommand().spec(), Options.FACTORY)
                .addSubcommand(new EventsCommand(out).spec())
                .registerConverter(Path.class, Path::of) // picocli's own goes by reflection
                .setErr(err)
                .setParameterExceptionHandler(Main::onUsage)
                .setExecutionExceptionHandler(Main::onFault)
                .execute(args);
    }

    private static int onUsage(CommandLine.ParameterException e, String[] args) {
        e.getCommandLine().getErr().println("mailtap: " + e.getMessage());
        e.getCommandLine().getErr().println("Try 'mailtap --help'.");
        return USAGE;
    }

    private static int onFault(
            Exception fault, CommandLine commandLine, CommandLine.ParseResult parsed) {
        if (ClosedPipe.isCause(fault)) {
            return DONE;
        }
        commandLine.getErr().println("mailtap: " + ClosedPipe.rootMessage(fault));
        return DAMAGED;
    }
}
