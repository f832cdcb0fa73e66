package io.mailtap.analyzer.smtp;

import static io.mailtap.analyzer.Transcript.smtp;
import static io.mailtap.analyzer.Transcript.smtpConfirmed;
import static io.mailtap.analyzer.Transcript.smtpWithMime;
import static io.mailtap.analyzer.smtp.Prelude.DATA;
import static io.mailtap.analyzer.smtp.Prelude.GREETED;
import static io.mailtap.analyzer.smtp.Prelude.QUIT;
import static io.mailtap.analyzer.smtp.Prelude.RECIPIENT;
import static io.mailtap.analyzer.smtp.Prelude.SENDER;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SMTP sessions without extensions.
final class SmtpSessionTest {
    @Test
    void aMailIsSentAndAccepted() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: DATA
                           command DATA
                           entity begins
                        S: 354 go
                           reply 354 to DATA "go"
                        C: Subject: x
                           data "Subject: x"
                        C:
                           header Subject "x"
                           headers 1
                           data ""
                        C: text
                           segment "text%0d%0a"
                           data "text"
                        C: .
                           entity data "text%0d%0a"
                           entity ends
                           all data "text%0d%0a"
                           hash of 6
                           command . "."
                        S: 250 queued
                           reply 250 to . "queued"
                        """
                        + QUIT);
    }

    @Test
    void theFirstCommandConfirms() {
        smtpConfirmed(
                """
                S: 220 mx
                   reply 220 to > "mx"
                C: NOOP
                   confirmed
                   command NOOP
                C: QUIT
                   command QUIT
                """);
    }

    @Test
    void anUnknownCommandDoesNotConfirm() {
        smtpConfirmed(
                """
                S: 220 mx
                   reply 220 to > "mx"
                C: HELLO
                   unexpected C "unknown command" "HELLO"
                C: NOOP
                   confirmed
                   command NOOP
                """);
    }

    @Test
    void commandsAreCapitalsAndArgumentsAsSent() {
        smtp(
                """
                S: 220 mx
                   reply 220 to > "mx"
                C: eHlO  c.Example %20
                   command EHLO "c.Example  "
                S: 250 mx
                   reply 250 to EHLO "mx"
                C: mail%09from:<a@B>
                   command MAIL "from:<a@B>"
                S: 250 ok
                   reply 250 to MAIL "ok"
                """);
    }

    @Test
    void aSecondMailFollowsInTheSameSession() {
        smtp(
                DATA
                        + """
                        C: .
                           command . "."
                        S: 250 queued
                           reply 250 to . "queued"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        S: 250 ok
                           reply 250 to MAIL "ok"
                        C: RCPT TO:<c@d>
                           command RCPT "TO:<c@d>"
                        S: 251 forwarded
                           reply 251 to RCPT "forwarded"
                        C: DATA
                           command DATA
                        S: 354 go
                           reply 354 to DATA "go"
                        C: .
                           command . "."
                        S: 250 queued
                           reply 250 to . "queued"
                        """
                        + QUIT);
    }

    @Test
    void rsetForgetsTheMail() {
        smtp(
                RECIPIENT
                        + """
                        C: RSET
                           command RSET
                        S: 250 ok
                           reply 250 to RSET "ok"
                        C: RCPT TO:<c@d>
                           command RCPT "TO:<c@d>"
                           unexpected C "unexpected command" "RCPT reply = 0 state = 3"
                        S: 503 no sender
                           reply 503 to RCPT "no sender"
                        """);
    }

    @Test
    void mailAfterRsetIsFine() {
        smtp(
                SENDER
                        + """
                        C: RSET
                           command RSET
                        S: 250 ok
                           reply 250 to RSET "ok"
                        C: MAIL FROM:<>
                           command MAIL "FROM:<>"
                        S: 250 ok
                           reply 250 to MAIL "ok"
                        """);
    }

    @Test
    void greetingAgainIsFine() {
        smtp(
                SENDER
                        + """
                        C: HELO c
                           command HELO "c"
                        S: 250 mx
                           reply 250 to HELO "mx"
                        C: EHLO c
                           command EHLO "c"
                        S: 250 mx
                           reply 250 to EHLO "mx"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        S: 250 ok
                           reply 250 to MAIL "ok"
                        """);
    }

    @Test
    void refusedEhloIsFollowedByHelo() {
        smtp(
                """
                S: 220 mx
                   reply 220 to > "mx"
                C: EHLO c
                   command EHLO "c"
                S: 500 what
                   reply 500 to EHLO "what"
                C: HELO c
                   command HELO "c"
                S: 250 mx
                   reply 250 to HELO "mx"
                C: MAIL FROM:<a@b>
                   command MAIL "FROM:<a@b>"
                """);
    }

    @Test
    void mailAfterARefusedEhloIsUnexpected() {
        smtp(
                """
                S: 220 mx
                   reply 220 to > "mx"
                C: EHLO c
                   command EHLO "c"
                S: 501 name
                   reply 501 to EHLO "name"
                C: MAIL FROM:<a@b>
                   command MAIL "FROM:<a@b>"
                   unexpected C "unexpected command" "MAIL reply = 0 state = 1"
                """);
    }

    @Test
    void refusedMailMayBeTriedAgain() {
        smtp(
                GREETED
                        + """
                        C: MAIL FROM:<x>
                           command MAIL "FROM:<x>"
                        S: 550 no
                           reply 550 to MAIL "no"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        S: 250 ok
                           reply 250 to MAIL "ok"
                        """);
    }

    @Test
    void aRefusedRecipientIsFollowedByAnother() {
        smtp(
                SENDER
                        + """
                        C: RCPT TO:<x@d>
                           command RCPT "TO:<x@d>"
                        S: 550 nobody
                           reply 550 to RCPT "nobody"
                        C: RCPT TO:<c@d>
                           command RCPT "TO:<c@d>"
                        S: 250 ok
                           reply 250 to RCPT "ok"
                        """);
    }

    @Test
    void refusedDataLeavesTheNextLineACommand() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: DATA
                           command DATA
                           entity begins
                        S: 554 no
                           headers 0
                           problem "illegal format" "entity body missing"
                           entity data ""
                           entity ends
                           all data ""
                           hash of 0
                           reply 554 to DATA "no"
                        C: NOOP
                           command NOOP
                        S: 250 ok
                           reply 250 to NOOP "ok"
                        """);
    }

    @Test
    void dataMayBeRefusedForNow() {
        smtp(
                RECIPIENT
                        + """
                        C: DATA
                           command DATA
                        S: 450 later
                           reply 450 to DATA "later"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        """);
    }

    @Test
    void aClosingReplyToDataEndsTheSession() {
        smtp(
                RECIPIENT
                        + """
                        C: DATA
                           command DATA
                        S: 421 closing
                           reply 421 to DATA "closing"
                        C: NOOP
                           command NOOP
                           unexpected C "unexpected command" "NOOP reply = 0 state = 10"
                        """);
    }

    @Test
    void commandsAfterQuitAreUnexpected() {
        smtp(
                GREETED
                        + QUIT
                        + """
                        C: NOOP
                           command NOOP
                           unexpected C "unexpected command" "NOOP reply = 0 state = 10"
                        """);
    }

    @Test
    void mailAfterQuitIsUnexpectedTwice() {
        smtp(
                GREETED
                        + QUIT
                        + """
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                           unexpected C "unexpected command" "MAIL reply = 0 state = 10"
                           unexpected C "unexpected command" "MAIL reply = 0 state = 10"
                        """);
    }

    @Test
    void ehloBeforeTheGreetingIsFine() {
        smtp(
                """
                C: EHLO c
                   command EHLO "c"
                S: 220 mx
                   reply 220 to > "mx"
                S: 250-mx
                S: 250 HELP
                   reply 250- to EHLO "mx"
                   reply 250 to EHLO "HELP"
                """);
    }

    @Test
    void aRefusingGreetingMakesEhloUnexpected() {
        smtp(
                """
                S: 554 no service
                   reply 554 to > "no service"
                C: EHLO c
                   command EHLO "c"
                   unexpected C "unexpected command" "EHLO reply = 0 state = 2"
                """);
    }

    @Test
    void afterARefusingGreetingAllCommandsMayBeRefused() {
        smtp(
                """
                S: 554 no service
                   reply 554 to > "no service"
                C: EHLO c
                   command EHLO "c"
                   unexpected C "unexpected command" "EHLO reply = 0 state = 2"
                S: 503 no
                   reply 503 to EHLO "no"
                """);
    }

    @Test
    void anOddGreetingIsUnexpected() {
        smtp(
                """
                S: 250 hi
                   unexpected C "unexpected reply" "250 state = 1, last command = CONN_ESTABLISHMENT"
                   reply 250 to > "hi"
                """);
    }

    @Test
    void rsetBeforeEhloMakesTheSessionReady() {
        smtp(
                """
                S: 220 mx
                   reply 220 to > "mx"
                C: RSET
                   command RSET
                S: 250 ok
                   reply 250 to RSET "ok"
                C: MAIL FROM:<a@b>
                   command MAIL "FROM:<a@b>"
                """);
    }

    @Test
    void turnSwapsTheRoles() {
        smtp(
                GREETED
                        + """
                        C: TURN
                           command TURN
                        S: 250 ok
                           reply 250 to TURN "ok"
                        C: 220 now server
                           reply 220 to (UNKNOWN) "now server" from C
                        S: EHLO srv
                           command EHLO "srv" from S
                           unexpected S "unexpected command" "EHLO reply = 0 state = 0"
                        C: 250 ok
                           reply 250 to EHLO "ok" from C
                        """);
    }

    @Test
    void afterTurnTheResponderSendsMail() {
        smtp(
                GREETED
                        + """
                        C: TURN
                           command TURN
                        S: 250 ok
                           reply 250 to TURN "ok"
                        C: 220 now server
                           reply 220 to (UNKNOWN) "now server" from C
                        S: RSET
                        S: MAIL FROM:<a@b>
                        S: RCPT TO:<c@d>
                        S: DATA
                           command RSET from S
                           command MAIL "FROM:<a@b>" from S
                           command RCPT "TO:<c@d>" from S
                           command DATA from S
                        C: 250 ok
                        C: 250 ok
                        C: 250 ok
                        C: 354 go
                           reply 250 to RSET "ok" from C
                           reply 250 to MAIL "ok" from C
                           reply 250 to RCPT "ok" from C
                           reply 354 to DATA "go" from C
                        S: text
                        S: .
                           data "text" from S
                           command . "." from S
                        """);
    }

    @Test
    void refusedTurnLeavesTheRoles() {
        smtp(
                GREETED
                        + """
                        C: TURN
                           command TURN
                        S: 502 no
                           reply 502 to TURN "no"
                        C: NOOP
                           command NOOP
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"END_OF_DATA", "AUTH_ANSWER", "CONN_ESTABLISHMENT", "X_ANONYMOUSTLS", "."})
    void namesOfOursAreNoCommands(String word) {
        smtp(
                GREETED
                        + "C: %s x\n".formatted(word)
                        + "   unexpected C \"unknown command\" \"%s\"\n".formatted(word)
                        + "S: 500 what\n   reply 500 to (UNKNOWN) \"what\"\n");
    }

    @Test
    void exchangesTlsHasAnotherNameInReplies() {
        smtp(
                GREETED
                        + """
                        C: X-ANONYMOUSTLS
                           command X-ANONYMOUSTLS
                        S: 500 what
                           reply 500 to X_ANONYMOUSTLS "what"
                        """);
    }

    @Test
    void otherCommandsNeedNoState() {
        smtp(
                """
                S: 220 mx
                   reply 220 to > "mx"
                C: VRFY joe
                C: EXPN list
                C: HELP
                C: NOOP
                C: ETRN host
                   command VRFY "joe"
                   command EXPN "list"
                   command HELP
                   command NOOP
                   command ETRN "host"
                S: 252 maybe
                S: 550 no
                S: 214 help
                S: 250 ok
                S: 459 no
                   reply 252 to VRFY "maybe"
                   reply 550 to EXPN "no"
                   reply 214 to HELP "help"
                   reply 250 to NOOP "ok"
                   reply 459 to ETRN "no"
                """);
    }

    @Test
    void oldCommandsForMailAreKnown() {
        smtp(
                GREETED
                        + """
                        C: SEND FROM:<a@b>
                           command SEND "FROM:<a@b>"
                        S: 250 ok
                           reply 250 to SEND "ok"
                        C: SAML FROM:<a@b>
                           command SAML "FROM:<a@b>"
                           unexpected C "unexpected command" "SAML reply = 0 state = 4"
                        S: 503 nested
                           reply 503 to SAML "nested"
                        C: SOML FROM:<a@b>
                           command SOML "FROM:<a@b>"
                        """);
    }

    @Test
    void aSideThatIsNotSeenDoesNotHinderTheOther() {
        smtp(
                """
                C: EHLO c
                C: MAIL FROM:<a@b>
                C: RCPT TO:<c@d>
                C: DATA
                C: one
                C: .
                C: MAIL FROM:<a@b>
                C: RCPT TO:<c@d>
                C: DATA
                C: two
                C: .
                C: QUIT
                   command EHLO "c"
                   command MAIL "FROM:<a@b>"
                   command RCPT "TO:<c@d>"
                   command DATA
                   data "one"
                   command . "."
                   command MAIL "FROM:<a@b>"
                   command RCPT "TO:<c@d>"
                   command DATA
                   data "two"
                   command . "."
                   command QUIT
                """);
    }

    @Test
    void repliesWithoutCommandsAnswerTheUnknown() {
        smtp(
                """
                S: 220 mx
                   reply 220 to > "mx"
                S: 250 ok
                   reply 250 to (UNKNOWN) "ok"
                S: 221 bye
                   reply 221 to (UNKNOWN) "bye"
                """);
    }
}
