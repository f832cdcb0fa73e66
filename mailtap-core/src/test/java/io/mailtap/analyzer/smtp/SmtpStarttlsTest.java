package io.mailtap.analyzer.smtp;

import static io.mailtap.analyzer.Transcript.smtp;
import static io.mailtap.analyzer.smtp.Prelude.GREETED;

import org.junit.jupiter.api.Test;

/// STARTTLS (RFC 3207): what follows its acceptance is not SMTP.
final class SmtpStarttlsTest {
    private static final String ACCEPTED =
            GREETED
                    + """
                    C: STARTTLS
                       command STARTTLS
                    S: 220 go
                       starttls
                       reply 220 to STARTTLS "go"
                    """;

    @Test
    void afterAcceptanceNothingIsSmtp() {
        smtp(
                ACCEPTED
                        + """
                        C= %16%03%01%00%05%0d%0aEHLO c%0d%0a
                           violation "Invalid version late in TLS connection. Packet reported version: 8291" "O c%0d%0a"
                        S= %16%03%03%00%05%0d%0a250 ok%0d%0a
                        C: MAIL FROM:<a@b>
                        S: 999 no
                        end
                        """);
    }

    @Test
    void octetsBehindTheAcceptanceAreNotSmtp() {
        smtp(
                GREETED
                        + """
                        C: STARTTLS
                           command STARTTLS
                        S= 220 go%0d%0a%16%03%03%0d%0a250 ok%0d%0a
                           starttls
                           reply 220 to STARTTLS "go"
                        C= EHLO c%0d%0a
                           violation "Invalid version late in TLS connection. Packet reported version: 18508" "EHLO "
                        end
                        """);
    }

    @Test
    void anLfWithinTlsDoesNotEndALineBeforeIt() {
        smtp(
                GREETED
                        + """
                        C= STARTTLS%0d
                           command STARTTLS
                        S= 220 go%0d
                           starttls
                           reply 220 to STARTTLS "go"
                        S= %15%03%03%00%02%02%0aXX%0aXX
                           weird line_terminated_with_single_CR by CONTENTLINE
                           violation "Invalid version late in TLS connection. Packet reported version: 22538" "XX%0aXX"
                        end
                        """);
    }

    @Test
    void commandsAheadOfTheAcceptanceAreCommands() {
        smtp(
                GREETED
                        + """
                        C: STARTTLS
                        C: RSET
                           command STARTTLS
                           command RSET
                        S: 220 go
                           starttls
                           reply 220 to STARTTLS "go"
                        S: 250 ok
                           violation "Invalid version in TLS connection. Version: 13616" "250 o"
                        end
                        """);
    }

    @Test
    void refusedStarttlsChangesNothing() {
        smtp(
                GREETED
                        + """
                        C: STARTTLS
                           command STARTTLS
                        S: 454 later
                           reply 454 to STARTTLS "later"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        """);
    }

    @Test
    void anonymousTlsIsTheSame() {
        smtp(
                GREETED
                        + """
                        C: x-anonymoustls
                           command X-ANONYMOUSTLS
                        S: 220 go
                           starttls
                           reply 220 to X_ANONYMOUSTLS "go"
                        C: NOOP
                           violation "Invalid version in TLS connection. Version: 20303" "NOOP%0d"
                        """);
    }

    @Test
    void gapsWithinTlsAreNotSmtp() {
        smtp(
                ACCEPTED
                        + """
                        C= %16%03%01
                        C gap 500
                        C: EHLO c
                        S gap 700
                        S: 250 ok
                        C: MAIL FROM:<a@b>
                        end
                        """);
    }

    @Test
    void tlsBeginsBehindTheLastLineOfALongAcceptance() {
        smtp(
                GREETED
                        + """
                        C: STARTTLS
                           command STARTTLS
                        S: 220-go
                        S: 220 on
                           starttls
                           reply 220- to STARTTLS "go"
                           reply 220 to STARTTLS "on"
                        """);
    }
}
