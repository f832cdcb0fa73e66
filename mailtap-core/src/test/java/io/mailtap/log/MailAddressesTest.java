package io.mailtap.log;

import static io.mailtap.log.Texts.octets;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.bytes.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The addresses that Zeek finds in commands and header fields.
final class MailAddressesTest {
    private static List<String> inEnvelope(String argument) {
        return MailAddresses.inEnvelope(octets(argument)).stream().map(Bytes::latin1).toList();
    }

    private static List<String> inField(String value) {
        return MailAddresses.inField(octets(value)).stream().map(Bytes::latin1).toList();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "FROM:<a@b> SIZE=1|a@b",
                "FROM: <a@b>|a@b",
                "FROM:a@b|a@b",
                "FROM: a@b BODY=8BITMIME|a@b",
                "FROM:<> ENVID=x@y|ENVID=x@y",
                "TO:<@r1,@r2:u@h>|u@h",
                "TO:<\"j d\"@x>|d\"@x",
                "TO:<a+b.c@d-e.f>|a+b.c@d-e.f",
                "a@b|a@b"
            })
    void anEnvelopeHoldsAnAddress(String argument, String address) {
        assertEquals(List.of(address), inEnvelope(argument));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"FROM:<>", "FROM:", "", "FROM:<postmaster>", "FROM:<@>", "FROM:<a@>", "@b"})
    void anEnvelopeMayHoldNone(String argument) {
        assertEquals(List.of(), inEnvelope(argument));
    }

    @Test
    void anOriginalRecipientIsASecondHit() {
        assertEquals(List.of("a@b", "ORCPT=rfc822a@b"), inEnvelope("TO:<a@b> ORCPT=rfc822;a@b"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"Smith, John\" <j@e>, \"Doe, J\" <d@e>|\"Smith, John\" <j@e>;\"Doe, J\" <d@e>",
                "Smith, John <j@e>|John <j@e>",
                "a@b|a@b",
                " a@b , c@d |a@b;c@d",
                "<a@b>,<c@d>|<a@b>;<c@d>",
                "undisclosed, a@b|a@b",
                "A <a@b>, nobody, C <c@d>|A <a@b>;C <c@d>"
            })
    void aFieldHoldsMailboxes(String value, String mailboxes) {
        assertEquals(List.of(mailboxes.split(";")), inField(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "undisclosed-recipients:;", ",,,", "nobody, no one"})
    void aFieldMayHoldNone(String value) {
        assertEquals(List.of(), inField(value));
    }

    @Test
    void longTextsAreNotSearched() {
        String address = "a".repeat(9_998) + "@b";
        assertEquals(1, inField(address).size());
        assertEquals(1, inEnvelope(address).size());
        assertEquals(0, inField("a" + address).size());
        assertEquals(0, inEnvelope("a" + address).size());
    }

    @Test
    void searchTakesNoLongerThanTheTextDeserves() {
        String quotes = "\"".repeat(MailAddresses.LONGEST);
        assertEquals(List.of(), inField(quotes));
        assertEquals(List.of(), inEnvelope("<a".repeat(MailAddresses.LONGEST / 2)));
    }
}
