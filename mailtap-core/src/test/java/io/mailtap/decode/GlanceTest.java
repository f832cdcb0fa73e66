package io.mailtap.decode;

import static io.mailtap.decode.Octets.ethernet;
import static io.mailtap.decode.Octets.hex;
import static io.mailtap.decode.Octets.ipv4;
import static io.mailtap.decode.Octets.ipv6;
import static io.mailtap.decode.Octets.join;
import static io.mailtap.decode.Octets.part;
import static io.mailtap.decode.Octets.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is read of a frame at a glance is what the decoders of its layers read, to the last field.
final class GlanceTest {
    private static final byte[] SEGMENT = tcp(Packet.ACK, new byte[0], new byte[40]);
    private static final byte[] SYN =
            tcp(Packet.SYN, hex("020405b4 0402 01 030307 0000"), new byte[3]);
    private static final byte[] COOKED = hex("0000 0001 0006 020000000007 0000");

    private record Sample(int linkType, byte[] octets) {}

    private static final List<Sample> SAMPLES =
            List.of(
                    on(ethernet(0x0800, ipv4(6, SEGMENT))),
                    on(ethernet(0x0800, ipv4(6, SYN))),
                    on(ethernet(0x86dd, ipv6(6, SEGMENT))),
                    on(ethernet(0x8100, join(hex("2078 0800"), ipv4(6, SEGMENT)))),
                    on(ethernet(0x8100, join(hex("2078 8100 f005 86dd"), ipv6(6, SYN)))),
                    on(ethernet(0x0800, join(ipv4(6, SEGMENT), new byte[6]))),
                    on(ethernet(0x0800, ipv4(17, SEGMENT))),
                    on(ethernet(0x0800, ipv4(6, 5, 0x2000, SEGMENT))),
                    new Sample(LinkType.RAW, ipv4(6, SYN)),
                    new Sample(LinkType.RAW, ipv6(6, SEGMENT)),
                    new Sample(LinkType.LINUX_SLL, join(COOKED, hex("0800"), ipv4(6, SEGMENT))),
                    new Sample(
                            LinkType.LINUX_SLL,
                            join(COOKED, hex("8100 0078 86dd"), ipv6(6, SEGMENT))));

    private static Sample on(byte[] octets) {
        return new Sample(LinkType.ETHERNET, octets);
    }

    /// Writes down everything that is told.
    private static final class Told implements PacketConsumer {
        private final List<String> lines = new ArrayList<>();
        private final FrameDecoder decoder = new FrameDecoder(this, DecodeOptions.DEFAULT);

        @Override
        public void onPacket(Packet packet) {
            lines.add(all(packet));
        }

        @Override
        public void onNetWeird(String name, String detail) {
            lines.add("net " + name + detail);
        }

        @Override
        public void onFlowWeird(String name, Packet packet) {
            lines.add("flow " + name);
        }

        @Override
        public void onConnectionWeird(String name, Packet packet) {
            lines.add("connection " + name);
        }

        @Override
        public void onBadChecksum(Packet packet) {
            lines.add("checksum");
        }
    }

    private static String all(Packet packet) {
        StringBuilder text = new StringBuilder();
        try {
            for (Field field : Packet.class.getFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    text.append(field.getName()).append('=').append(field.get(packet)).append(' ');
                }
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        return text.toString();
    }

    @Test
    void whatIsUsualIsComplete() {
        for (Sample sample : SAMPLES.subList(0, 6)) {
            Frame frame = frame(sample, sample.octets(), 0);
            Packet packet = new Packet();
            int ip = Glance.read(frame, packet);
            assertTrue(Glance.complete(frame, ip, packet));
        }
    }

    @Test
    void withChecksumsToVerifyALookIsNotEnough() {
        Frame frame = frame(SAMPLES.getFirst(), SAMPLES.getFirst().octets(), 0);
        Packet packet = new Packet();
        int ip = Glance.read(frame, packet);
        DecodeOptions verifying = DecodeOptions.DEFAULT.withVerifyChecksums(true);
        assertFalse(new FrameDecoder(new Told(), verifying).complete(frame, ip, packet));
    }

    @Test
    void damagedFramesAreToldOfAsTheLayersTellOfThem() {
        Random random = new Random(4);
        Told glancing = new Told();
        Told thorough = new Told();
        int complete = 0;
        for (int i = 0; i < 300_000; i++) {
            Sample sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
            byte[] octets = sample.octets().clone();
            for (int n = random.nextInt(4); n > 0; n--) {
                octets[random.nextInt(octets.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(9) * 0x11);
            }
            octets = part(octets, 0, octets.length - Math.max(0, random.nextInt(80) - 40));
            Frame frame = frame(sample, octets, Math.max(0, random.nextInt(100) - 80));
            Packet packet = new Packet();
            int ip = Glance.read(frame, packet);
            complete += ip != Glance.NOWHERE && Glance.complete(frame, ip, packet) ? 1 : 0;
            glancing.decoder.decode(frame, 0);
            thorough.decoder.byLayers(frame);
            assertEquals(thorough.lines, glancing.lines, HexFormat.of().formatHex(octets));
            glancing.lines.clear();
            thorough.lines.clear();
        }
        assertTrue(complete > 100_000, "complete: " + complete);
    }

    private static Frame frame(Sample sample, byte[] octets, int lost) {
        return new Frame()
                .set(7, sample.linkType(), octets.length + lost, octets, 0, octets.length);
    }
}
