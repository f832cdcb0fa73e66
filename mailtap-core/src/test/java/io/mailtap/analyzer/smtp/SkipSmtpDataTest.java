package io.mailtap.analyzer.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.event.Event;
import io.mailtap.event.MimeEvent.MimeSegmentData;
import io.mailtap.event.SmtpEvent.SmtpData;
import io.mailtap.event.SmtpEvent.SmtpRequest;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `skip_smtp_data`: the text of a mail is not raised any more, all else is.
final class SkipSmtpDataTest {
    private static final String TWO_MAILS =
            """
            EHLO c
            MAIL FROM:<a@b>
            RCPT TO:<c@d>
            DATA

            one
            two
            .
            MAIL FROM:<a@b>
            RCPT TO:<c@d>
            DATA

            three
            .
            """
                    .replace("\n", "\r\n");

    private final Engine engine = Engine.builder().build();
    private final List<String> data = new ArrayList<>();
    private final List<String> segments = new ArrayList<>();

    private void run() {
        engine.events().on(SmtpData.class, e -> data.add(e.data().ascii()));
        engine.events().on(MimeSegmentData.class, e -> segments.add(e.data().ascii().strip()));
        IpAddress client = IpAddress.v4(1);
        ConnectionId id =
                new ConnectionId(client, 1024, IpAddress.v4(2), 25, TransportProtocol.TCP, 6);
        try (Conversation conversation = engine.conversation(id, 0)) {
            conversation.originator(TWO_MAILS.getBytes(ISO_8859_1));
        }
        engine.close();
    }

    private <E extends Event> void skipAt(Class<E> type, String text) {
        engine.events()
                .on(
                        type,
                        event -> {
                            if (event.toString().contains(text)) {
                                engine.skipSmtpData(connection(event));
                            }
                        });
    }

    private static Connection connection(Event event) {
        return switch (event) {
            case SmtpData e -> e.c();
            case SmtpRequest e -> e.c();
            default -> throw new IllegalArgumentException(event.toString());
        };
    }

    @Test
    void withoutItAllTextIsRaised() {
        run();
        assertEquals(List.of("", "one", "two", "", "three"), data);
        assertEquals(List.of("one", "two", "three"), segments);
    }

    @Test
    void withinAMailItHoldsUntilTheNext() {
        skipAt(SmtpData.class, "one");
        run();
        assertEquals(List.of("", "one", "", "three"), data);
        assertEquals(List.of("one", "two", "three"), segments);
    }

    @Test
    void beforeAMailItIsUndoneByData() {
        skipAt(SmtpRequest.class, "RCPT");
        run();
        assertEquals(List.of("", "one", "two", "", "three"), data);
    }
}
