package io.mailtap.loads;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What load is to be made, and into which files.
public final class LoadOptions {
    private static final double STANDARD_MEGABYTES = 100;

    private final double[] values = new double[Setting.values().length];
    private @Nullable Preset preset;
    private @Nullable Path out;
    private @Nullable Path truth;
    private double megabytes;
    private int connections;
    private long seed = 1;

    private LoadOptions() {}

    /// {@return the options that a command line gives}
    ///
    /// @param arguments `--name value` or `--name=value` each, as `make-load --help` lists them
    /// @throws IllegalArgumentException if one is unknown, incomplete or out of range, or `--out`
    ///   is missing; the message is for whoever wrote them
    public static LoadOptions parse(String... arguments) {
        LoadOptions options = new LoadOptions();
        Map<Setting, Double> given = new EnumMap<>(Setting.class);
        for (int i = 0; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            String name = equals < 0 ? arguments[i] : arguments[i].substring(0, equals);
            if (equals < 0 && ++i == arguments.length) {
                throw new IllegalArgumentException(name + ": what follows is missing");
            }
            options.take(name, arguments[i].substring(equals + 1), given);
        }
        options.complete(given);
        return options;
    }

    private void take(String name, String value, Map<Setting, Double> given) {
        switch (name) {
            case "--preset" -> preset = preset(value);
            case "--out" -> out = path(name, value);
            case "--truth" -> truth = path(name, value);
            case "--seed" -> seed = whole(name, value, Long.MIN_VALUE, Long.MAX_VALUE);
            case "--size-mb" -> megabytes = positive(name, value);
            case "--connections" -> connections = (int) whole(name, value, 1, Integer.MAX_VALUE);
            default -> {
                Setting setting = setting(name);
                given.put(setting, setting.parse(value));
            }
        }
    }

    private void complete(Map<Setting, Double> given) {
        for (Setting setting : Setting.values()) {
            values[setting.ordinal()] = setting.standard();
        }
        if (preset != null) {
            preset.table().forEach((setting, value) -> values[setting.ordinal()] = value);
        }
        given.forEach((setting, value) -> values[setting.ordinal()] = value);
        if (number(Setting.VLAN) > 0 && number(Setting.VLAN_SHARE) == 0) {
            values[Setting.VLAN_SHARE.ordinal()] = 1;
        }
        if (megabytes == 0 && connections == 0) {
            megabytes = STANDARD_MEGABYTES;
        }
        if (out == null) {
            throw new IllegalArgumentException("--out FILE is missing");
        }
    }

    private static Setting setting(String name) {
        return Stream.of(Setting.values())
                .filter(setting -> setting.option().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(name + ": no such option"));
    }

    private static Preset preset(String name) {
        return Stream.of(Preset.values())
                .filter(preset -> preset.option().equals(name))
                .findAny()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "--preset: one of " + presets() + ": " + name));
    }

    static String presets() {
        return Stream.of(Preset.values()).map(Preset::option).collect(Collectors.joining(", "));
    }

    private static Path path(String name, String value) {
        try {
            Path path = Path.of(value);
            if (path.getFileName() != null) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(name + ": not the name of a file: " + value);
    }

    private static long whole(String name, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": not a whole number: " + value, e);
        }
        throw new IllegalArgumentException(name + ": from " + least + " to " + most + ": " + value);
    }

    private static double positive(String name, String value) {
        double number = number(name, value);
        if (number > 0 && number <= 1e9) {
            return number;
        }
        throw new IllegalArgumentException(name + ": more than 0, at most a milliard: " + value);
    }

    static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": not a number: " + value, e);
        }
    }

    double number(Setting setting) {
        return values[setting.ordinal()];
    }

    int count(Setting setting) {
        return (int) values[setting.ordinal()];
    }

    long seed() {
        return seed;
    }

    /// {@return near how many octets the file is to end; empty if size does not matter}
    Optional<Long> octets() {
        return megabytes == 0 ? Optional.empty() : Optional.of((long) (megabytes * 1_000_000));
    }

    /// {@return how many connections there may be at most}
    int connections() {
        return connections == 0 ? Integer.MAX_VALUE : connections;
    }

    /// {@return the file for the packets}
    public Path capture() {
        return Objects.requireNonNull(out);
    }

    /// {@return the file for what is in the capture; the capture's name with another ending unless
    /// chosen}
    public Path truth() {
        if (truth != null) {
            return truth;
        }
        String name = capture().getFileName().toString();
        String stem = name.endsWith(".pcap") ? name.substring(0, name.length() - 5) : name;
        return capture().resolveSibling(stem + ".truth.json");
    }

    /// {@return all that decides what is in the files, by name}
    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("preset", preset == null ? "" : preset.option());
        shown.put("seed", seed);
        octets().ifPresent(_ -> shown.put("size_mb", megabytes));
        if (connections > 0) {
            shown.put("connections", connections);
        }
        for (Setting setting : Setting.values()) {
            String name = setting.option().substring(2).replace('-', '_');
            shown.put(name, setting.number(number(setting)));
        }
        return shown;
    }
}
