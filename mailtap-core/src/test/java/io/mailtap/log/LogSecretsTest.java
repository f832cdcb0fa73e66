package io.mailtap.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets that turn up again in what smtp.log and pop3.log show.
final class LogSecretsTest {
    @TempDir Path dir;

    /// The only row of a log.
    ///
    /// @param dialogue lines, each behind `C: ` or `S: `
    private String row(String log, int port, String dialogue) throws IOException {
        ConnectionId id =
                new ConnectionId(
                        IpAddress.v4(0x0a000001),
                        40_000,
                        IpAddress.v4(0x0a000002),
                        port,
                        TransportProtocol.TCP,
                        6);
        Engine engine = Engine.builder().build();
        try (Logs _ = new Logs(dir, LogFormat.JSON, engine.events());
                engine;
                Conversation c = engine.conversation(id, 0)) {
            for (String line : dialogue.lines().toList()) {
                byte[] octets = (line.substring(3) + "\r\n").getBytes(US_ASCII);
                if (line.startsWith("C: ")) {
                    c.originator(octets);
                } else {
                    c.responder(octets);
                }
            }
        }
        return Files.readString(dir.resolve(log)).strip();
    }

    private static void assertShows(String row, String field) {
        assertTrue(row.contains(field), row);
    }

    @Test
    void smtpLogShowsNone() throws IOException {
        String row =
                row(
                        "smtp.log",
                        25,
                        """
                        S: 220 mx
                        C: EHLO c
                        S: 250 AUTH PLAIN
                        C: AUTH PLAIN AGFsaWNlAHNlc2FtZQ==
                        S: 235 welcome
                        C: MAIL FROM:<sesame@example.com>
                        S: 250 ok
                        C: RCPT TO:<bob@example.com>
                        S: 250 ok
                        C: DATA
                        S: 354 go
                        C: Subject: my password is sesame
                        C: X-Other: sesame
                        C:\s
                        C: text
                        C: .
                        S: 250 queued, c2VzYW1l, 736573616d65\
                        """);
        assertShows(row, "\"mailfrom\":\"redacted@example.com\"");
        assertShows(row, "\"subject\":\"my password is <redacted>\"");
        assertShows(row, "\"last_reply\":\"250 queued, <redacted>, <redacted>\"");
        assertFalse(row.contains("sesame"), row);
    }

    @Test
    void pop3LogShowsNone() throws IOException {
        String row =
                row(
                        "pop3.log",
                        110,
                        """
                        S: +OK sesame street
                        C: USER alice
                        S: +OK
                        C: PASS sesame
                        S: +OK alice, sesame
                        C: LIST sesame
                        S: -ERR no sesame\
                        """);
        assertShows(row, "\"last_command\":\"LIST <redacted>\"");
        assertShows(row, "\"last_reply\":\"ERR no <redacted>\"");
        assertShows(row, "\"greeting\":\"sesame street\"");
        assertEquals(row.indexOf("sesame"), row.lastIndexOf("sesame"), row);
    }

    @Test
    void aNumberThatIsASecretIsNoNumberOfMails() throws IOException {
        String row =
                row(
                        "pop3.log",
                        110,
                        """
                        S: +OK
                        C: USER alice
                        S: +OK
                        C: PASS 1234
                        S: +OK
                        C: STAT
                        S: +OK 1234 5678\
                        """);
        assertFalse(row.contains("1234"), row);
        assertFalse(row.contains("mailbox_mails"), row);
    }

    @Test
    void aLongArgumentIsMaskedBeforeItIsCut() throws IOException {
        String row =
                row(
                        "pop3.log",
                        110,
                        """
                        S: +OK
                        C: USER alice
                        S: +OK
                        C: PASS sesame
                        S: +OK
                        C: LIST sesame%s
                        S: -ERR\
                        """
                                .formatted(".".repeat(70_000)));
        String shown = "<redacted>" + ".".repeat(65_536 - "<redacted>".length());
        assertShows(row, "\"last_command\":\"LIST " + shown + "\"");
    }

    @Test
    void aMechanismIsShownInCapitals() throws IOException {
        String row =
                row(
                        "pop3.log",
                        110,
                        """
                        S: +OK
                        C: AUTH x-pl\u007fin c2VzYW1l
                        S: -ERR\
                        """);
        assertShows(row, "\"mechanism\":\"X-PL?IN\"");
        assertShows(row, "\"last_command\":\"AUTH x-pl\\\\x7fin <redacted>\"");
    }

    @Test
    void aConnectionThatWasGreetedHasARow() throws IOException {
        String row = row("pop3.log", 110, "S: +OK ready");
        assertShows(row, "\"greeting\":\"ready\"");
        assertShows(row, "\"last_reply\":\"OK ready\"");
        assertShows(row, "\"commands\":0");
    }
}
