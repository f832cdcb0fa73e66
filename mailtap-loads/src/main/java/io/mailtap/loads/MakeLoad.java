package io.mailtap.loads;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/// The command that makes a load.
public final class MakeLoad {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private static final String USAGE =
            """
            make-load --out FILE [--preset NAME] [--size-mb N] [--seed N] [OPTION VALUE]...

            Writes FILE (pcap, Ethernet) and, as FILE's name with .truth.json, what is in it.
            The same options and seed make the same octets.

              --preset NAME       %s
              --size-mb N         end near this size, in 10^6 octets (100 unless --connections is given)
              --connections N     end after so many connections
              --seed N            1 unless given
              --truth FILE        where to say what is in it

            Each of these has the preset's value, or the one in parentheses:

            """;

    private MakeLoad() {}

    /// Makes a load and exits: 0, or 1 if a file cannot be written, or 2 on wrong usage.
    ///
    /// @param arguments as `--help` prints
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream errors) {
        if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
            out.print(usage());
            return 0;
        }
        LoadOptions options;
        try {
            options = LoadOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            errors.println("make-load: " + e.getMessage());
            errors.println("make-load --help lists the options");
            return WRONG_USAGE;
        }
        try {
            out.println(Load.make(options).summary());
            return 0;
        } catch (IOException e) {
            errors.println("make-load: cannot write: " + e);
            return FAILED;
        }
    }

    private static String usage() {
        StringBuilder usage = new StringBuilder(USAGE.formatted(LoadOptions.presets()));
        for (Setting setting : Setting.values()) {
            usage.append("  ").append(setting.option());
            usage.append(" ".repeat(20 - setting.option().length() - 2));
            usage.append(setting.meaning()).append(" (");
            usage.append(setting.show(setting.standard())).append(")\n");
        }
        return usage.toString();
    }
}
