package io.mailtap.log;

import io.mailtap.Benchmarks;
import io.mailtap.bytes.Bytes;
import io.mailtap.net.IpAddress;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// A row of fourteen columns formatted into memory: time per row.
public class RowBenchmark extends Benchmarks {
    private static final Schema SCHEMA =
            Schema.of(
                    "bench",
                    "ts time",
                    "uid string",
                    "orig_h addr",
                    "orig_p port",
                    "resp_h addr",
                    "resp_p port",
                    "duration interval",
                    "orig_bytes count",
                    "tls bool",
                    "from string",
                    "to set[string]",
                    "subject string",
                    "reply string",
                    "service string");

    @Param public LogFormat format = LogFormat.TSV;

    private final RowBuffer buffer = new RowBuffer();
    private final IpAddress client = IpAddress.v4(0x0a01300c);
    private final IpAddress server = IpAddress.v4(0xc0a80103);
    private final Bytes from = Bytes.of("alice.317@client.example");
    private final List<Bytes> recipients =
            List.of(Bytes.of("bob.129@shop.example"), Bytes.of("carol.77@shop.example"));
    private final Bytes subject = Bytes.of("Minutes of Tuesday's meeting");
    private final Bytes reply = Bytes.of("250 2.0.0 Ok: queued as 4A3F2B1C0D");
    private Row row = new TsvRow(buffer);
    private long nanos = 1_768_464_000_123_456_789L;

    @Setup
    public void make() {
        row =
                switch (format) {
                    case TSV -> new TsvRow(buffer);
                    case JSON -> new JsonRow(buffer, SCHEMA.columns());
                };
    }

    @Benchmark
    public int write() {
        buffer.truncate(0);
        nanos += 1_234_567;
        row.time(nanos).name("CZJAmY0UVFn2sG252").address(client).count(40_123);
        row.address(server).count(25).interval(1_234_567_890L).count(12_345).bool(false);
        row.octets(from).octetSet(recipients).octets(subject).octets(reply).name("smtp");
        row.end();
        return buffer.length();
    }
}
