package io.mailtap.cli;

import java.util.Locale;

/// Numbers for people.
final class Units {
    private Units() {}

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String octets(long value) {
        if (value < 1_000) {
            return value + " B";
        }
        if (value < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", value / 1e3);
        }
        if (value < 1_000_000_000) {
            return String.format(Locale.ROOT, "%.1f MB", value / 1e6);
        }
        return String.format(Locale.ROOT, "%.2f GB", value / 1e9);
    }
}
