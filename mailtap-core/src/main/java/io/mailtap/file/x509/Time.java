package io.mailtap.file.x509;

import io.mailtap.bytes.ByteSlice;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the times in certificates (RFC 5280, section 4.1.2.5; Zeek's rules, and its names of what
/// is wrong).
///
/// ```
/// UTCTime           YYMMDDhhmm    seconds and their fraction, if any    zone
/// GeneralizedTime   YYYYMMDDhhmm  the same
/// ```
final class Time {
    private static final long NANOS = 1_000_000_000L;
    private static final int YEAR_OF_UTC = 2;
    private static final int YEAR = 4;

    /// Octets from the month to the minute.
    private static final int MONTH_TO_MINUTE = 8;

    private static final int OFFSET = 4;
    private static final int NO_NUMBER = -1;

    private Time() {}

    /// {@return nanoseconds since 1970-01-01T00:00Z, 0 if it cannot be read}
    ///
    /// @param weird takes the name of what is wrong
    static long nanos(Der.@Nullable Element element, Consumer<String> weird) {
        String flaw = element == null ? "x509_invalid_time_type" : flawOfForm(element);
        if (element == null || flaw != null) {
            weird.accept(flaw);
            return 0;
        }
        int year = element.tag() == Der.UTC_TIME ? YEAR_OF_UTC : YEAR;
        return seconds(element.content(), year, weird) * NANOS;
    }

    private static @Nullable String flawOfForm(Der.Element element) {
        ByteSlice text = element.content();
        int length = text.length();
        return switch (element.tag()) {
            case Der.UTC_TIME -> {
                if (length < 11 || length > 17) {
                    yield "x509_utc_length";
                }
                yield text.at(length - 1) == 'Z' ? null : "x509_utc_format";
            }
            case Der.GENERALIZED_TIME -> length < 13 || length > 23 ? "x509_gen_time_length" : null;
            default -> "x509_invalid_time_type";
        };
    }

    private static long seconds(ByteSlice text, int month, Consumer<String> weird) {
        int from = month + MONTH_TO_MINUTE;
        int zone = from;
        while (zone < text.length() && !beginsZone(text.at(zone))) {
            zone++;
        }
        int second = second(text, from, zone);
        String flaw = second == NO_NUMBER ? "x509_time_add_char" : flawOfZone(text, zone);
        if (flaw != null) {
            weird.accept(flaw);
            return 0;
        }
        try {
            LocalDateTime local =
                    LocalDateTime.of(
                            year(text, month),
                            number(text, month, 2),
                            number(text, month + 2, 2),
                            number(text, month + 4, 2),
                            number(text, month + 6, 2),
                            second);
            return local.toEpochSecond(ZoneOffset.UTC) - offset(text, zone);
        } catch (DateTimeException e) {
            weird.accept("x509_time_add_char"); // no digits, or the 31st of February
            return 0;
        }
    }

    private static boolean beginsZone(byte octet) {
        return octet == 'Z' || octet == '+' || octet == '-';
    }

    private static int second(ByteSlice text, int from, int zone) {
        int end = from;
        while (end < zone && text.at(end) != '.') {
            end++;
        }
        return switch (end - from) {
            case 0 -> 0;
            case 2 -> number(text, from, 2);
            default -> NO_NUMBER;
        };
    }

    private static @Nullable String flawOfZone(ByteSlice text, int zone) {
        int length = text.length() - zone;
        if (length > 1 && length <= OFFSET) {
            return "x509_time_offset_underflow";
        }
        boolean isZone =
                length == 0
                        || length == 1 && text.at(zone) == 'Z'
                        || length > OFFSET
                                && text.at(zone) != 'Z'
                                && number(text, zone + 1, OFFSET) != NO_NUMBER;
        return isZone ? null : "x509_time_offset_type";
    }

    /// Seconds that the zone is ahead.
    private static long offset(ByteSlice text, int zone) {
        if (text.length() - zone <= OFFSET) {
            return 0;
        }
        long minutes = 60L * number(text, zone + 1, 2) + number(text, zone + 3, 2);
        return 60 * (text.at(zone) == '-' ? -minutes : minutes);
    }

    private static int year(ByteSlice text, int digits) {
        int year = number(text, 0, digits);
        if (year == NO_NUMBER) {
            throw new DateTimeException("no year");
        }
        int century = text.at(0) < '5' ? 2000 : 1900;
        return digits == YEAR ? year : century + year;
    }

    private static int number(ByteSlice text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = text.at(i) - '0';
            if (digit < 0 || digit > 9) {
                return NO_NUMBER;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
