package io.mailtap.bytes;

import io.mailtap.Benchmarks;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The search for line ends: time per line of so many octets.
public class LineScanBenchmark extends Benchmarks {
    private static final int LINES = 1000;

    /// Commands and replies, text, base64.
    @Param({"20", "60", "76"})
    public int octets;

    private ByteSlice text = new ByteSlice();

    @Setup
    public void write() {
        StringBuilder lines = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < LINES; i++) {
            int length = octets == 76 ? 76 : octets / 2 + random.nextInt(octets);
            for (int k = 0; k < length; k++) {
                lines.append((char) ('a' + random.nextInt(26)));
            }
            lines.append("\r\n");
        }
        text = ByteSlice.of(lines.toString().getBytes(StandardCharsets.US_ASCII));
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public int scan() {
        int found = 0;
        int at = 0;
        while (true) {
            int end = text.indexOfLineEnd(at);
            if (end < 0) {
                return found;
            }
            found++;
            at = end + 2;
        }
    }
}
