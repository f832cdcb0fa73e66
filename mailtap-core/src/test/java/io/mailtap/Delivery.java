package io.mailtap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.mailtap.net.ConnectionId;
import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;

/// A client that delivers mails over SMTP, for tests of what comes of the mails.
public final class Delivery implements AutoCloseable {
    private static final ConnectionId ID =
            new ConnectionId(
                    IpAddress.v4(0x0a000001),
                    40_000,
                    IpAddress.v4(0x0a000002),
                    25,
                    TransportProtocol.TCP,
                    6);

    private final Conversation conversation;

    /// Greets.
    public Delivery(Engine engine) {
        conversation = engine.conversation(ID, 1_000_000_000L);
        server("220 mx\r\n");
        client("EHLO c\r\n");
        server("250 mx\r\n");
    }

    public Delivery client(String latin1) {
        conversation.originator(latin1.getBytes(ISO_8859_1));
        return this;
    }

    public Delivery server(String latin1) {
        conversation.responder(latin1.getBytes(ISO_8859_1));
        return this;
    }

    /// Begins a mail: what the client says next is text.
    public Delivery begin() {
        client("MAIL FROM:<a@b>\r\n").server("250 ok\r\n");
        client("RCPT TO:<c@d>\r\n").server("250 ok\r\n");
        return client("DATA\r\n").server("354 go\r\n");
    }

    public Delivery end() {
        return client(".\r\n").server("250 queued\r\n");
    }

    /// Delivers a mail whose lines do not begin with dots.
    public Delivery mail(String latin1) {
        return begin().client(latin1).end();
    }

    public Delivery gap(long octets) {
        conversation.gap(Direction.ORIGINATOR, octets);
        return this;
    }

    public Delivery serverGap(long octets) {
        conversation.gap(Direction.RESPONDER, octets);
        return this;
    }

    public Delivery at(long nanos) {
        conversation.at(nanos);
        return this;
    }

    @Override
    public void close() {
        conversation.close();
    }
}
