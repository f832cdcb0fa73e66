package io.mailtap.decode;

import static io.mailtap.decode.Octets.ethernet;
import static io.mailtap.decode.Octets.hex;
import static io.mailtap.decode.Octets.ipv4;
import static io.mailtap.decode.Octets.ipv6;
import static io.mailtap.decode.Octets.join;
import static io.mailtap.decode.Octets.part;
import static io.mailtap.decode.Octets.tcp;
import static io.mailtap.decode.Octets.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is seen of a frame at a glance is what decoding it finds.
final class SliceTest {
    private static final byte[] SEGMENT = tcp(Packet.ACK, new byte[0], new byte[40]);
    private static final byte[] V4 = ipv4(6, SEGMENT);
    private static final byte[] V6 = ipv6(6, SEGMENT);
    private static final List<byte[]> PLAIN =
            List.of(
                    ethernet(0x0800, V4),
                    ethernet(0x86dd, V6),
                    ethernet(0x8100, join(hex("0078 0800"), V4)),
                    ethernet(0x8100, join(hex("0078 8100 0005 86dd"), V6)));
    private static final List<byte[]> ODD =
            List.of(
                    ethernet(0x0800, ipv4(17, udp(1, 53, new byte[20]))),
                    ethernet(0x0800, ipv4(6, 5, 0x2000, part(SEGMENT, 0, 32))),
                    ethernet(0x0800, ipv4(6, 5, 4, part(SEGMENT, 32, SEGMENT.length))),
                    ethernet(0x86dd, ipv6(44, join(hex("06000001 00000001"), SEGMENT))),
                    ethernet(0x0800, ipv4(4, V4)),
                    ethernet(0x8847, join(hex("00001100"), V4)),
                    ethernet(0x0800, part(V4, 0, 30)));

    /// The slices of all that a frame's decoding tells.
    private static final class Slices implements PacketConsumer {
        private final List<Integer> seen = new ArrayList<>();

        @Override
        public void onPacket(Packet packet) {
            seen.add(Slice.of(packet));
        }

        @Override
        public void onNetWeird(String name, String detail) {}

        @Override
        public void onFlowWeird(String name, Packet packet) {}

        @Override
        public void onConnectionWeird(String name, Packet packet) {
            seen.add(Slice.of(packet));
        }

        @Override
        public void onBadChecksum(Packet packet) {
            seen.add(Slice.of(packet));
        }
    }

    private static Frame frame(byte[] octets) {
        return new Frame().set(1, LinkType.ETHERNET, octets.length, octets, 0, octets.length);
    }

    private static List<Integer> decoded(byte[] octets) {
        Slices slices = new Slices();
        new FrameDecoder(slices, DecodeOptions.DEFAULT.withVerifyChecksums(true))
                .decode(frame(octets), 1);
        return slices.seen;
    }

    @Test
    void tcpBehindEthernetAndTagsIsSeenAtAGlance() {
        for (byte[] octets : PLAIN) {
            int slice = Slice.of(frame(octets), new Packet());
            assertNotEquals(Slice.ANY, slice, HexFormat.of().formatHex(octets));
            assertEquals(List.of(slice), decoded(octets));
        }
    }

    @Test
    void whatMayConcernSeveralConnectionsOrNoneIsForAll() {
        for (byte[] octets : ODD) {
            assertEquals(
                    Slice.ANY,
                    Slice.of(frame(octets), new Packet()),
                    HexFormat.of().formatHex(octets));
        }
    }

    @Test
    void bothDirectionsAreOfOneSlice() {
        Packet there = new Packet();
        there.protocol = 6;
        there.srcLow = 0x0a000001;
        there.srcPort = 40_000;
        there.dstLow = 0x0a000002;
        there.dstPort = 25;
        Packet back = new Packet();
        back.protocol = 6;
        back.srcLow = there.dstLow;
        back.srcPort = there.dstPort;
        back.dstLow = there.srcLow;
        back.dstPort = there.srcPort;
        assertEquals(Slice.of(there), Slice.of(back));
    }

    @Test
    void connectionsAreSpreadOverAllSlices() {
        int[] counts = new int[Slice.COUNT];
        Packet packet = new Packet();
        packet.protocol = 6;
        packet.dstLow = 0x0a000002;
        packet.dstPort = 25;
        for (int i = 0; i < 16_000; i++) {
            packet.srcLow = 0x0a010000 + i / 100;
            packet.srcPort = 32_768 + i % 100;
            counts[Slice.of(packet)]++;
        }
        for (int count : counts) {
            assertTrue(count > 700 && count < 1300, () -> java.util.Arrays.toString(counts));
        }
    }

    @Test
    void ofDamagedFramesNothingIsFoundThatIsOfAnotherSlice() {
        Random random = new Random(3);
        int glances = 0;
        for (int i = 0; i < 200_000; i++) {
            List<byte[]> some = random.nextInt(8) == 0 ? ODD : PLAIN;
            byte[] octets = some.get(random.nextInt(some.size())).clone();
            for (int n = random.nextInt(4); n > 0; n--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            octets = part(octets, 0, octets.length - Math.max(0, random.nextInt(60) - 40));
            int slice = Slice.of(frame(octets), new Packet());
            if (slice != Slice.ANY) {
                glances++;
                for (int found : decoded(octets)) {
                    assertEquals(slice, found, HexFormat.of().formatHex(octets));
                }
            }
        }
        assertTrue(glances > 50_000, "seen at a glance: " + glances);
    }
}
