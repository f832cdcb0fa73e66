package io.mailtap.analyzer.mime;

import static io.mailtap.analyzer.Transcript.eventsOfSmtp;
import static io.mailtap.analyzer.Transcript.mail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Mails that hold entities (RFC 2046).
final class MimeMultipartTest {
    private static final String MIXED =
            """
            C: Content-Type: multipart/mixed; boundary=B
            C:
               header Content-Type "multipart/mixed; boundary=B"
               headers 1
            """;

    @Test
    void aPartLosesItsLastLineEnd() {
        mail(
                MIXED
                        + """
                        C: pre
                        C: --B
                           entity begins
                        C:
                           headers 0
                        C: l1
                           segment "l1"
                        C: l2
                           segment "%0d%0al2"
                        C: --B--
                           entity data "l1%0d%0al2"
                           entity ends
                           entity data ""
                           entity ends
                        C: post
                        C: .
                           all data "l1%0d%0al2"
                           hash of 6
                        """);
    }

    @Test
    void partsFollowEachOther() {
        mail(
                MIXED
                        + """
                        C: --B
                        C: A: b
                        C:
                        C: one
                           entity begins
                           header A "b"
                           headers 1
                           segment "one"
                        C: --B
                           entity data "one"
                           entity ends
                           entity begins
                        C:
                        C:
                        C: two
                           headers 0
                           segment "%0d%0atwo"
                        C: --B--
                           entity data "%0d%0atwo"
                           entity ends
                           entity data ""
                           entity ends
                        C: .
                           all data "one%0d%0atwo"
                           hash of 8
                        """);
    }

    @Test
    void aDelimiterNeedOnlyBeginWithTheBoundary() {
        mail(
                MIXED
                        + """
                        C: --b
                        C: -B
                        C: %20--B
                        C: --Bogus
                           entity begins
                        C:
                           headers 0
                        C: --b
                           segment "--b"
                        C: --B--rest
                           entity data "--b"
                           entity ends
                           entity data ""
                           entity ends
                        C: .
                           all data "--b"
                           hash of 3
                        """);
    }

    @Test
    void nothingFollowsTheClosingDelimiter() {
        mail(
                MIXED
                        + """
                        C: --B--
                           entity data ""
                           entity ends
                        C: --B
                        C: A: b
                        C:
                        C: text
                        C: .
                           all data ""
                           hash of 0
                        """);
    }

    @Test
    void aPartWithoutEmptyLineHasNoBody() {
        mail(
                MIXED
                        + """
                        C: --B
                           entity begins
                        C: A: b
                        C: --B--
                           header A "b"
                           headers 1
                           problem "illegal format" "entity body missing"
                           entity data ""
                           entity ends
                           entity data ""
                           entity ends
                        C: .
                           all data ""
                           hash of 0
                        """);
    }

    @Test
    void aMissingClosingDelimiterIsAProblem() {
        mail(
                MIXED
                        + """
                        C: --B
                           entity begins
                        C:
                        C: text
                           headers 0
                           segment "text"
                        C: .
                           problem "illegal format" "multipart closing boundary delimiter missing"
                           entity data "text"
                           entity ends
                           entity data ""
                           entity ends
                           all data "text"
                           hash of 4
                        """);
    }

    private static final String NESTED =
            MIXED
                    + """
                    C: --B
                    C: Content-Type: multipart/alternative; boundary=C
                    C:
                       entity begins
                       header Content-Type "multipart/alternative; boundary=C"
                       headers 1
                    C: --C
                    C:
                    C: text
                       entity begins
                       headers 0
                       segment "text"
                    """;

    @Test
    void multipartsNest() {
        mail(
                NESTED
                        + """
                        C: --C--
                           entity data "text"
                           entity ends
                           entity data ""
                           entity ends
                        C: between
                        C: --B--
                           entity data ""
                           entity ends
                        C: .
                           all data "text"
                           hash of 4
                        """);
    }

    @Test
    void anOuterDelimiterEndsInnerEntities() {
        mail(
                NESTED
                        + """
                        C: --B
                           problem "illegal format" "multipart closing boundary delimiter missing"
                           entity data "text"
                           entity ends
                           entity data ""
                           entity ends
                           entity begins
                        C:
                           headers 0
                        C: --B--
                           entity data ""
                           entity ends
                           entity data ""
                           entity ends
                        C: .
                           all data "text"
                           hash of 4
                        """);
    }

    @Test
    void allOpenEntitiesEndFromTheInnermost() {
        mail(
                NESTED
                        + """
                        C: .
                           problem "illegal format" "multipart closing boundary delimiter missing"
                           problem "illegal format" "multipart closing boundary delimiter missing"
                           entity data "text"
                           entity ends
                           entity data ""
                           entity ends
                           entity data ""
                           entity ends
                           all data "text"
                           hash of 4
                        """);
    }

    @Test
    void ofEqualBoundariesTheOuterWins() {
        mail(
                MIXED
                        + """
                        C: --B
                        C: Content-Type: multipart/mixed; boundary=B1
                        C:
                           entity begins
                           header Content-Type "multipart/mixed; boundary=B1"
                           headers 1
                        C: --B1
                           entity data ""
                           entity ends
                           entity begins
                        C: --B--
                           headers 0
                           problem "illegal format" "entity body missing"
                           entity data ""
                           entity ends
                           entity data ""
                           entity ends
                        C: .
                           all data ""
                           hash of 0
                        """);
    }

    @Test
    void aMessageWithinAPartLeavesTheLastLineEndToTheBoundary() {
        mail(
                MIXED
                        + """
                        C: --B
                        C: Content-Type: message/rfc822
                        C:
                        C:
                        C: text
                           entity begins
                           header Content-Type "message/rfc822"
                           headers 1
                           entity begins
                           headers 0
                           segment "text"
                        C: --B--
                           entity data "text"
                           entity ends
                           entity data ""
                           entity ends
                           entity data ""
                           entity ends
                        C: .
                           all data "text"
                           hash of 4
                        """);
    }

    @Test
    void aMessageWithoutAnyLineHasNoBody() {
        mail(
                """
                C: Content-Type: message/rfc822
                C:
                   header Content-Type "message/rfc822"
                   headers 1
                   entity begins
                C: .
                   headers 0
                   problem "illegal format" "entity body missing"
                   entity data ""
                   entity ends
                   entity data ""
                   entity ends
                   all data ""
                   hash of 0
                """);
    }

    @Test
    void aMessageInBase64IsNotDecoded() {
        mail(
                """
                C: Content-Type: message/rfc822
                C: Content-Transfer-Encoding: base64
                C:
                   header Content-Type "message/rfc822"
                   header Content-Transfer-Encoding "base64"
                   headers 2
                   entity begins
                C: U3ViamVjdDogYQ0K
                C: .
                   headers 0
                   problem "illegal format" "entity body missing"
                   entity data ""
                   entity ends
                   entity data ""
                   entity ends
                   all data ""
                   hash of 0
                """);
    }

    @Test
    void partsInheritTheEncoding() {
        mail(
                """
                C: Content-Type: multipart/mixed; boundary=B
                C: Content-Transfer-Encoding: base64
                C:
                   header Content-Type "multipart/mixed; boundary=B"
                   header Content-Transfer-Encoding "base64"
                   headers 2
                C: --B
                C:
                C: QUJD
                   entity begins
                   headers 0
                   segment "ABC"
                C: --B
                   entity data "ABC"
                   entity ends
                   entity begins
                C: Content-Transfer-Encoding: 7bit
                C:
                C: QUJD
                   header Content-Transfer-Encoding "7bit"
                   headers 1
                   segment "QUJD"
                C: --B--
                   entity data "QUJD"
                   entity ends
                   entity data ""
                   entity ends
                C: .
                   all data "ABCQUJD"
                   hash of 7
                """);
    }

    @Test
    void aHundredEntitiesMayNest() {
        List<String> events = nested(100);
        assertEquals(101, Collections.frequency(events, "entity begins"));
        assertFalse(events.toString().contains("exceeded_mime_max_depth"));
        assertTrue(events.contains("segment \"text%0d%0a\""));
    }

    @Test
    void deeperEntitiesAreDropped() {
        List<String> events = nested(101);
        assertEquals(101, Collections.frequency(events, "entity begins"));
        assertEquals(101, Collections.frequency(events, "entity ends"));
        assertTrue(events.contains("weird exceeded_mime_max_depth \"100\" by SMTP"));
        assertFalse(events.toString().contains("segment"));
    }

    private static List<String> nested(int depth) {
        return eventsOfSmtp(
                "C: EHLO c\nC: MAIL FROM:<>\nC: RCPT TO:<a@b>\nC: DATA\n"
                        + "C: Content-Type: message/rfc822\nC:\n".repeat(depth)
                        + "C:\nC: text\nC: .\n");
    }
}
