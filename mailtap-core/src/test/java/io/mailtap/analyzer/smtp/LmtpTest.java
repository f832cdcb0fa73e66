package io.mailtap.analyzer.smtp;

import static io.mailtap.analyzer.Transcript.smtp;

import org.junit.jupiter.api.Test;

/// LMTP (RFC 2033): the end of a mail has one reply for each recipient.
final class LmtpTest {
    private static final String GREETED =
            """
            S: 220 mx
               reply 220 to > "mx"
            C: LHLO c
               command LHLO "c"
            S: 250-mx
            S: 250 PIPELINING
               reply 250- to LHLO "mx"
               reply 250 to LHLO "PIPELINING"
            """;

    private static final String TWO_OF_THREE =
            GREETED
                    + """
                    C: MAIL FROM:<a@b>
                    C: RCPT TO:<c@d>
                    C: RCPT TO:<x@d>
                    C: RCPT TO:<e@d>
                       command MAIL "FROM:<a@b>"
                       command RCPT "TO:<c@d>"
                       command RCPT "TO:<x@d>"
                       command RCPT "TO:<e@d>"
                    S: 250 ok
                    S: 250 ok
                    S: 550 nobody
                    S: 250 ok
                       reply 250 to MAIL "ok"
                       reply 250 to RCPT "ok"
                       reply 550 to RCPT "nobody"
                       reply 250 to RCPT "ok"
                    """;

    @Test
    void eachAcceptedRecipientHasAReply() {
        smtp(
                TWO_OF_THREE
                        + """
                        C: DATA
                           command DATA
                        S: 354 go
                           reply 354 to DATA "go"
                        C: text
                        C: .
                        C: QUIT
                           data "text"
                           command . "."
                           command QUIT
                        S: 250 c
                        S: 452 e
                        S: 221 bye
                           reply 250 to . "c"
                           reply 452 to . "e"
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void repliesToRecipientsMayHaveManyLines() {
        smtp(
                TWO_OF_THREE
                        + """
                        C: DATA
                        C: .
                        C: NOOP
                           command DATA
                        S: 354 go
                        S: 250-c
                        S: 250 c
                        S: 250-e
                        S: 250 e
                        S: 250 ok
                           reply 354 to DATA "go"
                           command . "."
                           command NOOP
                           reply 250- to . "c"
                           reply 250 to . "c"
                           reply 250- to . "e"
                           reply 250 to . "e"
                           reply 250 to NOOP "ok"
                        """);
    }

    @Test
    void theLastChunkHasAReplyForEachRecipient() {
        smtp(
                TWO_OF_THREE
                        + """
                        C: BDAT 2
                        C= hi
                        C: BDAT 2 LAST
                        C= ho
                        C: NOOP
                           command BDAT "2"
                           command BDAT "2 LAST"
                           command NOOP
                        S: 250 first
                        S: 250 c
                        S: 250 e
                        S: 250 ok
                           reply 250 to BDAT "first"
                           reply 250 to BDAT "c"
                           reply 250 to BDAT "e"
                           reply 250 to NOOP "ok"
                        """);
    }

    @Test
    void recipientsMayBeAcceptedAfterTheMailWasSent() {
        smtp(
                GREETED
                        + """
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                        C: RCPT TO:<x@d>
                        C: DATA
                        C: .
                        C: QUIT
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                           command RCPT "TO:<x@d>"
                           command DATA
                        S: 250 ok
                        S: 250 ok
                        S: 550 nobody
                        S: 354 go
                        S: 250 c
                        S: 221 bye
                           reply 250 to MAIL "ok"
                           reply 250 to RCPT "ok"
                           reply 550 to RCPT "nobody"
                           reply 354 to DATA "go"
                           command . "."
                           command QUIT
                           reply 250 to . "c"
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void theNextMailHasItsOwnRecipients() {
        smtp(
                TWO_OF_THREE
                        + """
                        C: DATA
                        C: .
                           command DATA
                        S: 354 go
                        S: 250 c
                        S: 250 e
                           reply 354 to DATA "go"
                           command . "."
                           reply 250 to . "c"
                           reply 250 to . "e"
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                        C: DATA
                        C: .
                        C: QUIT
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                           command DATA
                        S: 250 ok
                        S: 250 ok
                        S: 354 go
                        S: 250 c
                        S: 221 bye
                           reply 250 to MAIL "ok"
                           reply 250 to RCPT "ok"
                           reply 354 to DATA "go"
                           command . "."
                           command QUIT
                           reply 250 to . "c"
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void aRefusedMailHasNoFurtherReplies() {
        smtp(
                TWO_OF_THREE
                        + """
                        C: DATA
                           command DATA
                        S: 554 no
                           reply 554 to DATA "no"
                        C: RSET
                        C: QUIT
                           command RSET
                           command QUIT
                        S: 250 ok
                        S: 221 bye
                           reply 250 to RSET "ok"
                           reply 221 to QUIT "bye"
                        """);
    }

    private static final String ONE_MAIL =
            """
            C: MAIL FROM:<a@b>
            C: RCPT TO:<c@d>
            C: DATA
            C: .
            C: QUIT
               command MAIL "FROM:<a@b>"
               command RCPT "TO:<c@d>"
               command DATA
            S: 250 ok
            S: 250 ok
            S: 354 go
            S: 250 c
            S: 221 bye
               reply 250 to MAIL "ok"
               reply 250 to RCPT "ok"
               reply 354 to DATA "go"
               command . "."
               command QUIT
               reply 250 to . "c"
               reply 221 to QUIT "bye"
            """;

    @Test
    void rsetForgetsRecipients() {
        smtp(
                TWO_OF_THREE
                        + "C: RSET\n   command RSET\n"
                        + "S: 250 ok\n   reply 250 to RSET \"ok\"\n"
                        + ONE_MAIL);
    }

    @Test
    void inSmtpTheMailHasOneReply() {
        smtp(
                TWO_OF_THREE.replace("LHLO", "EHLO")
                        + """
                        C: DATA
                        C: .
                        C: QUIT
                           command DATA
                        S: 354 go
                        S: 250 both
                        S: 221 bye
                           reply 354 to DATA "go"
                           command . "."
                           command QUIT
                           reply 250 to . "both"
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void aPipelinedRsetForgetsRecipients() {
        smtp(
                GREETED
                        + """
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                        C: RCPT TO:<e@d>
                        C: RSET
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<g@d>
                        C: DATA
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                           command RCPT "TO:<e@d>"
                           command RSET
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<g@d>"
                           command DATA
                        S: 250 1
                        S: 250 2
                        S: 250 3
                        S: 250 4
                        S: 250 5
                        S: 250 6
                        S: 354 7
                           reply 250 to MAIL "1"
                           reply 250 to RCPT "2"
                           reply 250 to RCPT "3"
                           reply 250 to RSET "4"
                           reply 250 to MAIL "5"
                           reply 250 to RCPT "6"
                           reply 354 to DATA "7"
                        C: .
                        C: QUIT
                           command . "."
                           command QUIT
                        S: 250 g
                        S: 221 bye
                           reply 250 to . "g"
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void aRefusedMailForgetsRecipients() {
        smtp(
                TWO_OF_THREE
                        + """
                        C: MAIL FROM:<no@b>
                           command MAIL "FROM:<no@b>"
                           unexpected C "unexpected command" "MAIL reply = 0 state = 5"
                        S: 550 no
                           reply 550 to MAIL "no"
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<g@d>
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<g@d>"
                        S: 250 ok
                        S: 250 ok
                           reply 250 to MAIL "ok"
                           reply 250 to RCPT "ok"
                        C: DATA
                           command DATA
                        S: 354 go
                           reply 354 to DATA "go"
                        C: .
                        C: QUIT
                           command . "."
                           command QUIT
                        S: 250 g
                        S: 221 bye
                           reply 250 to . "g"
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void greetingAgainForgetsRecipients() {
        smtp(
                TWO_OF_THREE
                        + """
                        C: LHLO c
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<g@d>
                           command LHLO "c"
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<g@d>"
                        S: 250 mx
                        S: 250 ok
                        S: 250 ok
                           reply 250 to LHLO "mx"
                           reply 250 to MAIL "ok"
                           reply 250 to RCPT "ok"
                        C: DATA
                           command DATA
                        S: 354 go
                           reply 354 to DATA "go"
                        C: .
                        C: QUIT
                           command . "."
                           command QUIT
                        S: 250 g
                        S: 221 bye
                           reply 250 to . "g"
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void withPrdrEachRecipientHasAReplyAndSoHasTheMail() {
        smtp(
                TWO_OF_THREE.replace("LHLO", "EHLO")
                        + """
                        C: DATA
                           command DATA
                        S: 354 go
                           reply 354 to DATA "go"
                        C: .
                           command . "."
                        S: 353 PRDR
                        S: 250 c
                        S: 550 e
                        S: 250 all
                           reply 353 to . "PRDR"
                           reply 250 to . "c"
                           reply 550 to . "e"
                           reply 250 to . "all"
                        C: QUIT
                           command QUIT
                        S: 221 bye
                           reply 221 to QUIT "bye"
                        """);
    }
}
