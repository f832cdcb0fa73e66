package io.mailtap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class UnitsTest {
    @Test
    void digitsStandInThrees() {
        long[] numbers = {0, 7, 12, 999, 1000, 123_456, 1_000_000, 5_185_632, Long.MAX_VALUE};
        for (long number : numbers) {
            assertEquals(String.format(Locale.ROOT, "%,d", number), Units.number(number));
        }
    }

    @Test
    void octetsHaveTheUnitThatFits() {
        assertEquals("999 B", Units.octets(999));
        assertEquals("228.4 kB", Units.octets(228_400));
        assertEquals("1.5 MB", Units.octets(1_500_000));
        assertEquals("2.25 GB", Units.octets(2_250_000_000L));
    }
}
