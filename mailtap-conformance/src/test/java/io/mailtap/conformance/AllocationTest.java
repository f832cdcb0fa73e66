package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.mailtap.Engine;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import io.mailtap.event.Event;
import io.mailtap.event.FileEvent.FileStateRemove;
import io.mailtap.event.SmtpEvent.SmtpReply;
import io.mailtap.event.SmtpEvent.SmtpRequest;
import io.mailtap.net.Direction;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Nothing is allocated for each octet or segment on the way to handlers that only count.
final class AllocationTest {
    /// Octets for each packet, as a mean: what each connection and mail makes is spread over many.
    private static final long MOST = 16;

    private static final int ATTACHMENT = 3_000_000;
    private static final int MSS = 1460;
    private static final int PCAP_HEADER = 24;
    private static final int PACKET_HEADER = 16;
    private static final long HOUR = 3_600_000_000_000L;

    private final Engine engine = Engine.builder().build();
    private final Frame frame = new Frame();
    private long events;
    private long packets;

    private void count(Event event) {
        events++;
    }

    @Test
    void aMailOfFourMegabytesAllocatesNextToNothingForEachPacket() {
        engine.events()
                .on(SmtpRequest.class, this::count)
                .on(SmtpReply.class, this::count)
                .on(FileStateRemove.class, this::count);
        byte[] capture = DialogueCapture.of(turns(), 25);
        feed(capture, HOUR); // classes are loaded, buffers grow
        feed(capture, 2 * HOUR);
        packets = 0;
        events = 0;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        feed(capture, 3 * HOUR);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        System.out.println(allocated + " octets allocated for " + packets + " packets");
        assertTrue(events > 10, "events: " + events);
        assertTrue(packets > 5000, "packets: " + packets);
        assertTrue(allocated / packets < MOST, allocated + " octets, " + packets + " packets");
    }

    private static List<Dialogue.Turn> turns() {
        byte[] attachment = new byte[ATTACHMENT];
        new Random(1).nextBytes(attachment);
        String mail =
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n--b\r\n"
                        + "Content-Type: application/octet-stream; name=x.bin\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(attachment)
                        + "\r\n--b--\r\n.\r\n";
        List<Dialogue.Turn> turns = new ArrayList<>();
        server(turns, "220 ready\r\n");
        client(turns, "EHLO c\r\n");
        server(turns, "250 mx\r\n");
        client(turns, "MAIL FROM:<a@b.example>\r\n");
        server(turns, "250 ok\r\n");
        client(turns, "RCPT TO:<c@d.example>\r\n");
        server(turns, "250 ok\r\n");
        client(turns, "DATA\r\n");
        server(turns, "354 go\r\n");
        client(turns, mail);
        server(turns, "250 ok\r\n");
        client(turns, "QUIT\r\n");
        server(turns, "221 bye\r\n");
        return turns;
    }

    private static void client(List<Dialogue.Turn> turns, String text) {
        say(turns, Direction.ORIGINATOR, text);
    }

    private static void server(List<Dialogue.Turn> turns, String text) {
        say(turns, Direction.RESPONDER, text);
    }

    private static void say(List<Dialogue.Turn> turns, Direction from, String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < octets.length; at += MSS) {
            byte[] part = Arrays.copyOfRange(octets, at, Math.min(octets.length, at + MSS));
            turns.add(new Dialogue.Turn.Say(from, part));
        }
    }

    private void feed(byte[] capture, long nanos) {
        ByteSlice octets = ByteSlice.of(capture);
        int at = PCAP_HEADER;
        while (at < capture.length) {
            int length = octets.i32(at + 8);
            at += PACKET_HEADER;
            frame.set(nanos + at, LinkType.RAW, length, capture, at, length);
            engine.packet(frame);
            packets++;
            at += length;
        }
    }
}
