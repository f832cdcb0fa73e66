package io.mailtap.decode;

import static io.mailtap.decode.Octets.ethernet;
import static io.mailtap.decode.Octets.hex;
import static io.mailtap.decode.Octets.ipv4;
import static io.mailtap.decode.Octets.ipv6;
import static io.mailtap.decode.Octets.join;
import static io.mailtap.decode.Octets.part;
import static io.mailtap.decode.Octets.tcp;
import static io.mailtap.decode.Octets.udp;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.capture.Frame;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecoderFuzzTest {
    private static final int[] LINK_TYPES = {
        0, 1, 9, 10, 12, 14, 50, 101, 105, 108, 113, 127, 149, 228, 229, 239, 276
    };
    private static final byte[] SEGMENT =
            tcp(Packet.SYN, hex("020405b4 0402 01 030307 0000"), new byte[40]);
    private static final byte[] V4 = ipv4(6, SEGMENT);
    private static final byte[] V6 = ipv6(0, join(hex("2b00010400000000"), routed()));
    private static final List<byte[]> GOOD =
            List.of(
                    ethernet(0x0800, V4),
                    ethernet(0x8100, join(hex("0001 8864 1100 0005 003e 0021"), V4)),
                    ethernet(0x8847, join(hex("00001100"), V6)),
                    ethernet(80, join(hex("aaaa03 000000 86dd"), V6)),
                    ethernet(0x0800, ipv4(6, 5, 0x2000, part(SEGMENT, 0, 32))),
                    ethernet(0x0800, ipv4(6, 5, 4, part(SEGMENT, 32, SEGMENT.length))),
                    ethernet(0x86dd, ipv6(44, join(hex("06000001 00000001"), SEGMENT))),
                    ethernet(0x0800, ipv4(47, join(hex("b000 6558"), new byte[12], frame()))),
                    ethernet(
                            0x0800,
                            ipv4(47, join(hex("3081 880b"), new byte[12], hex("ff030021"), V4))),
                    ethernet(0x0800, ipv4(47, join(hex("1000 22eb"), new byte[16], frame()))),
                    ethernet(0x0800, ipv4(4, ipv4(41, V6))),
                    ethernet(
                            0x0800, ipv4(17, udp(1, 4789, join(hex("0800000000000000"), frame())))),
                    ethernet(
                            0x0800, ipv4(17, udp(1, 6081, join(hex("0000655800000000"), frame())))),
                    ethernet(0x0800, ipv4(17, udp(1, 3544, join(hex("0000000000000000"), V6)))));

    private static byte[] routed() {
        return join(hex("0602000100000000"), new byte[16], SEGMENT);
    }

    private static byte[] frame() {
        return ethernet(0x0800, V4);
    }

    @Test
    void randomOctetsNeverThrow() {
        Random random = new Random(1);
        for (int linkType : LINK_TYPES) {
            Prober prober = new Prober(linkType);
            for (int i = 0; i < 20_000; i++) {
                byte[] octets = new byte[random.nextInt(120)];
                random.nextBytes(octets);
                if (octets.length > 20 && random.nextBoolean()) {
                    octets[random.nextInt(20)] = (byte) (random.nextBoolean() ? 0x45 : 0x60);
                }
                prober.decode(random, octets);
            }
        }
    }

    @Test
    void mutatedPacketsNeverThrow() {
        Random random = new Random(2);
        Prober prober = new Prober(1);
        for (int i = 0; i < 400_000; i++) {
            byte[] octets = GOOD.get(random.nextInt(GOOD.size())).clone();
            for (int n = random.nextInt(4); n > 0; n--) {
                octets[random.nextInt(octets.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(8) * 0x11);
            }
            boolean cut = random.nextInt(4) == 0;
            prober.decode(random, cut ? part(octets, 0, random.nextInt(octets.length)) : octets);
        }
        assertTrue(prober.packets > 200_000, "packets found: " + prober.packets);
    }

    /// Checks what must hold for every packet, and says which octets broke it.
    private static final class Prober implements PacketConsumer {
        private final int linkType;
        private final Frame frame = new Frame();
        private final FrameDecoder[] decoders = {
            new FrameDecoder(this, DecodeOptions.DEFAULT),
            new FrameDecoder(this, DecodeOptions.DEFAULT.withVerifyChecksums(true)),
            new FrameDecoder(this, new DecodeOptions(false, 2, 50, 9000, 3, 3000, 2))
        };
        private long number;
        private int packets;

        Prober(int linkType) {
            this.linkType = linkType;
        }

        void decode(Random random, byte[] octets) {
            int onWire = octets.length + (random.nextInt(3) == 0 ? random.nextInt(2000) : 0);
            number++;
            for (FrameDecoder decoder : decoders) {
                try {
                    decoder.decode(
                            frame.set(number, linkType, onWire, octets, 0, octets.length), number);
                } catch (RuntimeException | AssertionError e) {
                    fail("link " + linkType + " " + HexFormat.of().formatHex(octets), e);
                }
            }
        }

        @Override
        public void onPacket(Packet packet) {
            packets++;
            ByteSlice payload = packet.payload;
            assertTrue(payload.length() <= packet.payloadLength);
            assertTrue(packet.payloadLength <= packet.ipLength);
            assertTrue(packet.srcPort >= 0 && packet.srcPort <= 0xffff);
            assertTrue(packet.tunnels.size() <= 4);
        }

        @Override
        public void onNetWeird(String name, String detail) {
            assertTrue(!name.isEmpty());
        }

        @Override
        public void onFlowWeird(String name, Packet packet) {
            assertTrue(!name.isEmpty());
        }

        @Override
        public void onBadChecksum(Packet packet) {
            assertTrue(packet.badChecksum);
        }
    }
}
