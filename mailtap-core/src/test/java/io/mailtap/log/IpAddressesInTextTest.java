package io.mailtap.log;

import static io.mailtap.log.Texts.octets;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.net.IpAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The addresses that Zeek finds in Received and X-Originating-IP fields.
final class IpAddressesInTextTest {
    private static String found(String text, boolean wrapped) {
        List<IpAddress> addresses = IpAddressesInText.find(octets(text), wrapped, 9);
        return addresses.stream().map(IpAddress::toString).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "from x (y [1.2.3.4]) by z|1.2.3.4",
                "from x (1.2.3.4) by z|1.2.3.4",
                "from x {1.2.3.4} by z|1.2.3.4",
                "from 1.2.3.4 by z|1.2.3.4",
                "1.2.3.4|1.2.3.4",
                "2001:db8::1|2001:db8::1",
                "from x ([2001:db8::1]) by [5.6.7.8]|2001:db8::1 5.6.7.8",
                "from [1.2.3.4] by [5.6.7.8] for [9.9.9.9]|1.2.3.4 5.6.7.8 9.9.9.9",
                "from [1.2.3.4] ([1.2.3.4])|1.2.3.4 1.2.3.4"
            })
    void wrappedAddressesAreFound(String text, String addresses) {
        assertEquals(addresses, found(text, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from x ([IPv6:2001:db8::1])",
                "1.2.3.4 by z",
                "by 1.2.3.4",
                "(1.2.3.4]",
                "[1.2.3.4)",
                "x1.2.3.4y",
                "(8.12.11.20060308/8.12.11)",
                "[256.1.1.1]",
                "[1.2.3]",
                "Mon, 5 Oct 2009 11:36:07 +0530",
                "",
                "[]"
            })
    void otherTextsAreNotAddresses(String text) {
        assertEquals("", found(text, true));
    }

    @Test
    void addressesAreFoundWhereverTheyStand() {
        for (int before = 0; before < 9; before++) {
            String head = "x".repeat(before);
            assertEquals("1.2.3.4", found(head + "[1.2.3.4]", true));
            assertEquals("::", found(head + "[::]" + head, true));
            assertEquals("::", found(head + " ::", false));
            assertEquals("1.2.3.4 ::1", found(head + "(1.2.3.4)[::1]" + head, true));
            assertEquals("", found(head + ":", false));
        }
    }

    @Test
    void wrappingNeedNotBeAskedFor() {
        assertEquals("1.2.3.4", found("1.2.3.4, x", false));
        assertEquals("1.2.3.4", found("[1.2.3.4]", false));
    }
}
