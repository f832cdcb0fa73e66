package io.mailtap.stream;

import io.mailtap.BenchFrames;
import io.mailtap.Benchmarks;
import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import io.mailtap.decode.DecodeOptions;
import io.mailtap.decode.FrameDecoder;
import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// A segment without payload finds its connection among so many, at random: time per segment,
/// decoding, state and timer included.
public class LookupBenchmark extends Benchmarks {
    private static final int ACKNOWLEDGEMENT = 2;

    @Param({"1000", "100000"})
    public int connections;

    private final Frame frame = new Frame();
    private byte[][] acknowledgements = new byte[0][];
    private int[] order = new int[0];
    private int at;
    private FrameDecoder decoder = decoder();

    private record Nobody() implements FlowObserver {
        @Override
        public void onNew(Flow flow) {}

        @Override
        public void onFlip(Flow flow) {}

        @Override
        public void onEstablished(Flow flow) {}

        @Override
        public void onContentGap(Flow flow, Direction from, long seq, long length) {}

        @Override
        public void onWeird(Flow flow, String name, String detail, String source) {}

        @Override
        public void onFlowWeird(String name, IpAddress source, IpAddress destination) {}

        @Override
        public void onNetWeird(String name, String detail) {}

        @Override
        public void onRemove(Flow flow) {}
    }

    private static FrameDecoder decoder() {
        return new FrameDecoder(
                new ConnectionTable(new Nobody(), StreamLimits.DEFAULT), DecodeOptions.DEFAULT);
    }

    @Setup(Level.Trial)
    public void open() {
        decoder = decoder();
        acknowledgements = new byte[connections][];
        order = new int[1 << 16];
        for (int i = 0; i < connections; i++) {
            BenchFrames connection = BenchFrames.open(i, 25, false);
            connection.frames().forEach(this::feed);
            acknowledgements[i] = connection.frames().get(ACKNOWLEDGEMENT);
        }
        Random random = new Random(1);
        for (int i = 0; i < order.length; i++) {
            order[i] = random.nextInt(connections);
        }
    }

    private void feed(byte[] octets) {
        frame.set(1_000_000_000L, LinkType.ETHERNET, octets.length, octets, 0, octets.length);
        decoder.decode(frame, 1);
    }

    @Benchmark
    public void find() {
        at = at + 1 & order.length - 1;
        feed(acknowledgements[order[at]]);
    }
}
