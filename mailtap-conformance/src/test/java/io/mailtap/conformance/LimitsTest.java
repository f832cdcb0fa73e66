package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.event.MimeEvent;
import io.mailtap.event.SmtpEvent.SmtpRequest;
import io.mailtap.event.WeirdEvent;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Limits that are reached are reported, and the analysis goes on.
final class LimitsTest {
    private static final String TO_MAIL =
            "MAIL FROM:<ann@client.example>\r\nRCPT TO:<bob@mx.example>\r\nDATA\r\n";

    private final Set<String> weirds = new TreeSet<>();
    private long mails;

    private void smtp(String client) {
        run(25, "220 ready\r\n", "EHLO client\r\n" + client + "\r\n.\r\nQUIT\r\n");
    }

    private void run(int port, String server, String client) {
        Engine engine = Engine.builder().build();
        engine.events()
                .on(WeirdEvent.class, (WeirdEvent e) -> weirds.add(e.name()))
                .on(MimeEvent.MimeAllHeaders.class, (MimeEvent.MimeAllHeaders _) -> {})
                .on(MimeEvent.MimeAllData.class, (MimeEvent.MimeAllData _) -> mails++);
        Conversation conversation = engine.conversation(id(40_000, port), 0);
        conversation.responder(server.getBytes(StandardCharsets.ISO_8859_1));
        conversation.originator(client.getBytes(StandardCharsets.ISO_8859_1));
        conversation.close();
        engine.close();
    }

    @Test
    void connectionsWhoseProtocolStaysUnknownShareTheirMemory() {
        Engine engine = Engine.builder().build();
        engine.events()
                .on(WeirdEvent.class, (WeirdEvent e) -> weirds.add(e.name()))
                .on(SmtpRequest.class, (SmtpRequest _) -> mails++);
        byte[] greeting = ("220-" + "x".repeat(33_000)).getBytes(StandardCharsets.ISO_8859_1);
        int most = 128 * 1024 * 1024 / 32_768;
        List<Conversation> open = new ArrayList<>();
        for (int i = 0; i < most / 2; i++) {
            open.add(engine.conversation(id(1000 + i, 4025), 0).responder(greeting));
        }
        assertTrue(weirds.isEmpty(), weirds::toString);
        for (int i = most / 2; i < most + most / 8; i++) {
            open.add(engine.conversation(id(1000 + i, 4025), 0).responder(greeting));
        }
        assertTrue(weirds.contains("detection_memory_exceeded"), weirds::toString);
        open.forEach(Conversation::close);
        weirds.clear();
        Conversation next = engine.conversation(id(999, 4025), 0);
        next.responder("220 x\r\n".getBytes(StandardCharsets.ISO_8859_1));
        next.originator("EHLO y\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(weirds.isEmpty(), weirds::toString);
        assertTrue(mails == 1, "what has ended has given its memory back");
        engine.close();
    }

    private static ConnectionId id(int clientPort, int serverPort) {
        return new ConnectionId(
                address("192.0.2.1"),
                clientPort,
                address("192.0.2.25"),
                serverPort,
                TransportProtocol.TCP,
                6);
    }

    private static IpAddress address(String text) {
        return Objects.requireNonNull(IpAddress.parse(text));
    }

    @Test
    void aLineOfSeventeenMegabytesIsCut() {
        smtp(TO_MAIL + "A: b\r\n\r\n" + "x".repeat(17_000_000));
        assertTrue(weirds.contains("contentline_size_exceeded"), weirds::toString);
        assertTrue(mails == 1, "the mail ends");
    }

    @Test
    void tooManyCommandsWithoutRepliesAreForgotten() {
        smtp("NOOP\r\n".repeat(2000) + TO_MAIL + "A: b\r\n\r\ntext");
        assertTrue(weirds.contains("smtp_excessive_pending_cmds"), weirds::toString);
        assertTrue(mails == 1, "the mail is still found");
    }

    @Test
    void tooManyPipelinedPop3CommandsAreCounted() {
        run(110, "+OK ready\r\n", "NOOP\r\n".repeat(2000));
        assertTrue(weirds.contains("pop3_client_too_many_pending_commands"), weirds::toString);
    }

    @Test
    void mailsWithinMailsEndAtTheLimit() {
        smtp(TO_MAIL + "Content-Type: message/rfc822\r\n\r\n".repeat(150) + "text");
        assertTrue(weirds.contains("exceeded_mime_max_depth"), weirds::toString);
        assertTrue(mails == 1, "the mail ends");
    }

    @Test
    void aFieldFoldedWithoutEndIsCut() {
        smtp(TO_MAIL + "A: b\r\n" + (" " + "x".repeat(99) + "\r\n").repeat(1000) + "\r\ntext");
        assertTrue(weirds.contains("exceeded_mime_max_header_bytes"), weirds::toString);
        assertTrue(mails == 1, "the mail ends");
    }

    @Test
    void aListOfTooManyFieldsIsCut() {
        smtp(TO_MAIL + "A: b\r\n".repeat(10_001) + "\r\ntext");
        assertTrue(weirds.contains("exceeded_mime_header_fields"), weirds::toString);
    }

    @Test
    void gatheredDataAreCut() {
        smtp(TO_MAIL + "A: b\r\n\r\n" + ("x".repeat(998) + "\r\n").repeat(70_000));
        assertTrue(weirds.contains("exceeded_mime_gathered_bytes"), weirds::toString);
        assertTrue(mails == 1, "the mail ends");
    }
}
