package io.mailtap.conformance;

import io.mailtap.Engine;
import io.mailtap.TcpSegment;
import io.mailtap.capture.CaptureException;
import io.mailtap.capture.CaptureReader;
import io.mailtap.capture.Frame;
import io.mailtap.decode.DecodeOptions;
import io.mailtap.decode.FrameDecoder;
import io.mailtap.decode.Packet;
import io.mailtap.decode.PacketConsumer;
import io.mailtap.net.IpAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The TCP segments of a capture, and ways to cut them up.
final class Segments {
    private static final int TCP = 6;
    private static final int FIN = 1;
    private static final int SYN_OR_RST = 6;

    /// How a segment's payload is cut.
    interface Cut {
        /// {@return the length of the next piece}
        ///
        /// @param left octets not cut yet, at least 1
        int next(int left);
    }

    private Segments() {}

    static Cut octets() {
        return _ -> 1;
    }

    static Cut random(long seed) {
        Random random = new Random(seed);
        return left -> 1 + random.nextInt(Math.min(left, 1 + random.nextInt(64)));
    }

    /// {@return all segments of a capture whose payload was captured whole}
    static List<TcpSegment> of(Path capture) throws CaptureException {
        List<TcpSegment> segments = new ArrayList<>();
        FrameDecoder decoder = new FrameDecoder(new Gatherer(segments), DecodeOptions.DEFAULT);
        try (CaptureReader reader = CaptureReader.open(capture)) {
            Frame frame = new Frame();
            while (reader.next(frame)) {
                decoder.decode(frame, reader.packets());
            }
        }
        return segments;
    }

    private record Gatherer(List<TcpSegment> segments) implements PacketConsumer {
        @Override
        public void onPacket(Packet packet) {
            if (packet.protocol == TCP) {
                byte[] payload = new byte[packet.payload.length()];
                packet.payload.copyTo(0, payload, 0, payload.length);
                segments.add(
                        new TcpSegment(
                                packet.timeNanos,
                                new IpAddress(packet.srcHigh, packet.srcLow),
                                packet.srcPort,
                                new IpAddress(packet.dstHigh, packet.dstLow),
                                packet.dstPort,
                                packet.sequence & 0xffff_ffffL,
                                packet.acknowledgement & 0xffff_ffffL,
                                packet.flags,
                                packet.window,
                                payload));
            }
        }

        @Override
        public void onNetWeird(String name, String detail) {}

        @Override
        public void onFlowWeird(String name, Packet packet) {}

        @Override
        public void onBadChecksum(Packet packet) {}
    }

    /// Feeds a segment in pieces, each of which is overwritten as soon as it was taken.
    static void feed(Engine engine, TcpSegment segment, Cut cut) {
        byte[] payload = segment.payload();
        if (payload.length < 2 || (segment.flags() & SYN_OR_RST) != 0) {
            engine.segment(segment);
            return;
        }
        int at = 0;
        while (at < payload.length) {
            int count = cut.next(payload.length - at);
            boolean last = at + count == payload.length;
            byte[] piece = Arrays.copyOfRange(payload, at, at + count);
            int flags = last ? segment.flags() : segment.flags() & ~FIN;
            engine.segment(
                    new TcpSegment(
                            segment.timeNanos(),
                            segment.source(),
                            segment.sourcePort(),
                            segment.destination(),
                            segment.destinationPort(),
                            segment.sequence() + at & 0xffff_ffffL,
                            segment.acknowledgement(),
                            flags,
                            segment.window(),
                            piece));
            Arrays.fill(piece, (byte) 0xaa);
            at += count;
        }
    }
}
