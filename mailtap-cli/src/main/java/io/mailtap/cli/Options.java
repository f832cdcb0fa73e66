package io.mailtap.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The options of one command: declared at its start, read once the arguments are parsed.
///
/// Declared by calls, not by annotations: reading those takes an eighth of a short run.
final class Options {
    /// Makes the lists that values go into. Picocli's own factory looks for Groovy first.
    static final CommandLine.IFactory FACTORY =
            new CommandLine.IFactory() {
                @Override
                public <T> T create(Class<T> type) throws Exception {
                    return type == List.class
                            ? type.cast(new ArrayList<>())
                            : CommandLine.defaultFactory().create(type);
                }
            };

    private final CommandSpec spec;

    Options(CommandSpec spec) {
        this.spec = spec;
    }

    /// Begins an option that is there or not.
    static OptionSpec.Builder flag(String... names) {
        return OptionSpec.builder(names).type(boolean.class);
    }

    /// Begins an option with one value.
    static OptionSpec.Builder one(Class<?> type, String label, String... names) {
        return OptionSpec.builder(names).type(type).paramLabel(label);
    }

    /// Begins an option that may be given again; its value is the list of all.
    static OptionSpec.Builder several(Class<?> type, String label, String... names) {
        return OptionSpec.builder(names).type(List.class).auxiliaryTypes(type).paramLabel(label);
    }

    /// Declares an option; the help shows them in this order.
    void add(OptionSpec.Builder option, String description) {
        spec.addOption(option.description(description).build());
    }

    /// Declares `--help` and `--version`.
    void addStandard() {
        add(flag("-h", "--help").usageHelp(true), "Show this help message and exit.");
        add(flag("-V", "--version").versionHelp(true), "Print version information and exit.");
    }

    /// Whether an option was given.
    boolean has(String name) {
        return spec.commandLine().getParseResult().hasMatchedOption(name);
    }

    boolean isSet(String name) {
        return value(name, false);
    }

    <T> List<T> all(String name) {
        return value(name, List.of());
    }

    /// What was given for an option, or `other`.
    ///
    /// @param name with its dashes; of an option declared with the type that is expected here
    <T extends @Nullable Object> T value(String name, T other) {
        return spec.commandLine().getParseResult().matchedOptionValue(name, other);
    }

    /// A complaint that ends the run with [Main#USAGE].
    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
