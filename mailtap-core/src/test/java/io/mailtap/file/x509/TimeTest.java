package io.mailtap.file.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.bytes.ByteSlice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeTest {
    private final List<String> weirds = new ArrayList<>();

    private long nanos(int tag, String text) {
        ByteSlice content = ByteSlice.of(text);
        return Time.nanos(new Der.Element(tag, content, content), weirds::add);
    }

    @ParameterizedTest
    @CsvSource({
        "2611261606Z, 2026-11-26T16:06:00Z",
        "261126160635Z, 2026-11-26T16:06:35Z",
        "491231235959Z, 2049-12-31T23:59:59Z",
        "500101000000Z, 1950-01-01T00:00:00Z",
        "991231235959Z, 1999-12-31T23:59:59Z",
        "2611261606+0130Z, 2026-11-26T14:36:00Z",
        "2611261606.5Z, 2026-11-26T16:06:00Z",
    })
    void timesOfTwoDigitYears(String text, String expected) {
        long seconds = Instant.parse(expected).getEpochSecond();
        assertEquals(seconds * 1_000_000_000, nanos(Der.UTC_TIME, text));
        assertEquals(List.of(), weirds);
    }

    @ParameterizedTest
    @CsvSource({
        "202611261606Z, 2026-11-26T16:06:00Z",
        "2026112616063, x509_time_add_char",
        "20261126160635, 2026-11-26T16:06:35Z",
        "20261126160635.25Z, 2026-11-26T16:06:35Z",
        "20261126160635-0200, 2026-11-26T18:06:35Z",
        "20261126160635+0200, 2026-11-26T14:06:35Z",
        "20240229000000Z, 2024-02-29T00:00:00Z",
        "19691231235959Z, 1969-12-31T23:59:59Z",
        "20261126160635+020, x509_time_offset_underflow",
        "20261126160635+02x0, x509_time_offset_type",
        "20261126160635Z0200, x509_time_offset_type",
        "20261126160635+, x509_time_offset_type",
        "2026112616063xZ, x509_time_add_char",
        "202611261606355Z, x509_time_add_char",
        "x0261126160635Z, x509_time_add_char",
        "20261126160660Z, x509_time_add_char",
        "20261326160635Z, x509_time_add_char",
        "20230229000000Z, x509_time_add_char",
        "20261126160Z, x509_gen_time_length",
        "20261126160635.123456789Z, x509_gen_time_length",
    })
    void timesOfFourDigitYears(String text, String expected) {
        long nanos = nanos(Der.GENERALIZED_TIME, text);
        if (expected.startsWith("x509")) {
            assertEquals(List.of(expected), weirds);
            assertEquals(0, nanos);
        } else {
            assertEquals(List.of(), weirds);
            assertEquals(Instant.parse(expected).getEpochSecond() * 1_000_000_000, nanos);
        }
    }

    @Test
    void formsThatAreNoTimesHaveNames() {
        nanos(Der.UTC_TIME, "261126160Z");
        nanos(Der.UTC_TIME, "261126160635+01000Z");
        nanos(Der.UTC_TIME, "261126160635");
        nanos(Der.INTEGER, "261126160635Z");
        Time.nanos(null, weirds::add);
        assertEquals(
                List.of(
                        "x509_utc_length",
                        "x509_utc_length",
                        "x509_utc_format",
                        "x509_invalid_time_type",
                        "x509_invalid_time_type"),
                weirds);
    }
}
