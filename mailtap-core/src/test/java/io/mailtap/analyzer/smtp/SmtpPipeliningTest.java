package io.mailtap.analyzer.smtp;

import static io.mailtap.analyzer.Transcript.smtp;
import static io.mailtap.analyzer.Transcript.smtpWithMime;
import static io.mailtap.analyzer.smtp.Prelude.DATA;
import static io.mailtap.analyzer.smtp.Prelude.GREETED;
import static io.mailtap.analyzer.smtp.Prelude.RECIPIENT;

import org.junit.jupiter.api.Test;

/// Commands that do not wait for replies (RFC 2920), and which reply answers which.
final class SmtpPipeliningTest {
    @Test
    void repliesAnswerInOrder() {
        smtpWithMime(
                GREETED
                        + """
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                        C: DATA
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                           command DATA
                           entity begins
                        S: 250 one
                        S: 250 two
                        S: 354 three
                           reply 250 to MAIL "one"
                           reply 250 to RCPT "two"
                           reply 354 to DATA "three"
                        C:
                        C: x
                        C: .
                        C: QUIT
                           headers 0
                           data ""
                           segment "x%0d%0a"
                           data "x"
                           entity data "x%0d%0a"
                           entity ends
                           all data "x%0d%0a"
                           hash of 3
                           command . "."
                           command QUIT
                        S: 250 queued
                        S: 221 bye
                           reply 250 to . "queued"
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void aWholeSessionMayComeInOneSegment() {
        smtp(
                """
                C: EHLO c
                C: MAIL FROM:<a@b>
                C: RCPT TO:<c@d>
                C: DATA
                C: text
                C: .
                C: QUIT
                   command EHLO "c"
                   command MAIL "FROM:<a@b>"
                   command RCPT "TO:<c@d>"
                   command DATA
                   data "text"
                   command . "."
                   command QUIT
                S: 220 mx
                S: 250 mx
                S: 250 a
                S: 250 b
                S: 354 c
                S: 250 d
                S: 221 bye
                   reply 220 to > "mx"
                   reply 250 to EHLO "mx"
                   reply 250 to MAIL "a"
                   reply 250 to RCPT "b"
                   reply 354 to DATA "c"
                   reply 250 to . "d"
                   reply 221 to QUIT "bye"
                """);
    }

    @Test
    void twoMailsWithARefusedRecipientKeepTheirReplies() {
        smtp(
                GREETED
                        + """
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<x@d>
                        C: RCPT TO:<c@d>
                        C: DATA
                        C: one
                        C: .
                        C: MAIL FROM:<e@f>
                        C: RCPT TO:<g@h>
                        C: DATA
                        C: two
                        C: .
                        C: QUIT
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<x@d>"
                           command RCPT "TO:<c@d>"
                           command DATA
                        S: 250 1
                        S: 550 2
                        S: 250 3
                        S: 354 4
                        S: 250 5
                        S: 250 6
                        S: 250 7
                        S: 354 8
                        S: 250 9
                        S: 221 10
                           reply 250 to MAIL "1"
                           reply 550 to RCPT "2"
                           reply 250 to RCPT "3"
                           reply 354 to DATA "4"
                           data "one"
                           command . "."
                           command MAIL "FROM:<e@f>"
                           command RCPT "TO:<g@h>"
                           command DATA
                           reply 250 to . "5"
                           reply 250 to MAIL "6"
                           reply 250 to RCPT "7"
                           reply 354 to DATA "8"
                           data "two"
                           command . "."
                           command QUIT
                           reply 250 to . "9"
                           reply 221 to QUIT "10"
                        """);
    }

    @Test
    void theReplyToTheLastMailDoesNotEndTheNext() {
        smtp(
                DATA
                        + """
                        C: one
                        C: .
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                        C: DATA
                           data "one"
                           command . "."
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                           command DATA
                        S: 250 queued
                        S: 250 ok
                           reply 250 to . "queued"
                           reply 250 to MAIL "ok"
                        C: two
                        S: 250 ok
                        S: 354 go
                           reply 250 to RCPT "ok"
                           reply 354 to DATA "go"
                           data "two"
                        C: three
                        C: .
                           data "three"
                           command . "."
                        """);
    }

    @Test
    void aRefusedLastMailDoesNotEndTheNext() {
        smtp(
                DATA
                        + """
                        C: .
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                        C: DATA
                           command . "."
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                           command DATA
                        S: 552 too large
                           reply 552 to . "too large"
                        C: two
                        end
                           data "two"
                        """);
    }

    @Test
    void whatCameBehindARefusedDataIsCommands() {
        smtp(
                GREETED
                        + """
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                        C: DATA
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                           command DATA
                        S: 421 later
                        S: 503 no
                           reply 421 to MAIL "later"
                           reply 503 to RCPT "no"
                        C: text
                        S: 554 no
                           reply 554 to DATA "no"
                           unexpected C "unknown command" "text"
                        C: NOOP
                           command NOOP
                        """);
    }

    @Test
    void aRefusedGreetingDoesNotEndTheMail() {
        smtp(
                """
                C: EHLO c
                C: MAIL FROM:<a@b>
                C: RCPT TO:<c@d>
                C: DATA
                   command EHLO "c"
                   command MAIL "FROM:<a@b>"
                   command RCPT "TO:<c@d>"
                   command DATA
                S: 220 mx
                S: 501 name
                   reply 220 to > "mx"
                   reply 501 to EHLO "name"
                C: text
                C: .
                   data "text"
                   command . "."
                S: 250 ok
                S: 250 ok
                S: 354 go
                S: 250 queued
                   reply 250 to MAIL "ok"
                   reply 250 to RCPT "ok"
                   reply 354 to DATA "go"
                   reply 250 to . "queued"
                """);
    }

    @Test
    void aLateReplyToRsetDoesNotEndTheMail() {
        smtp(
                GREETED
                        + """
                        C: RSET
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                        C: DATA
                           command RSET
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                           command DATA
                        S: 250 reset
                           reply 250 to RSET "reset"
                        C: text
                        end
                           data "text"
                        """);
    }

    @Test
    void anUnknownCommandKeepsItsPlace() {
        smtp(
                GREETED
                        + """
                        C: XFOO a
                        C: MAIL FROM:<a@b>
                           unexpected C "unknown command" "XFOO"
                           command MAIL "FROM:<a@b>"
                        S: 500 what
                        S: 250 ok
                           reply 500 to (UNKNOWN) "what"
                           reply 250 to MAIL "ok"
                        """);
    }

    @Test
    void anEmptyLineKeepsItsPlace() {
        smtp(
                GREETED
                        + """
                        C:
                        C: %20HELO x
                        C: NOOP
                           unexpected C "unknown command"
                           command HELO "x"
                           command NOOP
                        S: 500 what
                        S: 500 why
                        S: 250 ok
                           reply 500 to (UNKNOWN) "what"
                           reply 500 to HELO "why"
                           reply 250 to NOOP "ok"
                        """);
    }

    @Test
    void aRefusedSenderLeavesTheRestInOrder() {
        smtp(
                GREETED
                        + """
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                        C: DATA
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                           command DATA
                        S: 550 no
                        S: 503 no
                        S: 503 no
                           reply 550 to MAIL "no"
                           reply 503 to RCPT "no"
                           reply 503 to DATA "no"
                        C: MAIL FROM:<e@f>
                           command MAIL "FROM:<e@f>"
                        """);
    }

    @Test
    void theReplyToTheLastMailDoesNotEndTheNextTransaction() {
        smtp(
                DATA
                        + """
                        C: .
                        C: MAIL FROM:<a@b>
                           command . "."
                           command MAIL "FROM:<a@b>"
                        S: 250 queued
                           reply 250 to . "queued"
                        C: RCPT TO:<c@d>
                           command RCPT "TO:<c@d>"
                        S: 250 ok
                        S: 250 ok
                           reply 250 to MAIL "ok"
                           reply 250 to RCPT "ok"
                        C: DATA
                           command DATA
                        """);
    }

    @Test
    void theReplyToTheLastChunkDoesNotEndTheNextTransaction() {
        smtp(
                RECIPIENT
                        + """
                        C: BDAT 0 LAST
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                           command BDAT "0 LAST"
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                        S: 250 queued
                           reply 250 to BDAT "queued"
                        C: DATA
                           command DATA
                        """);
    }

    @Test
    void aRefusedChunkDoesNotEndTheNextMail() {
        smtp(
                RECIPIENT
                        + """
                        C: BDAT 2 LAST
                        C= hi
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                        C: BDAT 2 LAST
                           command BDAT "2 LAST"
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                           command BDAT "2 LAST"
                        S: 554 no
                           reply 554 to BDAT "no"
                        C= ho
                        C: QUIT
                           command QUIT
                        """);
    }

    @Test
    void aThousandCommandsMayWait() {
        String commands = "C: NOOP\n".repeat(1000) + "   command NOOP\n".repeat(1000);
        String replies = "S: 250 ok\n".repeat(1000) + "   reply 250 to NOOP \"ok\"\n".repeat(1000);
        smtp(GREETED + commands + replies);
    }

    @Test
    void moreThanAThousandWaitingCommandsAreForgotten() {
        String first = "C: NOOP\n".repeat(1001) + "   command NOOP\n".repeat(1001);
        smtp(
                GREETED
                        + first
                        + """
                        C: HELP
                           weird smtp_excessive_pending_cmds by SMTP
                           command HELP
                        """);
    }

    @Test
    void anIgnoredEmptyLineHasNoPlace() {
        smtp(
                GREETED
                        + """
                        C:
                        C: NOOP
                        C: QUIT
                           unexpected C "unknown command"
                           command NOOP
                           command QUIT
                        S: 250 ok
                        S: 221 bye
                           reply 250 to NOOP "ok"
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void aRefusedDataDoesNotEndTheNextMail() {
        smtp(
                GREETED
                        + """
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<x@d>
                        C: DATA
                        C: RSET
                        C: MAIL FROM:<e@f>
                        C: RCPT TO:<g@h>
                        C: DATA
                        C: two
                        C: .
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<x@d>"
                           command DATA
                        S: 250 ok
                        S: 550 nobody
                        S: 554 none
                           reply 250 to MAIL "ok"
                           reply 550 to RCPT "nobody"
                           reply 554 to DATA "none"
                           command RSET
                           command MAIL "FROM:<e@f>"
                           command RCPT "TO:<g@h>"
                           command DATA
                        S: 250 reset
                        S: 250 ok
                        S: 250 ok
                        S: 354 go
                           reply 250 to RSET "reset"
                           reply 250 to MAIL "ok"
                           reply 250 to RCPT "ok"
                           reply 354 to DATA "go"
                           data "two"
                           command . "."
                        S: 250 queued
                           reply 250 to . "queued"
                        """);
    }

    @Test
    void aMailBehindARefusedMailIsItsOwn() {
        smtp(
                DATA
                        + """
                        C: one
                        C: .
                        C: MAIL FROM:<e@f>
                        C: RCPT TO:<g@h>
                        C: DATA
                           data "one"
                           command . "."
                           command MAIL "FROM:<e@f>"
                           command RCPT "TO:<g@h>"
                           command DATA
                        S: 554 spam
                        S: 250 ok
                        S: 250 ok
                        S: 354 go
                           reply 554 to . "spam"
                           reply 250 to MAIL "ok"
                           reply 250 to RCPT "ok"
                           reply 354 to DATA "go"
                        C: two
                        C: .
                           data "two"
                           command . "."
                        """);
    }

    @Test
    void aServerOutOfStepIsInStepAgainWhereTextWaits() {
        smtp(
                GREETED
                        + """
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                        C: DATA
                        C: text
                        C: .
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                           command DATA
                        S: 500 one too many
                        S: 250 ok
                        S: 250 ok
                        S: 354 go
                        S: 250 queued
                           reply 500 to MAIL "one too many"
                           reply 250 to RCPT "ok"
                           reply 250 to (UNKNOWN) "ok"
                           reply 354 to DATA "go"
                           data "text"
                           command . "."
                           reply 250 to . "queued"
                        """);
    }
}
