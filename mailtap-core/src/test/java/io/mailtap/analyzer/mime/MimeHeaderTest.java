package io.mailtap.analyzer.mime;

import static io.mailtap.analyzer.Transcript.headersOfMail;
import static io.mailtap.analyzer.Transcript.mail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Header fields (RFC 5322, 2.2 and 3.2).
final class MimeHeaderTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "A: b|A \"b\"",
                "A:b|A \"b\"",
                "A:|A",
                "A:%20%20|A",
                "A : b|A \"b\"",
                "a-B: c|a-B \"c\"",
                "A: b: c|A \"b: c\"",
                "A:%20%09%0b%0c b %20|A \"b  \"",
                "(c) A: b|A \"b\"",
                "(c(d\\)e)) A (f) : b|A \"b\"",
                "A(c): b|A(c) \"b\"",
                "A: (c) b|A \"(c) b\"",
                "%80%01A: b|A \"b\"",
                "A: =?utf-8?q?x?=|A \"=?utf-8?q?x?=\"",
                "A: %c3%a4%ff|A \"%c3%a4%ff\"",
                "A: b%00c|A \"b%00c\"",
                "%2f\\\"'@: b|/\\\"'@ \"b\""
            })
    void aFieldHasNameAndValue(String line, String header) {
        headersOfMail("C: " + line + "\nC:\n   header " + header + "\n   headers 1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X y: z",
                "From a@b Mon Jan 1",
                ": b",
                "nothing",
                "(A: b",
                "A (b: c",
                "+OK 5 octets",
                "%80: b"
            })
    void aFieldWithoutNameOrColonIsDropped(String line) {
        headersOfMail("C: " + line + "\nC: A: b\nC:\n   header A \"b\"\n   headers 1\n");
    }

    @Test
    void foldedLinesAreJoinedAsTheyAre() {
        headersOfMail(
                """
                C: Subject: a
                C:  b
                C: %09  c
                C: %20
                C: d: e
                C:
                   header Subject "a b%09  c "
                   header d "e"
                   headers 2
                """);
    }

    @Test
    void aNameMayBeFoldedAway() {
        headersOfMail("C: A\nC:  : b\nC:\n   header A \"b\"\n   headers 1\n");
    }

    @Test
    void fieldsAreRaisedWhenTheNextLineComes() {
        headersOfMail(
                """
                C: A: 1
                C: B: 2
                   header A "1"
                C: A: 3
                   header B "2"
                C:
                   header A "3"
                   headers 3
                """);
    }

    @Test
    void aBlockMayHaveNoFields() {
        headersOfMail("C:\n   headers 0\n");
    }

    @Test
    void aFirstLineMayNotBeFolded() {
        headersOfMail(
                """
                C:  A: b
                   problem "illegal format" "first header line starts with linear whitespace"
                C:
                   header A "b"
                   headers 1
                """);
    }

    @Test
    void aFirstLineOfBlanksIsNothing() {
        headersOfMail(
                """
                C: %20%09
                   problem "illegal format" "first header line starts with linear whitespace"
                C: A: b
                C:
                   header A "b"
                   headers 1
                """);
    }

    @Test
    void aLineThatBeginsWithNulEndsTheBlock() {
        headersOfMail("C: A: b\nC: %00C: d\n   header A \"b\"\n   headers 1\nC: E: f\n");
    }

    @Test
    void aMailWithoutEmptyLineHasNoBody() {
        mail(
                """
                C: A: b
                C: .
                   header A "b"
                   headers 1
                   problem "illegal format" "entity body missing"
                   entity data ""
                   entity ends
                   all data ""
                   hash of 0
                """);
    }

    @Test
    void aMailWithoutLinesHasNoBody() {
        mail(
                """
                C: .
                   headers 0
                   problem "illegal format" "entity body missing"
                   entity data ""
                   entity ends
                   all data ""
                   hash of 0
                """);
    }

    @Test
    void aMailOfOneEmptyLineHasAnEmptyBody() {
        mail(
                """
                C:
                   headers 0
                C: .
                   entity data ""
                   entity ends
                   all data ""
                   hash of 0
                """);
    }

    @Test
    void aFieldMayHoldItsLimit() {
        String first = "A: " + "x".repeat(65_535 - 3);
        headersOfMail(
                "C: %s\nC:  y\nC:\n   header A \"%s y\"\n   headers 1\n"
                        .formatted(first, first.substring(3)));
    }

    @Test
    void continuationsBeyondTheLimitAreDropped() {
        String first = "A: " + "x".repeat(65_536 - 3);
        headersOfMail(
                "C: %s\nC:  y\n   weird exceeded_mime_max_header_bytes \"65536\" by SMTP\n"
                                .formatted(first)
                        + "C: B: z\nC:\n   header A \"%s\"\n   header B \"z\"\n   headers 2\n"
                                .formatted(first.substring(3)));
    }

    @Test
    void aLongLineIsNotLimited() {
        String value = "x".repeat(100_000);
        headersOfMail("C: A: %s\nC:\n   header A \"%s\"\n   headers 1\n".formatted(value, value));
    }
}
