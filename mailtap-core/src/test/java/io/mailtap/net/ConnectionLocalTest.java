package io.mailtap.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.event.ConnectionEvent.NewConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What handlers attach to connections.
final class ConnectionLocalTest {
    private static final int HANDLERS = 5;

    private final List<ConnectionLocal<String>> locals =
            IntStream.range(0, HANDLERS).mapToObj(_ -> new ConnectionLocal<String>()).toList();

    /// A connection of an engine's.
    private static Connection connection(int port) {
        ConnectionId id =
                new ConnectionId(
                        IpAddress.v4(0x0a000001),
                        port,
                        IpAddress.v4(0x0a000002),
                        25,
                        TransportProtocol.TCP,
                        6);
        List<Connection> opened = new ArrayList<>();
        try (Engine engine = Engine.builder().build()) {
            engine.events().on(NewConnection.class, (NewConnection e) -> opened.add(e.c()));
            try (Conversation c = engine.conversation(id, 0)) {
                c.responder("220 mx\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
        }
        return opened.getFirst();
    }

    private List<String> values(Connection c) {
        return locals.stream().map(local -> String.valueOf(local.get(c))).toList();
    }

    @Test
    void everyHandlerHasItsOwn() {
        Connection c = connection(40_000);
        for (int i = 0; i < HANDLERS; i++) {
            assertNull(locals.get(i).get(c));
            locals.get(i).set(c, "" + i);
        }
        assertEquals(List.of("0", "1", "2", "3", "4"), values(c));
        assertEquals(List.of("null", "null", "null", "null", "null"), values(connection(40_001)));
    }

    @Test
    void valuesAreReplacedAndTakenOff() {
        Connection c = connection(40_000);
        for (int i = 0; i < HANDLERS; i++) {
            locals.get(i).set(c, null);
            locals.get(i).set(c, "a" + i);
        }
        for (int i = 0; i < HANDLERS; i++) {
            locals.get(i).set(c, i % 2 == 0 ? null : "b" + i);
        }
        assertEquals(List.of("null", "b1", "null", "b3", "null"), values(c));
        assertEquals("made", locals.get(0).get(c, () -> "made"));
        assertEquals("made", locals.get(0).get(c, () -> "made again"));
        assertEquals(List.of("made", "b1", "null", "b3", "null"), values(c));
    }
}
