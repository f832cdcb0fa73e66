package io.mailtap.cli;

import java.util.Locale;

/// Numbers for people.
final class Units {
    private Units() {}

    /// With commas, put in here: the platform's own way loads what it knows of languages first.
    ///
    /// @param value not negative
    static String number(long value) {
        StringBuilder text = new StringBuilder().append(value);
        for (int at = text.length() - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
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
