package io.mailtap.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.MimeEvent.MimeAllHeaders;
import io.mailtap.event.MimeEvent.MimeOneHeader;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Handlers that take header fields where they lie.
final class FieldHandlersTest {
    private static final String MAIL =
            "Subject: a\r\n b\r\nx-Empty:\r\nno field\r\nContent-Type: text/plain\r\n\r\nbody\r\n";

    private final Engine engine = Engine.builder().build();
    private final List<String> seen = new ArrayList<>();

    /// Feeds a mail that is fetched, in pieces of so many octets.
    private void feed(int octets) {
        ConnectionId id =
                new ConnectionId(
                        IpAddress.v4(0x0a000001),
                        40_000,
                        IpAddress.v4(0x0a000002),
                        110,
                        TransportProtocol.TCP,
                        6);
        Conversation c = engine.conversation(id, 1_000_000_000L);
        c.responder("+OK\r\n".getBytes(ISO_8859_1))
                .originator("RETR 1\r\n".getBytes(ISO_8859_1))
                .responder("+OK\r\n".getBytes(ISO_8859_1));
        for (int at = 0; at < MAIL.length(); at += octets) {
            String piece = MAIL.substring(at, Math.min(MAIL.length(), at + octets));
            c.responder(piece.getBytes(ISO_8859_1));
        }
        c.close();
    }

    private void note(Bytes name, Bytes value, String how) {
        seen.add(name + "=" + value + how);
    }

    @Test
    void theyGetEachFieldAsItIsOnTheWire() {
        engine.events().onField((_, name, value) -> note(name.toBytes(), value.toBytes(), ""));
        feed(MAIL.length());
        assertEquals(List.of("Subject=a b", "x-Empty=", "Content-Type=text/plain"), seen);
    }

    @Test
    void theyGetTheSameHoweverTheStreamIsCut() {
        engine.events().onField((_, name, value) -> note(name.toBytes(), value.toBytes(), ""));
        feed(1);
        assertEquals(List.of("Subject=a b", "x-Empty=", "Content-Type=text/plain"), seen);
    }

    @Test
    void theyComeBeforeThoseOfTheEventAndInTheOrderOfTheirRegistration() {
        engine.events()
                .on(MimeOneHeader.class, e -> note(e.h().originalName(), e.h().value(), " event"))
                .on(MimeAllHeaders.class, e -> seen.add("all " + e.hlist().size()))
                .onField((_, name, value) -> note(name.toBytes(), value.toBytes(), " first"))
                .onField((_, name, value) -> note(name.toBytes(), value.toBytes(), " second"));
        feed(MAIL.length());
        List<String> expected = new ArrayList<>();
        for (String field : List.of("Subject=a b", "x-Empty=", "Content-Type=text/plain")) {
            expected.addAll(List.of(field + " first", field + " second", field + " event"));
        }
        expected.add("all 3");
        assertEquals(expected, seen);
    }

    @Test
    void theyAreNoHandlersOfAnEvent() {
        engine.events().onField((_, _, _) -> {});
        assertFalse(engine.events().wants(EventType.MIME_ONE_HEADER));
        assertFalse(engine.events().of(EventType.MIME_ONE_HEADER).any());
    }

    @Test
    void whatTheyThrowReachesWhoeverFeedsTheEngine() {
        engine.events()
                .onField((_, _, _) -> {
                    throw new IllegalArgumentException("no");
                });
        HandlerException e = assertThrows(HandlerException.class, () -> feed(MAIL.length()));
        assertTrue(e.getMessage().contains("mime_one_header"), e::getMessage);
        assertEquals("no", e.getCause().getMessage());
    }
}
