package io.mailtap.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows of smtp.log where octets were lost.
final class SmtpLogGapTest {
    private static final ConnectionId ID =
            new ConnectionId(
                    IpAddress.v4(0x0a000001),
                    40_000,
                    IpAddress.v4(0x0a000002),
                    25,
                    TransportProtocol.TCP,
                    6);

    @TempDir Path dir;

    private static void client(Conversation c, String text) {
        c.originator(text.getBytes(US_ASCII));
    }

    private static void server(Conversation c, String text) {
        c.responder(text.getBytes(US_ASCII));
    }

    @Test
    void mailsOnBothSidesOfAGapHaveTheirOwnRows() throws IOException {
        Engine engine = Engine.builder().build();
        try (Logs logs = new Logs(dir, LogFormat.JSON, engine.events())) {
            try (engine;
                    Conversation c = engine.conversation(ID, 0)) {
                server(c, "220 mx\r\n");
                client(c, "EHLO c\r\n");
                server(c, "250 mx\r\n");
                client(c, "MAIL FROM:<a@b>\r\n");
                server(c, "250 ok\r\n");
                client(c, "RCPT TO:<c@d>\r\n");
                server(c, "250 ok\r\n");
                client(c, "DATA\r\n");
                server(c, "354 go\r\n");
                client(c, "Subject: first\r\n\r\ntext\r\n");
                c.gap(Direction.ORIGINATOR, 500);
                server(c, "354 go\r\n");
                client(c, "Subject: second\r\n\r\ntext\r\n.\r\n");
                server(c, "250 queued\r\n");
            }
            assertEquals(2, logs.rows().get(dir.resolve("smtp.log")));
        }
        List<String> rows = Files.readAllLines(dir.resolve("smtp.log"));
        assertTrue(rows.get(0).contains("\"subject\":\"first\""), rows.get(0));
        assertTrue(rows.get(0).contains("\"mailfrom\":\"a@b\""), rows.get(0));
        assertTrue(rows.get(1).contains("\"subject\":\"second\""), rows.get(1));
        assertFalse(rows.get(1).contains("mailfrom"), rows.get(1));
    }
}
