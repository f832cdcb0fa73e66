package io.mailtap;

import io.mailtap.capture.Frame;
import io.mailtap.log.LogFormat;
import io.mailtap.log.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Whole connections with all logs on, by the number of their mails: time per connection. Without a
/// mail it is handshake and goodbye; a mail has eight header fields and 25 lines of text.
public class ConnectionBenchmark extends Benchmarks {
    private static final String MAIL =
            """
            Received: from c.example by mx.example; Thu, 15 Jan 2026 08:00:00 +0000\r
            Date: Thu, 15 Jan 2026 08:56:53 +0000\r
            From: Alice <alice@client.example>\r
            To: bob@mx.example\r
            Subject: Minutes of the meeting\r
            Message-ID: <af8693dc@client.example>\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=us-ascii\r
            \r
            """
                    + "all that was said at the meeting, line by line\r\n".repeat(25);

    @Param({"0", "1", "3"})
    public int mails;

    private final Frame frame = new Frame();
    private Engine engine = Engine.builder().build();
    private Logs logs = logs(engine);
    private BenchFrames frames = BenchFrames.open(1, 8443, false);
    private long nanos = 1_000_000_000L;

    private static Logs logs(Engine engine) {
        try {
            Path dir = Files.createTempDirectory("mailtap-bench");
            return new Logs(dir, LogFormat.TSV, engine.events());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Setup
    public void open() {
        engine = Engine.builder().build();
        logs = logs(engine);
        frames = mails == 0 ? BenchFrames.open(1, 8443, false) : smtp();
        frames.close();
    }

    private BenchFrames smtp() {
        BenchFrames session =
                BenchFrames.open(1, 25, false)
                        .server("220 mx.example ESMTP\r\n")
                        .client("EHLO client.example\r\n")
                        .server("250-mx.example\r\n250 8BITMIME\r\n");
        for (int i = 0; i < mails; i++) {
            session.client("MAIL FROM:<alice@client.example>\r\n")
                    .server("250 2.1.0 Ok\r\n")
                    .client("RCPT TO:<bob@mx.example>\r\n")
                    .server("250 2.1.5 Ok\r\n")
                    .client("DATA\r\n")
                    .server("354 go\r\n")
                    .client(MAIL + ".\r\n")
                    .server("250 2.0.0 Ok: queued\r\n");
        }
        return session.client("QUIT\r\n").server("221 Bye\r\n");
    }

    @Benchmark
    public long connection() {
        nanos = frames.feed(engine, frame, nanos) + 10_000_000_000L;
        return nanos;
    }

    @TearDown
    public void close() throws IOException {
        engine.close();
        logs.close();
    }
}
