package io.mailtap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import io.mailtap.event.ConnectionEvent.ContentGap;
import io.mailtap.event.SmtpEvent.SmtpReply;
import io.mailtap.event.SmtpEvent.SmtpRequest;
import io.mailtap.net.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Segments that were captured behind their own acknowledgement.
final class LateSegmentsTest {
    private static final IpAddress CLIENT = IpAddress.parse("192.0.2.1");
    private static final IpAddress SERVER = IpAddress.parse("192.0.2.25");
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final long MILLISECOND = 1_000_000L;

    private final Engine engine = Engine.builder().build();
    private final List<String> seen = new ArrayList<>();
    private long now = 1_000 * MILLISECOND;

    @BeforeEach
    void establish() {
        engine.events()
                .on(SmtpRequest.class, e -> seen.add(e.command() + " " + e.arg()))
                .on(SmtpReply.class, e -> seen.add(e.code() + " to " + e.cmd()))
                .on(ContentGap.class, e -> seen.add("gap " + e.seq() + "+" + e.length()));
        client(0, 0, SYN, "");
        server(0, 1, SYN | ACK, "");
        client(1, 1, ACK, "");
        server(1, 1, ACK, "220 mx\r\n");
    }

    private void client(long sequence, long acknowledged, int flags, String text) {
        segment(CLIENT, 40_000, SERVER, 25, sequence, acknowledged, flags, text);
    }

    private void server(long sequence, long acknowledged, int flags, String text) {
        segment(SERVER, 25, CLIENT, 40_000, sequence, acknowledged, flags, text);
    }

    private void segment(
            IpAddress from,
            int fromPort,
            IpAddress to,
            int toPort,
            long sequence,
            long acknowledged,
            int flags,
            String text) {
        now += MILLISECOND;
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        engine.segment(
                new TcpSegment(
                        now,
                        from,
                        fromPort,
                        to,
                        toPort,
                        sequence,
                        acknowledged,
                        flags,
                        65_535,
                        octets));
    }

    @Test
    void aSegmentBehindItsAcknowledgementIsReadInItsPlace() {
        server(9, 9, ACK, "250 mx\r\n");
        client(1, 9, ACK, "EHLO c\r\n");
        assertEquals(List.of("220 to >", "EHLO c", "250 to EHLO"), seen);
    }

    @Test
    void segmentsOfBothSidesMayBeLate() {
        server(17, 15, ACK, "250 ok\r\n");
        client(9, 17, ACK, "NOOP\r\n");
        server(9, 9, ACK, "250 mx\r\n");
        client(1, 9, ACK, "EHLO c\r\n");
        assertEquals(List.of("220 to >", "EHLO c", "250 to EHLO", "NOOP ", "250 to NOOP"), seen);
    }

    @Test
    void octetsThatNeverComeAreAGapAtTheirPlaceOnceTheWaitIsOver() {
        server(9, 9, ACK, "250 mx\r\n");
        assertEquals(List.of("220 to >"), seen);
        now += 300 * MILLISECOND;
        segment(CLIENT, 50_000, SERVER, 80, 0, 0, SYN, "");
        assertEquals(List.of("220 to >", "gap 1+8", "(UNKNOWN) ", "250 to (UNKNOWN)"), seen);
    }

    @Test
    void octetsThatNeverComeAreAGapWhenTheConnectionIsForgotten() {
        server(9, 9, ACK, "250 mx\r\n");
        client(9, 17, FIN | ACK, "");
        engine.close();
        assertEquals(List.of("220 to >", "gap 1+8", "(UNKNOWN) ", "250 to (UNKNOWN)"), seen);
    }

    @Test
    void octetsThatTheCaptureCutOffAreNotWaitedFor() {
        clientCutOff(1, 9, "EHLO c\r\n", 6);
        server(9, 9, ACK, "250 mx\r\n");
        assertEquals(List.of("220 to >", "gap 1+8", "(UNKNOWN) ", "250 to (UNKNOWN)"), seen);
    }

    /// Sends a packet of which the capture holds all but `missing` octets.
    private void clientCutOff(int sequence, int acknowledged, String text, int missing) {
        now += MILLISECOND;
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer packet =
                ByteBuffer.allocate(40 + octets.length)
                        .put(new byte[] {0x45, 0, 0, (byte) (40 + octets.length), 0, 0, 0, 0, 64})
                        .put(new byte[] {6, 0, 0, (byte) 192, 0, 2, 1, (byte) 192, 0, 2, 25})
                        .putShort((short) 40_000)
                        .putShort((short) 25)
                        .putInt(sequence)
                        .putInt(acknowledged)
                        .put(new byte[] {0x50, ACK, -1, -1, 0, 0, 0, 0})
                        .put(octets);
        int length = packet.position();
        engine.packet(
                new Frame().set(now, LinkType.RAW, length, packet.array(), 0, length - missing));
    }

    @Test
    void fewPacketsWait() {
        server(9, 9, ACK, "250 mx\r\n");
        for (int i = 0; i < 31; i++) {
            assertEquals(List.of("220 to >"), seen);
            server(17 + 8 * i, 9, ACK, "250 ok\r\n");
        }
        assertEquals("gap 1+8", seen.get(1));
        assertEquals(34, seen.stream().filter(each -> each.startsWith("2")).count() + 1);
    }
}
