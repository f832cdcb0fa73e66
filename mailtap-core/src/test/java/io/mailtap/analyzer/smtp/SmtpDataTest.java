package io.mailtap.analyzer.smtp;

import static io.mailtap.analyzer.Transcript.smtp;
import static io.mailtap.analyzer.Transcript.smtpWithMime;
import static io.mailtap.analyzer.smtp.Prelude.DATA;
import static io.mailtap.analyzer.smtp.Prelude.GREETED;
import static io.mailtap.analyzer.smtp.Prelude.RECIPIENT;

import org.junit.jupiter.api.Test;

/// Lines, line ends, and the text of a mail.
final class SmtpDataTest {
    @Test
    void leadingDotsAreRemoved() {
        smtp(
                DATA
                        + """
                        C: Subject: x
                        C:
                        C: ..a
                        C: .b
                        C: ..
                        C: ...
                        C: . %20
                        C:
                           data "Subject: x"
                           data ""
                           data ".a"
                           data "b"
                           data "."
                           data ".."
                           data "  "
                           data ""
                        C: .
                           command . "."
                        """);
    }

    @Test
    void theMimeLayerSeesUnstuffedLines() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: DATA
                           command DATA
                           entity begins
                        S: 354 go
                           reply 354 to DATA "go"
                        C:
                        C: ..a
                           headers 0
                           data ""
                           segment ".a%0d%0a"
                           data ".a"
                        C: .
                           entity data ".a%0d%0a"
                           entity ends
                           all data ".a%0d%0a"
                           hash of 4
                           command . "."
                        """);
    }

    @Test
    void aMailNeedsNoPermission() {
        smtp(
                RECIPIENT
                        + """
                        C: DATA
                        C: text
                        C: .
                        C: QUIT
                           command DATA
                        end
                           data "text"
                           command . "."
                           command QUIT
                        """);
    }

    @Test
    void aLoneLfEndsALine() {
        smtp(
                DATA
                        + """
                        C: one
                           data "one"
                        C= .%0a
                           weird line_terminated_with_single_LF by CONTENTLINE
                           command . "."
                        C: NOOP
                           command NOOP
                        """);
    }

    @Test
    void aLoneCrEndsALine() {
        smtp(
                DATA
                        + """
                        C= one%0d.%0dNOOP%0d%0a
                           data "one"
                           weird line_terminated_with_single_CR by CONTENTLINE
                           command . "."
                           command NOOP
                        """);
    }

    @Test
    void nulsAreKept() {
        smtp(
                DATA
                        + """
                        C: a%00b%00
                        C: %00
                        C: .%00
                           data "a%00b%00"
                           data "%00"
                           data "%00"
                        C: .
                           command . "."
                        S: 250 a%00b
                           reply 250 to . "a%00b"
                        """);
    }

    @Test
    void aNulEndsTheWordOfACommand() {
        smtp(
                GREETED
                        + """
                        C: NO%00OP
                           unexpected C "unknown command" "NO"
                        C: %00NOOP
                           unexpected C "unknown command"
                        """);
    }

    @Test
    void octetsAboveAsciiAreKept() {
        smtp(DATA + "C: %ff%80%c3%a4\n   data \"%ff%80%c3%a4\"\n");
    }

    @Test
    void aLongLineIsOneLine() {
        String line = "x".repeat(100_000);
        smtp(DATA + "C: " + line + "\n   data \"" + line + "\"\n");
    }

    @Test
    void anEndInMidMailEndsTheMail() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: DATA
                           command DATA
                           entity begins
                        C:
                        C= half
                        end
                           headers 0
                           data ""
                           segment "half"
                           data "half"
                           entity data "half"
                           entity ends
                           all data "half"
                           hash of 4
                        """);
    }

    @Test
    void anUnfinishedCommandIsRaisedAtTheEnd() {
        smtp(GREETED + "C= QUIT\nend\n   command QUIT\n");
    }

    @Test
    void anUnfinishedReplyIsRaisedAtTheEnd() {
        smtp(
                GREETED
                        + """
                        C: QUIT
                           command QUIT
                        S= 221 bye
                        end
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void resetWithinTheTextIsText() {
        smtp(DATA + "C: RSET\nC: QUIT\n   data \"RSET\"\n   data \"QUIT\"\n");
    }
}
