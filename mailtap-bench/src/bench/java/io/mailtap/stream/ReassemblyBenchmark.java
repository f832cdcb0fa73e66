package io.mailtap.stream;

import io.mailtap.Benchmarks;
import io.mailtap.bytes.ByteSlice;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Segments of 1460 octets put in order, every second of them acknowledged: time per segment.
public class ReassemblyBenchmark extends Benchmarks {
    private static final int SEGMENTS = 1000;
    private static final int MSS = 1460;

    /// How many of a hundred come up to eight places late.
    @Param({"0", "2", "50"})
    public int late;

    private final Counter counter = new Counter();
    private final int[] order = new int[SEGMENTS];
    private final ByteSlice data = ByteSlice.of(new byte[MSS]);

    private static final class Counter implements Reassembler.Sink {
        private long octets;

        @Override
        public void deliver(Reassembler from, ByteSlice piece) {
            octets += piece.length();
        }

        @Override
        public void gap(Reassembler from, long seq, long length) {
            throw new IllegalStateException("nothing is missing");
        }
    }

    @Setup
    public void shuffle() {
        Random random = new Random(1);
        for (int i = 0; i < SEGMENTS; i++) {
            order[i] = i;
        }
        for (int i = 0; i + 8 < SEGMENTS; i++) {
            if (random.nextInt(100) < late) {
                int other = i + 1 + random.nextInt(8);
                int moved = order[i];
                System.arraycopy(order, i + 1, order, i, other - i);
                order[other] = moved;
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(SEGMENTS)
    public long put() {
        Reassembler reassembler = new TcpEndpoint();
        for (int i = 0; i < SEGMENTS; i++) {
            reassembler.add(1 + (long) order[i] * MSS, data, true, counter);
            if ((i & 1) == 1) {
                reassembler.acknowledge(reassembler.next(), false, counter);
            }
        }
        return counter.octets;
    }
}
