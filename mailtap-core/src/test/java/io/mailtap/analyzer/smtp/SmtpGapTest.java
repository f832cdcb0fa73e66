package io.mailtap.analyzer.smtp;

import static io.mailtap.analyzer.Transcript.eventsOfSmtp;
import static io.mailtap.analyzer.Transcript.smtp;
import static io.mailtap.analyzer.Transcript.smtpWithMime;
import static io.mailtap.analyzer.smtp.Prelude.DATA;
import static io.mailtap.analyzer.smtp.Prelude.GREETED;
import static io.mailtap.analyzer.smtp.Prelude.RECIPIENT;
import static io.mailtap.analyzer.smtp.Prelude.SENDER;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Octets that are missing in either direction, in each phase.
final class SmtpGapTest {
    @Test
    void aGapInTheTextEndsTheMail() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: DATA
                           command DATA
                           entity begins
                        S: 354 go
                           reply 354 to DATA "go"
                        C:
                        C: one
                           headers 0
                           data ""
                           segment "one%0d%0a"
                           data "one"
                        C gap 500
                           unexpected C "content gap" "seq = 54, len = 500"
                           entity data "one%0d%0a"
                           entity ends
                           all data "one%0d%0a"
                           hash of 5
                        C: rest
                        C: .
                        S: 250 queued
                           command (UNKNOWN)
                           reply 250 to (UNKNOWN) "queued"
                        C: QUIT
                           command QUIT
                        S: 221 bye
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void aGapInTheRepliesLosesTheCommandsThatWait() {
        smtp(
                SENDER
                        + """
                        S gap 8
                           unexpected S "content gap" "seq = 25, len = 8"
                        C: RCPT TO:<c@d>
                        S: 250 ok
                           command (UNKNOWN)
                           reply 250 to (UNKNOWN) "ok"
                        C: DATA
                           command DATA
                           unexpected C "unexpected command" "DATA reply = 0 state = 12"
                        S: 354 go
                           reply 354 to DATA "go"
                        C: text
                        C: .
                           data "text"
                           command . "."
                        S: 250 queued
                           reply 250 to . "queued"
                        """);
    }

    @Test
    void aMailMayBeginAfterAGap() {
        smtp(
                SENDER
                        + """
                        C gap 100
                           unexpected C "content gap" "seq = 26, len = 100"
                        S: 354 go
                           command (UNKNOWN)
                           reply 354 to (UNKNOWN) "go"
                        C: text
                        C: .
                           data "text"
                           command . "."
                        S: 250 queued
                           reply 250 to . "queued"
                        """);
    }

    @Test
    void aGapInTheRepliesEndsTheMailToo() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: DATA
                           command DATA
                           entity begins
                        S gap 8
                           unexpected S "content gap" "seq = 33, len = 8"
                           headers 0
                           problem "illegal format" "entity body missing"
                           entity data ""
                           entity ends
                           all data ""
                           hash of 0
                        C: text
                        C: .
                        S: 250 queued
                           command (UNKNOWN)
                           reply 250 to (UNKNOWN) "queued"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                           unexpected C "unexpected command" "MAIL reply = 0 state = 12"
                        """);
    }

    @Test
    void aGapBeforeAnythingLosesTheGreetingsPlace() {
        smtp(
                """
                C gap 10
                   unexpected C "content gap" "seq = 1, len = 10"
                S: 220 mx
                   command (UNKNOWN)
                   reply 220 to (UNKNOWN) "mx"
                C: NOOP
                   command NOOP
                S: 250 ok
                   reply 250 to NOOP "ok"
                """);
    }

    @Test
    void aGapInASaslDialogueEndsIt() {
        smtp(
                GREETED
                        + """
                        C: AUTH LOGIN
                           command AUTH "LOGIN"
                        S: 334 VXNlcm5hbWU6
                           reply 334 to AUTH "VXNlcm5hbWU6"
                        C gap 6
                           unexpected C "content gap" "seq = 21, len = 6"
                        S: 235 in
                           command (UNKNOWN)
                           reply 235 to (UNKNOWN) "in"
                        C: NOOP
                           command NOOP
                        """);
    }

    @Test
    void aSecondGapIsReportedAsWell() {
        smtp(
                GREETED
                        + """
                        C gap 6
                           unexpected C "content gap" "seq = 9, len = 6"
                        C: lost
                        C gap 4
                           unexpected C "content gap" "seq = 21, len = 4"
                        S: 250 ok
                           command (UNKNOWN)
                           reply 250 to (UNKNOWN) "ok"
                        C: NOOP
                           command NOOP
                        """);
    }

    @Test
    void aCommandIsNotJoinedAcrossAGap() {
        List<String> events =
                eventsOfSmtp(
                        GREETED
                                + """
                                C= NO
                                C gap 2
                                C= OP%0d%0a
                                S: 250 ok
                                C: QUIT
                                """);
        assertFalse(events.toString().contains("NOOP"), events.toString());
        assertTrue(events.contains("command QUIT"), events.toString());
    }

    @Test
    void aReplyIsNotJoinedAcrossAGap() {
        List<String> events =
                eventsOfSmtp(
                        GREETED
                                + """
                                C: NOOP
                                S= 250 fi
                                S gap 5
                                S= rst%0d%0a
                                C: HELP
                                S: 214 help
                                C: QUIT
                                S: 221 bye
                                """);
        assertFalse(events.toString().contains("fi"), events.toString());
        assertTrue(events.contains("reply 221 to QUIT \"bye\""), events.toString());
    }

    @Test
    void aRestOfAReplyIsNotTakenForABadOne() {
        List<String> events =
                eventsOfSmtp(
                        GREETED
                                + """
                                C: NOOP
                                S= 250 fi
                                S gap 5
                                S= rst%0d%0a
                                S: 250 ok
                                """);
        assertFalse(events.toString().contains("out of range"), events.toString());
    }

    @Test
    void aTextLineIsNotJoinedAcrossAGap() {
        List<String> events =
                eventsOfSmtp(
                        DATA
                                + """
                                C= first
                                C gap 10
                                C= second%0d%0a
                                C: .
                                S: 250 ok
                                """);
        assertFalse(events.toString().contains("firstsecond"), events.toString());
        assertFalse(events.toString().contains("second"), events.toString());
    }

    @Test
    void aGapAfterTurnIsTheNewClients() {
        smtp(
                GREETED
                        + """
                        C: TURN
                           command TURN
                        S: 250 ok
                           reply 250 to TURN "ok"
                        S gap 10
                           unexpected S "content gap" "seq = 25, len = 10"
                        C: 220 mx
                           command (UNKNOWN) from S
                           reply 220 to (UNKNOWN) "mx" from C
                        S: NOOP
                           command NOOP from S
                        """);
    }

    @Test
    void octetsOfAChunkBehindAGapAreNoCommands() {
        smtp(
                RECIPIENT
                        + """
                        C: BDAT 40 LAST
                        C= 12345678
                           command BDAT "40 LAST"
                        C gap 8
                           unexpected C "content gap" "seq = 63, len = 8"
                           weird smtp_bdat_remaining_at_end_data by SMTP
                           weird smtp_bdat_undelivered_at_done by SMTP_BDAT
                        S: 250 queued
                           command (UNKNOWN)
                           reply 250 to (UNKNOWN) "queued"
                        C= QUIT%0d%0aMAIL FROM:<x@yz>%0d%0a
                        C: NOOP
                           command NOOP
                        """);
    }

    @Test
    void aReplyThatGoesOnIsForgottenWithTheRestOfIt() {
        smtp(
                SENDER
                        + """
                        C: HELP
                           command HELP
                        S: 214-one
                           reply 214- to HELP "one"
                        S gap 8
                           unexpected S "content gap" "seq = 34, len = 8"
                        C: NOOP
                        S: 250 ok
                           command (UNKNOWN)
                           reply 250 to (UNKNOWN) "ok"
                        """);
    }
}
