package io.mailtap;

import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import io.mailtap.log.LogFormat;
import io.mailtap.log.Logs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/// Opens connections that then say nothing more, and prints the heap that each takes, with the logs
/// on.
///
/// Arguments: how many; what they are (`handshake`, `other`, `pop3`, `smtp`, `mail`, or `mixed`;
/// all of them one after the other unless named); `histogram`, to see which objects take it.
public final class IdleConnections {
    private static final int PORT_AT = 14 + 20;
    private static final int ADDRESS_AT = 14 + 12;
    private static final List<String> KINDS =
            List.of("handshake", "other", "pop3", "smtp", "mail", "mixed");

    private final Engine engine = Engine.builder().build();
    private final Frame frame = new Frame();
    private long nanos = 1_768_464_000_000_000_000L;

    private IdleConnections() {}

    /// Runs it.
    ///
    /// @param args as above
    /// @throws IOException if the logs cannot be written
    /// @throws JMException if there is no histogram
    public static void main(String[] args) throws IOException, JMException {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        boolean named = args.length > 1 && !args[1].equals("histogram");
        for (String kind : named ? List.of(args[1]) : KINDS) {
            measure(count, kind, Arrays.asList(args).contains("histogram"));
        }
    }

    private static void measure(int count, String kind, boolean histogram)
            throws IOException, JMException {
        IdleConnections idle = new IdleConnections();
        Path dir = Files.createTempDirectory("mailtap-idle");
        try (Logs _ = new Logs(dir, LogFormat.TSV, idle.engine.events())) {
            long before = heap();
            idle.open(count, frames(kind));
            long after = heap();
            long held = idle.engine.statistics().open();
            System.out.printf(
                    "%-10s %,10d connections %,6d MiB of heap %,6d octets each%n",
                    kind, held, (after - before) >> 20, (after - before) / held);
            if (histogram) {
                System.out.println(histogram());
            }
        }
    }

    private static List<BenchFrames> frames(String kind) {
        BenchFrames other =
                BenchFrames.open(0, 8443, false)
                        .client("some request, 0123456789\n")
                        .server("some answer, 0123456789\n");
        BenchFrames pop3 = BenchFrames.open(0, 110, false).server("+OK POP3 server ready\r\n");
        return switch (kind) {
            case "handshake" -> List.of(BenchFrames.open(0, 25, false));
            case "other" -> List.of(other);
            case "pop3" -> List.of(pop3);
            case "smtp" -> List.of(smtp());
            case "mail" -> List.of(mail());
            case "mixed" -> List.of(smtp(), pop3, other, smtp());
            default -> throw new IllegalArgumentException("none of " + KINDS + ": " + kind);
        };
    }

    private static BenchFrames smtp() {
        return BenchFrames.open(0, 25, false)
                .server("220 mx.example ESMTP Postfix\r\n")
                .client("EHLO client.example\r\n")
                .server("250-mx.example\r\n250-SIZE 10240000\r\n250 8BITMIME\r\n");
    }

    /// In the middle of an attachment.
    private static BenchFrames mail() {
        return smtp().client("MAIL FROM:<alice@client.example>\r\n")
                .server("250 2.1.0 Ok\r\n")
                .client("RCPT TO:<bob@mx.example>\r\n")
                .server("250 2.1.5 Ok\r\n")
                .client("DATA\r\n")
                .server("354 go\r\n")
                .client(
                        """
                        From: alice@client.example\r
                        To: bob@mx.example\r
                        Subject: Minutes of the meeting\r
                        Message-ID: <1@client.example>\r
                        Content-Type: multipart/mixed; boundary=b\r
                        \r
                        --b\r
                        Content-Type: application/pdf; name=minutes.pdf\r
                        Content-Transfer-Encoding: base64\r
                        \r
                        """
                                + ("JVBERi0xLjQKJVBERi0xLjQKJVBERi0xLjQKJVBERi0xLjQK\r\n")
                                        .repeat(100));
    }

    /// Clients differ in address and port: those of the frames are written over.
    private void open(int count, List<BenchFrames> kinds) {
        for (int i = 0; i < count; i++) {
            for (byte[] octets : kinds.get(i % kinds.size()).frames()) {
                boolean orig = octets[5] == 2;
                int port = 1024 + i % 60_000;
                int portAt = PORT_AT + (orig ? 0 : 2);
                octets[portAt] = (byte) (port >>> 8);
                octets[portAt + 1] = (byte) port;
                octets[ADDRESS_AT + (orig ? 3 : 7)] = (byte) (1 + i / 60_000);
                frame.set(nanos, LinkType.ETHERNET, octets.length, octets, 0, octets.length);
                engine.packet(frame);
            }
            nanos += 1000;
        }
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static String histogram() throws JMException {
        Object answer =
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "gcClassHistogram",
                                new Object[] {null},
                                new String[] {String[].class.getName()});
        StringBuilder text = new StringBuilder();
        answer.toString().lines().limit(40).forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
