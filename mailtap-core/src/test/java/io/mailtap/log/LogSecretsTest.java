package io.mailtap.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.event.Pop3Event.Pop3Reply;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets that turn up again in what smtp.log and pop3.log show.
final class LogSecretsTest {
    @TempDir Path dir;

    private static ConnectionId id(int port) {
        return new ConnectionId(
                IpAddress.v4(0x0a000001),
                40_000,
                IpAddress.v4(0x0a000002),
                port,
                TransportProtocol.TCP,
                6);
    }

    /// The only row of a log.
    ///
    /// @param dialogue lines, each behind `C: ` or `S: `; `lost` for a line of the server
    private String row(String log, int port, String dialogue) throws IOException {
        Engine engine = Engine.builder().build();
        try (Logs _ = new Logs(dir, LogFormat.JSON, engine.events());
                engine;
                Conversation c = engine.conversation(id(port), 0)) {
            for (String line : dialogue.lines().toList()) {
                if (line.equals("lost")) {
                    c.gap(Direction.RESPONDER, 20);
                    continue;
                }
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
    void smtpLogShowsNoneThatOthersHaveDrivenOut() throws IOException {
        String row =
                row(
                        "smtp.log",
                        25,
                        """
                        S: 220 mx
                        C: MAIL FROM:<alice@example.com>
                        S: 250 ok
                        C: AUTH PLAIN AGFsaWNlAHNlc2FtZQ==
                        S: 535 alice, not sesame
                        """
                                + guesses("C: AUTH PLAIN guess", ""));
        assertShows(row, "\"last_reply\":\"535 alice, not <redacted>\"");
    }

    @Test
    void pop3LogShowsNoneThatOthersHaveDrivenOut() throws IOException {
        String row =
                row(
                        "pop3.log",
                        110,
                        """
                        S: +OK
                        C: USER alice
                        S: +OK
                        C: PASS sesame
                        S: -ERR not sesame
                        """
                                + guesses("C: APOP alice guess", "lost\n"));
        assertShows(row, "\"commands\":258");
        assertShows(row, "\"last_reply\":\"ERR not <redacted>\"");
    }

    /// More of them than secrets are remembered, and what comes instead of an answer to each.
    private static String guesses(String line, String answer) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2 * Secrets.MOST_SECRETS; i++) {
            lines.append(line).append(i).append('\n').append(answer);
        }
        return lines.toString();
    }

    @Test
    void aReplyIsNotCutWithinASecret() throws IOException {
        String row =
                row(
                        "pop3.log",
                        110,
                        """
                        S: +OK
                        C: USER alice
                        S: +OK
                        C: PASS sesame
                        S: -ERR\s\
                        """
                                + "x".repeat(BoundedSet.LONGEST_VALUE - 3)
                                + "sesame\n");
        assertFalse(row.contains("xs"), () -> row.substring(row.length() - 200));
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

    @Test
    void littleOfALongReplyIsKept() {
        Engine engine = Engine.builder().build();
        Redactor redactor = Redactor.create();
        List<Integer> kept = new ArrayList<>();
        engine.events().on(Pop3Reply.class, e -> kept.add(redactor.kept(e.c(), e.msg()).length()));
        try (engine;
                Conversation c = engine.conversation(id(110), 0)) {
            c.responder(("+OK " + "x".repeat(1_000_000) + "\r\n").getBytes(US_ASCII));
        }
        assertEquals(List.of(BoundedSet.LONGEST_VALUE), kept);
    }
}
