package io.mailtap.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.util.List;
import java.util.Random;

/// Carries mails over SMTP, with DATA or BDAT, or POP3, in segments of random lengths.
final class GeneratedTraffic {
    private final Random random;
    private final Conversation conversation;
    private final int longestSegment;

    private GeneratedTraffic(Conversation conversation, Random random) {
        this.conversation = conversation;
        this.random = random;
        longestSegment = List.of(1, 7, 100, 1448, 60_000).get(random.nextInt(5));
    }

    /// Carries some mails over one connection.
    static void carry(List<GeneratedMail> mails, Engine engine, int clientPort, Random random) {
        boolean pop3 =
                mails.stream().noneMatch(GeneratedMail::needsChunks) && random.nextInt(3) == 0;
        ConnectionId id =
                new ConnectionId(
                        IpAddress.v4(0x0a000001),
                        clientPort,
                        IpAddress.v4(0x0a000002),
                        pop3 ? 110 : 25,
                        TransportProtocol.TCP,
                        6);
        try (Conversation conversation = engine.conversation(id, 1_000_000_000L * clientPort)) {
            GeneratedTraffic traffic = new GeneratedTraffic(conversation, random);
            if (pop3) {
                traffic.retrieve(mails);
            } else {
                traffic.deliver(mails);
            }
        }
    }

    private void retrieve(List<GeneratedMail> mails) {
        server("+OK\r\n");
        client("USER a\r\n");
        server("+OK\r\n");
        client("PASS b\r\n");
        server("+OK\r\n");
        for (int i = 0; i < mails.size(); i++) {
            client("RETR " + (i + 1) + "\r\n");
            server("+OK mail follows\r\n" + stuffed(mails.get(i).octets()) + ".\r\n");
        }
        client("QUIT\r\n");
        server("+OK\r\n");
    }

    private void deliver(List<GeneratedMail> mails) {
        server("220 mx\r\n");
        client("EHLO c\r\n");
        server("250-mx\r\n250 CHUNKING\r\n");
        for (GeneratedMail mail : mails) {
            client("MAIL FROM:<a@b.test>\r\n");
            server("250 ok\r\n");
            client("RCPT TO:<c@d.test>\r\n");
            server("250 ok\r\n");
            if (mail.needsChunks() || random.nextInt(3) == 0) {
                chunks(mail.octets());
            } else {
                client("DATA\r\n");
                server("354 go\r\n");
                client(stuffed(mail.octets()) + ".\r\n");
                server("250 queued\r\n");
            }
        }
        client("QUIT\r\n");
        server("221 bye\r\n");
    }

    private void chunks(byte[] octets) {
        int most = List.of(50, 1_000, 100_000).get(random.nextInt(3));
        int at = 0;
        boolean last = false;
        while (!last) {
            int count =
                    Math.min(
                            octets.length - at, random.nextInt(Math.max(most, octets.length / 50)));
            last = at + count == octets.length && random.nextBoolean();
            client("BDAT " + count + (last ? " LAST\r\n" : "\r\n"));
            client(new String(octets, at, count, ISO_8859_1));
            server("250 " + count + " octets\r\n");
            at += count;
        }
    }

    private static String stuffed(byte[] octets) {
        String text = new String(octets, ISO_8859_1).replace("\r\n.", "\r\n..");
        return text.startsWith(".") ? "." + text : text;
    }

    private void client(String latin1) {
        send(latin1, true);
    }

    private void server(String latin1) {
        send(latin1, false);
    }

    private void send(String latin1, boolean client) {
        byte[] octets = latin1.getBytes(ISO_8859_1);
        int at = 0;
        // Single octets of a large mail would only take time.
        int longest = octets.length > 20_000 ? Math.max(100, longestSegment) : longestSegment;
        while (at < octets.length) {
            int count = Math.min(octets.length - at, 1 + random.nextInt(longest));
            byte[] segment = java.util.Arrays.copyOfRange(octets, at, at + count);
            if (client) {
                conversation.originator(segment);
            } else {
                conversation.responder(segment);
            }
            at += count;
        }
    }
}
