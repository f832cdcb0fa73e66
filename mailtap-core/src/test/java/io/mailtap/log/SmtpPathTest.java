package io.mailtap.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

/// The path of a mail in smtp.log.
final class SmtpPathTest {
    @TempDir Path dir;

    private String path(String... headers) throws IOException {
        Engine engine = Engine.builder().build();
        try (Logs logs = new Logs(dir, LogFormat.JSON, engine.events())) {
            try (engine) {
                send(engine, String.join("\r\n", headers));
            }
            assertEquals(1, logs.rows().get(dir.resolve("smtp.log")));
        }
        String row = Files.readString(dir.resolve("smtp.log"));
        int from = row.indexOf("\"path\":[") + "\"path\":[".length();
        return row.substring(from, row.indexOf(']', from)).replace("\"", "");
    }

    private static void send(Engine engine, String headers) {
        IpAddress client = IpAddress.v4(0x0a000001);
        IpAddress server = IpAddress.v4(0x0a000002);
        ConnectionId id = new ConnectionId(client, 40_000, server, 25, TransportProtocol.TCP, 6);
        try (Conversation conversation = engine.conversation(id, 0)) {
            String start = "EHLO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n";
            String text = start + headers + "\r\n\r\nx\r\n.\r\n";
            conversation.originator(text.getBytes(ISO_8859_1));
        }
    }

    @Test
    void aPathBeginsWithTheTwoEnds() throws IOException {
        assertEquals("10.0.0.2,10.0.0.1", path("Subject: x"));
    }

    @Test
    void ofSeveralAddressesTheSecondCounts() throws IOException {
        assertEquals(
                "10.0.0.2,10.0.0.1,5.6.7.8,9.9.9.9",
                path(
                        "Received: from [1.2.3.4] by [5.6.7.8] for [7.7.7.7]",
                        "Received: from x ([9.9.9.9])"));
    }

    @Test
    void anAddressIsNotRepeatedAtOnce() throws IOException {
        assertEquals(
                "10.0.0.2,10.0.0.1,1.2.3.4,10.0.0.1",
                path(
                        "Received: from [10.0.0.1]",
                        "Received: from [1.2.3.4]",
                        "Received: from (1.2.3.4)",
                        "Received: from [10.0.0.1]"));
    }

    @Test
    void fieldsWithoutAddressAreSkipped() throws IOException {
        assertEquals(
                "10.0.0.2,10.0.0.1",
                path("Received: from x ([IPv6:2001:db8::1])", "Received: by 8.12.11/8.12"));
    }

    @Test
    void fieldsOfPartsDoNotCount() throws IOException {
        assertEquals(
                "10.0.0.2,10.0.0.1,1.2.3.4",
                path(
                        "Received: from [1.2.3.4]",
                        "Content-Type: message/rfc822",
                        "",
                        "Received: from [5.6.7.8]"));
    }
}
