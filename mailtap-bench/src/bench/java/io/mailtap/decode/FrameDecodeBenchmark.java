package io.mailtap.decode;

import io.mailtap.BenchFrames;
import io.mailtap.Benchmarks;
import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// From a frame to a TCP segment: time per frame.
public class FrameDecodeBenchmark extends Benchmarks {
    private static final int FRAMES = 100;

    @Param({"ethernet-ipv4", "vlan-ipv6"})
    public String link = "";

    private final Frame frame = new Frame();
    private final Counter counter = new Counter();
    private FrameDecoder decoder = new FrameDecoder(counter, DecodeOptions.DEFAULT);
    private List<byte[]> frames = List.of();

    private static final class Counter implements PacketConsumer {
        private long octets;

        @Override
        public void onPacket(Packet packet) {
            octets += packet.payload.length() + packet.srcPort;
        }

        @Override
        public void onNetWeird(String name, String detail) {}

        @Override
        public void onFlowWeird(String name, Packet packet) {}

        @Override
        public void onBadChecksum(Packet packet) {}
    }

    @Setup
    public void write() {
        decoder = new FrameDecoder(counter, DecodeOptions.DEFAULT);
        BenchFrames connection = BenchFrames.open(1, 25, link.startsWith("vlan"));
        while (connection.frames().size() < FRAMES) {
            connection.client("NOOP\r\n").server("250 2.0.0 Ok\r\n");
        }
        frames = connection.frames().subList(0, FRAMES);
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long decode() {
        for (byte[] octets : frames) {
            frame.set(1, LinkType.ETHERNET, octets.length, octets, 0, octets.length);
            decoder.decode(frame, 1);
        }
        return counter.octets;
    }
}
