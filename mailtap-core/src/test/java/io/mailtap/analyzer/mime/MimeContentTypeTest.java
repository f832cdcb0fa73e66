package io.mailtap.analyzer.mime;

import static io.mailtap.analyzer.Transcript.headersOfMail;
import static io.mailtap.analyzer.Transcript.mail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How Content-Type and Content-Transfer-Encoding are read (RFC 2045, 5 and 6).
final class MimeContentTypeTest {
    private static final String NO_BOUNDARY =
            "boundary delimiter is not specified for a multipart entity"
                    + " -- content is treated as type application/octet-stream";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "multipart/mixed; boundary=B|B",
                "MULTIPART/mixed;BOUNDARY=B|B",
                "multipart/mixed;%09boundary=\"B\"|B",
                "multipart/mixed; boundary=\"B C\"|B C",
                "multipart/mixed; boundary=\"B\\\"C\\\\\"|B\"C\\",
                "multipart/mixed; boundary=B;charset=x|B;charset=x",
                "multipart/mixed; boundary=B (c)|B",
                "multipart/mixed; boundary= \"B C\"|B",
                "multipart/mixed; boundary= B|B",
                "multipart/mixed; boundary=B\"C|B",
                "multipart/mixed; charset=x; boundary=B|B",
                "multipart/mixed; charset=\"x;y\"; boundary=B|B",
                "multipart/mixed (c); (d) boundary=B|B",
                "(c) multipart (d) / (e) mixed (f) ; boundary =B|B",
                "multipart/mixed; ; boundary=B|B",
                "multipart/mixed; boundary=\"=_B/C:D?\"|=_B/C:D?",
                "multipart/mixed; boundary==_B:C|=_B:C"
            })
    void theBoundaryIsFound(String type, String boundary) {
        mail(splitAt(type, "", boundary));
    }

    @Test
    void anEmptyBoundaryMakesEveryDoubleHyphenADelimiter() {
        mail(splitAt("multipart/mixed; boundary=\"\"", "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "multipart/mixed; boundary=\"B\";|attribute name not found in parameter specification",
                "multipart/mixed; foo; boundary=B|= not found in parameter specification",
                "multipart/mixed; boundary=\"B\"; foo=|value not found in parameter specification",
                "multipart/mixed; boundary=\"B\"; foo=\"x|value not found in parameter specification"
            })
    void badParametersAreProblems(String type, String detail) {
        mail(splitAt(type, problem(detail), "B"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed",
                "multipart/mixed; charset=x",
                "multipart/mixed boundary=B",
                "multipart/;boundary=B"
            })
    void aMultipartWithoutBoundaryIsALeaf(String type) {
        mail(leaf(type, problem(NO_BOUNDARY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/mixed; boundary=", "multipart/mixed; boundary=\"B"})
    void anUnreadableBoundaryIsAProblem(String type) {
        mail(leaf(type, problem("Could not parse multipart boundary") + problem(NO_BOUNDARY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "", "/plain", ";", "\"multipart\"/mixed; boundary=B", "text/"})
    void aTypeWithoutSubtypeIsAProblem(String type) {
        mail(leaf(type, problem("media type/subtype not found in content type")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain; ;;", "image/png; name", "foo/bar; boundary=B", "text/html"})
    void parametersOfOtherTypesAreNotLookedAt(String type) {
        mail(leaf(type, ""));
    }

    @Test
    void parametersOfMessagesAreLookedAt() {
        headersOfMail(
                "C: Content-Type: message/rfc822; foo\nC:\n"
                        + problem("= not found in parameter specification")
                        + "   header Content-Type \"message/rfc822; foo\"\n   headers 1\n"
                        + "C:\n   headers 0\n");
    }

    @Test
    void aLaterTypeKeepsTheBoundary() {
        mail(
                """
                C: Content-Type: multipart/mixed; boundary=B
                C: Content-Type: multipart/alternative
                C:
                   header Content-Type "multipart/mixed; boundary=B"
                   header Content-Type "multipart/alternative"
                   headers 2
                C: --B
                   entity begins
                """
                        + endOfEmptyPart());
    }

    @Test
    void aLaterTypeReplacesAnEarlierOne() {
        headersOfMail(
                """
                C: Content-Type: multipart/mixed; boundary=B
                C: Content-Type: text/plain
                C:
                C: --B
                C: A: b
                C:
                   header Content-Type "multipart/mixed; boundary=B"
                   header Content-Type "text/plain"
                   headers 2
                """);
    }

    @Test
    void anUnreadableTypeLeavesTheEarlierOne() {
        headersOfMail(
                """
                C: Content-Type: message/rfc822
                C: Content-Type: text
                C:
                   header Content-Type "message/rfc822"
                   problem "illegal format" "media type/subtype not found in content type"
                   header Content-Type "text"
                   headers 2
                C: A: b
                C:
                   header A "b"
                   headers 1
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%20", ";", "()", "\"\""})
    void anEncodingWithoutNameIsAProblem(String encoding) {
        String value = encoding.isBlank() || encoding.equals("%20") ? "" : " \"" + encoding + "\"";
        headersOfMail(
                "C: Content-Transfer-Encoding: "
                        + encoding
                        + "\nC:\n"
                        + problem("encoding type not found in content encoding")
                        + "   header Content-Transfer-Encoding"
                        + value
                        + "\n   headers 1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"base64", "BASE64", "Base64 (c)", "(c) base64", "base64; x", "\"base64\""})
    void theEncodingIsTheFirstToken(String encoding) {
        headersOfMail(
                "C: Content-Transfer-Encoding: %s\nC:\n".formatted(encoding)
                        + "   header Content-Transfer-Encoding \"%s\"\n   headers 1\n"
                                .formatted(encoding)
                        + "C: QUJ!D\n"
                        + "   weird base64_illegal_encoding"
                        + " \"character 33 ignored by Base64 decoding\"\n");
    }

    @Test
    void parametersOfTheEncodingOfAMessageAreLookedAt() {
        headersOfMail(
                """
                C: Content-Type: message/rfc822
                C: Content-Transfer-Encoding: 7bit; foo
                C:
                   header Content-Type "message/rfc822"
                   problem "illegal format" "= not found in parameter specification"
                   header Content-Transfer-Encoding "7bit; foo"
                   headers 2
                C:
                   headers 0
                """);
    }

    /// A mail with a part that is there only if it is split at `boundary`.
    private static String splitAt(String type, String problems, String boundary) {
        String value = type.replace("\"", "\"");
        return "C: Content-Type: "
                + type
                + "\nC:\n"
                + problems
                + "   header Content-Type \""
                + value
                + "\"\n   headers 1\n"
                + "C: --"
                + boundary
                + "\n   entity begins\n"
                + endOfEmptyPart();
    }

    private static String endOfEmptyPart() {
        return """
        C: .
           problem "illegal format" "multipart closing boundary delimiter missing"
           headers 0
           problem "illegal format" "entity body missing"
           entity data ""
           entity ends
           entity data ""
           entity ends
           all data ""
           hash of 0
        """;
    }

    private static String leaf(String type, String problems) {
        return "C: Content-Type: "
                + type
                + "\nC:\nC: --B\nC: .\n"
                + problems
                + "   header Content-Type"
                + (type.isEmpty() ? "" : " \"" + type + "\"")
                + """

                   headers 1
                   segment "--B%0d%0a"
                   entity data "--B%0d%0a"
                   entity ends
                   all data "--B%0d%0a"
                   hash of 5
                """;
    }

    private static String problem(String detail) {
        return "   problem \"illegal format\" \"" + detail + "\"\n";
    }
}
