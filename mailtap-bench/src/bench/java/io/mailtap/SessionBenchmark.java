package io.mailtap;

import io.mailtap.capture.Frame;
import io.mailtap.event.Event;
import io.mailtap.event.FileEvent;
import io.mailtap.event.MimeEvent;
import io.mailtap.event.Pop3Event;
import io.mailtap.event.SmtpEvent;
import java.util.Base64;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Whole connections through the whole engine, frame by frame: time per line, of connections that
/// have a thousand lines of one kind (SMTP's and POP3's: five hundred commands and their replies).
public class SessionBenchmark extends Benchmarks {
    private static final int LINES = 1000;

    /// What the lines are.
    public enum Content {
        SMTP,
        POP3,
        TEXT,
        HEADERS,
        MULTIPART,
        BASE64,
        QUOTED_PRINTABLE;

        BenchFrames frames() {
            return switch (this) {
                case SMTP -> smtp();
                case POP3 -> pop3();
                case TEXT -> mail("", line("text of a mail, seventy octets or so a line, "));
                case HEADERS -> mail("X-Field: value of a header field", "");
                case MULTIPART -> multipart();
                case BASE64 -> mail("Content-Transfer-Encoding: base64", base64());
                case QUOTED_PRINTABLE ->
                        mail(
                                "Content-Transfer-Encoding: quoted-printable",
                                line("gr=C3=BC=C3=9Fe und viel Text, in dem wenig=20=\r\nzu tun "));
            };
        }
    }

    @Param public Content content = Content.SMTP;

    /// Who takes events: nobody, or a handler for each of the mail's.
    @Param({"nobody", "all"})
    public String handlers = "";

    private final Frame frame = new Frame();
    private Engine engine = Engine.builder().build();
    private BenchFrames frames = BenchFrames.open(1, 25, false);
    private long nanos = 1_000_000_000L;
    private long events;

    @Setup
    public void open() {
        engine = Engine.builder().build();
        if (handlers.equals("all")) {
            engine.events()
                    .on(SmtpEvent.class, this::count)
                    .on(Pop3Event.class, this::count)
                    .on(MimeEvent.class, this::count)
                    .on(FileEvent.class, this::count);
        }
        frames = content.frames().close();
        connection();
        if (handlers.equals("all") && events < LINES) {
            throw new IllegalStateException("only " + events + " events");
        }
    }

    private void count(Event event) {
        events++;
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public long connection() {
        nanos = frames.feed(engine, frame, nanos) + 10_000_000_000L;
        return events;
    }

    private static BenchFrames smtp() {
        BenchFrames frames = BenchFrames.open(1, 25, false).server("220 mx.example ESMTP\r\n");
        for (int i = 0; i < LINES / 10; i++) {
            frames.client("MAIL FROM:<alice.317@client.example>\r\n").server("250 2.1.0 Ok\r\n");
            for (int k = 0; k < 3; k++) {
                frames.client("RCPT TO:<bob.129@shop.example>\r\n").server("250 2.1.5 Ok\r\n");
            }
            frames.client("RSET\r\n").server("250 2.0.0 Ok\r\n");
        }
        return frames;
    }

    private static BenchFrames pop3() {
        BenchFrames frames = BenchFrames.open(1, 110, false).server("+OK ready\r\n");
        for (int i = 0; i < LINES / 10; i++) {
            frames.client("STAT\r\n").server("+OK 3 12000\r\n");
            for (int k = 0; k < 3; k++) {
                frames.client("DELE 1\r\n").server("+OK Marked to be deleted.\r\n");
            }
            frames.client("NOOP\r\n").server("+OK\r\n");
        }
        return frames;
    }

    private static BenchFrames mail(String field, String line) {
        StringBuilder text = new StringBuilder();
        boolean fields = line.isEmpty();
        text.append((field + "\r\n").repeat(fields ? LINES : field.isEmpty() ? 0 : 1))
                .append("\r\n");
        text.append(line.repeat(fields ? 0 : LINES));
        return mail(text.toString());
    }

    private static BenchFrames mail(String text) {
        return BenchFrames.open(1, 25, false)
                .server("220 mx.example ESMTP\r\n")
                .client("EHLO client\r\n")
                .server("250 mx.example\r\n")
                .client("MAIL FROM:<a@b.example>\r\n")
                .server("250 Ok\r\n")
                .client("RCPT TO:<c@d.example>\r\n")
                .server("250 Ok\r\n")
                .client("DATA\r\n")
                .server("354 go\r\n")
                .client(text + ".\r\n")
                .server("250 Ok\r\n");
    }

    private static BenchFrames multipart() {
        StringBuilder text =
                new StringBuilder(
                        "Content-Type: multipart/mixed; boundary=\"--=_NextPart\"\r\n\r\n");
        for (int i = 0; i < LINES / 10; i++) {
            text.append("----=_NextPart\r\nContent-Type: text/plain\r\n\r\n");
            text.append("-- a line that might be a boundary\r\n".repeat(7));
        }
        return mail(text.append("----=_NextPart--\r\n").toString());
    }

    private static String line(String text) {
        return text + text.substring(0, Math.min(28, text.length())) + "\r\n";
    }

    private static String base64() {
        byte[] octets = new byte[57];
        new Random(1).nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets) + "\r\n";
    }
}
