package io.mailtap.file.x509;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the times in certificates (RFC 5280, section 4.1.2.5; Zeek's rules, and its names of what
/// is wrong).
final class Time {
    private static final long NANOS = 1_000_000_000L;

    private Time() {}

    /// {@return nanoseconds since 1970-01-01T00:00Z, 0 if it cannot be read}
    ///
    /// @param weird takes the name of what is wrong
    static long nanos(Der.@Nullable Element element, Consumer<String> weird) {
        if (element == null) {
            weird.accept("x509_invalid_time_type");
            return 0;
        }
        String text = element.content().toString();
        String date;
        String rest;
        if (element.tag() == Der.UTC_TIME) {
            if (text.length() < 11 || text.length() > 17) {
                weird.accept("x509_utc_length");
                return 0;
            }
            if (!text.endsWith("Z")) {
                weird.accept("x509_utc_format");
                return 0;
            }
            date = (text.charAt(0) < '5' ? "20" : "19") + text.substring(0, 10);
            rest = text.substring(10);
        } else if (element.tag() == Der.GENERALIZED_TIME) {
            if (text.length() < 13 || text.length() > 23) {
                weird.accept("x509_gen_time_length");
                return 0;
            }
            date = text.substring(0, 12);
            rest = text.substring(12);
        } else {
            weird.accept("x509_invalid_time_type");
            return 0;
        }
        return nanos(date, rest, weird);
    }

    /// @param date `YYYYMMDDhhmm`
    /// @param rest seconds, their fraction, and the zone, each of which may be missing
    private static long nanos(String date, String rest, Consumer<String> weird) {
        int end = 0;
        while (end < rest.length() && "Z+-".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String seconds = rest.substring(0, end).replaceFirst("\\..*", "");
        String zone = rest.substring(end);
        if (!seconds.matches("|[0-9][0-9]")) {
            weird.accept("x509_time_add_char");
            return 0;
        }
        if (zone.length() > 1 && zone.length() < 5) {
            weird.accept("x509_time_offset_underflow");
            return 0;
        }
        if (!zone.matches("|Z|[+-][0-9]{4}.*")) {
            weird.accept("x509_time_offset_type");
            return 0;
        }
        if (!date.matches("[0-9]{12}")) {
            weird.accept("x509_time_add_char");
            return 0;
        }
        return seconds(date + (seconds.isEmpty() ? "00" : seconds), zone, weird) * NANOS;
    }

    private static long seconds(String digits, String zone, Consumer<String> weird) {
        try {
            LocalDateTime local =
                    LocalDateTime.of(
                            number(digits, 0, 4),
                            number(digits, 4, 6),
                            number(digits, 6, 8),
                            number(digits, 8, 10),
                            number(digits, 10, 12),
                            number(digits, 12, 14));
            long offset =
                    zone.length() < 5
                            ? 0
                            : 60L
                                    * (60L * number(zone, 1, 3) + number(zone, 3, 5))
                                    * (zone.charAt(0) == '-' ? -1 : 1);
            return local.toEpochSecond(ZoneOffset.UTC) - offset;
        } catch (DateTimeException e) {
            weird.accept("x509_time_add_char"); // the 31st of February, for one
            return 0;
        }
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits.substring(from, to));
    }
}
