package io.mailtap.event;

import io.mailtap.Benchmarks;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.event.WeirdEvent.NetWeird;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// An event of two texts, built if somebody wants it: time per event.
public class RaiseBenchmark extends Benchmarks {
    @Param({"0", "1", "3"})
    public int handlers;

    private Events events = new Events(new Still());
    private final ByteSlice text = ByteSlice.of("250 2.1.0 Ok, and a little more");
    private long seen;

    private record Still() implements Moment {
        @Override
        public long nanos() {
            return 1;
        }

        @Override
        public long packet() {
            return 1;
        }
    }

    @Setup
    public void register() {
        events = new Events(new Still());
        for (int i = 0; i < handlers; i++) {
            events.on(NetWeird.class, (NetWeird e) -> seen += e.name().length());
        }
    }

    @Benchmark
    public long raise() {
        if (events.wants(EventType.NET_WEIRD)) {
            events.raise(new NetWeird("name", text.toBytes().ascii(), ""));
        }
        return seen;
    }
}
