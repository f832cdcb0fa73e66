package io.mailtap.analyzer.mime;

import static io.mailtap.analyzer.Transcript.entitiesOfMail;
import static io.mailtap.analyzer.Transcript.segmentsOfMail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies: encodings (RFC 2045, 6) and the pieces in which they are raised.
final class MimeDecodingTest {
    private static final String ILLEGAL = "   problem \"illegal encoding\" \"";

    private static String encoded(String encoding, String rest) {
        return "C: Content-Transfer-Encoding: " + encoding + "\nC:\n" + rest;
    }

    @ParameterizedTest
    @ValueSource(strings = {"7bit", "8BIT", "binary", "x-uuencode", "uuencode", "yEnc", "base65"})
    void someEncodingsChangeNothing(String encoding) {
        segmentsOfMail(
                encoded(
                        encoding,
                        """
                        C: a=41%20
                        C: %00%80%ff%01
                        C:
                           segment "a=41 %0d%0a"
                           segment "%00%80%ff%01%0d%0a"
                           segment "%0d%0a"
                        """));
    }

    @Test
    void theLastEncodingWins() {
        segmentsOfMail(
                encoded(
                        "base64\nC: Content-Transfer-Encoding: 7bit",
                        "C: QUJD\n   segment \"QUJD%0d%0a\"\n"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "abc|abc%0d%0a",
                "=41=4a=4A|AJJ%0d%0a",
                "a=|a",
                "a= %09%20|a",
                "a %20%09|a%0d%0a",
                "a b%09c|a b%09c%0d%0a",
                "=3D=20|= %0d%0a",
                "=00=ff|%00%ff%0d%0a",
                "%20|%0d%0a",
                "!<>~|!<>~%0d%0a"
            })
    void quotedPrintableIsDecoded(String line, String decoded) {
        segmentsOfMail(
                encoded("quoted-printable", "C: " + line + "\n   segment \"" + decoded + "\"\n"));
    }

    @ParameterizedTest
    @CsvSource({"=4, =4", "=zz, =zz", "=4z, =4z", "==, =", "a=b, a=b", "=-41, =-41"})
    void anEqualsSignWithoutDigitsIsAProblem(String line, String decoded) {
        String end = line.endsWith("==") ? "" : "%0d%0a";
        segmentsOfMail(
                encoded(
                        "quoted-printable",
                        "C: "
                                + line
                                + "\n"
                                + ILLEGAL
                                + "= is not followed by two hexadecimal digits"
                                + " in quoted-printable encoding\"\n"
                                + "   segment \""
                                + decoded
                                + end
                                + "\"\n"));
    }

    @ParameterizedTest
    @CsvSource({"%01, 1", "%7f, 127", "%c3, -61", "%80, -128", "%ff, -1", "%00, 0", "%0b, 11"})
    void controlCharactersInQuotedPrintableAreProblems(String octet, int number) {
        segmentsOfMail(
                encoded(
                        "Quoted-Printable",
                        "C: a"
                                + octet
                                + "b\n"
                                + ILLEGAL
                                + "control characters in quoted-printable encoding: "
                                + number
                                + "\"\n   segment \"a"
                                + octet
                                + "b%0d%0a\"\n"));
    }

    @Test
    void groupsOfBase64MaySpanLines() {
        segmentsOfMail(
                encoded(
                        "base64",
                        """
                        C: QUJ
                        C: DRA==
                           segment "ABCD"
                        C: RUY=
                           weird base64_illegal_encoding "extra base64 groups after '=' padding are ignored"
                        """));
    }

    @ParameterizedTest
    @CsvSource({"QUJD, ABC", "QUI=, AB", "QQ==, A", "/+8=, %ff%ef", "AAAA, %00%00%00"})
    void base64IsDecoded(String line, String decoded) {
        segmentsOfMail(encoded("BASE64", "C: " + line + "\n   segment \"" + decoded + "\"\n"));
    }

    @ParameterizedTest
    @CsvSource({"QUJ!D, 33", "Q-UJD, 45", "QU JD, 32", "%ffQUJD, 255", "QU%00JD, 0"})
    void otherCharactersInBase64AreSkipped(String line, int number) {
        segmentsOfMail(
                encoded(
                        "base64",
                        "C: "
                                + line
                                + "\n   weird base64_illegal_encoding \"character "
                                + number
                                + " ignored by Base64 decoding\"\n   segment \"ABC\"\n"
                                + "C: !RUZH!\n   segment \"EFG\"\n"));
    }

    @ParameterizedTest
    @CsvSource({"Q, 18, ''", "QQ, 12, A", "QUI, 6, AB", "QQ=, 6, A", "QUJDQQ, 12, A"})
    void anIncompleteGroupIsFilledUp(String line, int bits, String decoded) {
        String first = line.length() > 4 ? "ABC" : "";
        entitiesOfMail(
                encoded(
                        "base64",
                        "C: "
                                + line
                                + "\nC: .\n   weird base64_illegal_encoding"
                                + " \"incomplete base64 group, padding with "
                                + bits
                                + " bits of 0\"\n   entity data \""
                                + first
                                + decoded
                                + "\"\n"));
    }

    @Test
    void theRestOfAnIncompleteGroupIsASegment() {
        segmentsOfMail(
                encoded(
                        "base64",
                        """
                        C: QQ
                        C: .
                           weird base64_illegal_encoding "incomplete base64 group, padding with 12 bits of 0"
                           segment "A"
                        """));
    }

    @Test
    void aGroupOfPaddingAloneIsNothing() {
        segmentsOfMail(
                encoded(
                        "base64",
                        """
                        C: Q===
                        C: QUJD
                           weird base64_illegal_encoding "extra base64 groups after '=' padding are ignored"
                        """));
    }

    @Test
    void onlyTheFirstErrorOfABodyIsReported() {
        segmentsOfMail(
                encoded(
                        "base64",
                        """
                        C: !QQ==
                           weird base64_illegal_encoding "character 33 ignored by Base64 decoding"
                           segment "A"
                        C: QUJD!
                        """));
    }

    @Test
    void everyPartHasItsOwnDecoder() {
        entitiesOfMail(
                """
                C: Content-Type: multipart/mixed; boundary=B
                C: Content-Transfer-Encoding: base64
                C:
                C: --B
                C:
                C: QQ==
                C: --B
                C:
                C: QUJD
                C: --B--
                C: .
                   entity data "A"
                   entity data "ABC"
                   entity data ""
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1021, 1022, 1023, 1024, 1025, 2046, 2047, 3000, 10_000})
    void longLinesAreRaisedInPieces(int length) {
        String line = "x".repeat(length);
        segmentsOfMail("C:\nC: " + line + "\n" + segments(line + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1023, 1024, 1025, 1026, 3072, 5000})
    void longBase64IsRaisedInPieces(int length) {
        String text = "x".repeat(length);
        String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        segmentsOfMail(encoded("base64", "C: " + base64 + "\n" + segments(text)));
    }

    private static String segments(String text) {
        StringBuilder lines = new StringBuilder();
        for (int at = 0; at < text.length(); at += 1024) {
            String piece = text.substring(at, Math.min(text.length(), at + 1024));
            String escaped = piece.replace("\r", "%0d").replace("\n", "%0a");
            lines.append("   segment \"").append(escaped).append("\"\n");
        }
        return lines.toString();
    }
}
