package io.mailtap.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.event.Event;
import io.mailtap.event.FileEvent;
import io.mailtap.event.FileEvent.FileGap;
import io.mailtap.event.FileEvent.FileHash;
import io.mailtap.event.FileEvent.FileNew;
import io.mailtap.event.FileEvent.FileSniff;
import io.mailtap.event.FileSink;
import io.mailtap.event.MimeEvent.MimeBeginEntity;
import io.mailtap.event.MimeEvent.MimeContentHash;
import io.mailtap.event.MimeEvent.MimeEndEntity;
import io.mailtap.event.MimeEvent.MimeOneHeader;
import io.mailtap.event.MimeEvent.MimeProblem;
import io.mailtap.event.MimeEvent.MimeSegmentData;
import io.mailtap.event.Moment;
import io.mailtap.event.WeirdEvent.ConnWeird;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Where nobody asks for lines, many are taken at once. What comes of them is the same as line by
/// line, wherever the stream is cut.
final class RunsOfLinesTest {
    private static final int MAILS = 150;
    private static final String GROUPS = "QUJDREVGR0hJSktM+/09";

    private static final List<String> LINES =
            List.of(
                    "text of a line that means nothing, as most lines do",
                    "",
                    " ",
                    ".",
                    "..",
                    ".dot",
                    "-",
                    "--",
                    "-- \t",
                    "--B",
                    "--C",
                    "--B--",
                    "b",
                    "before",
                    "begin 644 a.txt",
                    "begin 644 b.txt\r\n#0V%T\r\n`\r\nend",
                    "#0V%T",
                    "`",
                    "end",
                    "blanks at its end \t ",
                    "a\ttab",
                    "soft=",
                    "soft= \t",
                    "=",
                    "=20",
                    "=20 ",
                    "=3D=4a=4Aa=C3=BC=",
                    "gr=C3=BC=C3=9Fe und viel Text, der l=E4nger ist als acht",
                    "not=zz",
                    "not=4",
                    "not==41",
                    "umlaut \u00fc, as it is",
                    "control \u0001",
                    "\u0000",
                    "delete \u007f",
                    "QUJD",
                    "QUI=",
                    "QUI",
                    "QUJD QUJD",
                    "x".repeat(1023),
                    "x".repeat(1024),
                    "x".repeat(1025),
                    "y".repeat(4096),
                    "y".repeat(4097));

    private static final List<String> FIELDS =
            List.of(
                    "",
                    "Content-Transfer-Encoding: 8bit\r\n",
                    "Content-Transfer-Encoding: quoted-printable\r\n",
                    "Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html\r\n",
                    "Content-Transfer-Encoding: base64\r\n",
                    "Content-Transfer-Encoding: x-uuencode\r\n",
                    "Content-Type: image/png\r\n",
                    "Content-Type: message/rfc822\r\n\r\n");

    /// What carries a mail.
    enum Carrier {
        DATA,
        BDAT,
        RETR
    }

    /// What is seen of a mail by who asks for no lines.
    private static final class Watch {
        private final List<String> seen = new ArrayList<>();
        private final boolean timed;

        Watch(Engine engine, boolean timed, boolean lineByLine) {
            this.timed = timed;
            engine.events()
                    .on(FileEvent.class, this::onFile)
                    .on(MimeBeginEntity.class, this::on)
                    .on(MimeEndEntity.class, this::on)
                    .on(MimeOneHeader.class, this::on)
                    .on(MimeProblem.class, this::on)
                    .on(MimeContentHash.class, this::on)
                    .on(ConnWeird.class, this::on);
            if (lineByLine) {
                engine.events().on(MimeSegmentData.class, (MimeSegmentData _) -> {});
            }
        }

        private void on(Event event, Moment moment) {
            String what =
                    switch (event) {
                        case MimeOneHeader e -> e.h().name() + " " + e.h().value();
                        case MimeProblem e -> e.detail().latin1();
                        case MimeContentHash e -> e.contentLen() + " " + e.hashValue();
                        case ConnWeird e -> e.name() + " " + e.addl();
                        default -> "";
                    };
            add(event, what, moment);
        }

        private void add(Event event, String what, Moment moment) {
            String time = timed ? " at " + moment.nanos() : "";
            seen.add(event.type().zeekName() + " " + what + time);
        }

        private void onFile(FileEvent event, Moment moment) {
            String what =
                    switch (event) {
                        case FileSniff e -> e.mimeType() + " ";
                        case FileHash e -> e.hash() + " ";
                        case FileGap e -> e.offset() + " " + e.len() + " ";
                        default -> "";
                    };
            String active = timed ? " active at " + event.f().lastActiveNanos() : "";
            add(event, what + event.f().id() + " " + event.f().seenBytes() + active, moment);
            if (event instanceof FileNew begun) {
                begun.f().add(new Content());
            }
        }

        /// Content is one line of what is seen, where the file ends.
        private final class Content implements FileSink {
            private final StringBuilder octets = new StringBuilder();

            @Override
            public String name() {
                return "CONTENT";
            }

            @Override
            public void onData(ByteSlice data) {
                assertTrue(data.length() > 0);
                octets.append(data);
            }

            @Override
            public void onGap(long length) {
                octets.append("<gap ").append(length).append('>');
            }

            @Override
            public void onEnd() {
                seen.add("content " + octets);
            }
        }
    }

    /// A mail, as it is on the wire without what carries it.
    private static String mail(Random random, Carrier carrier) {
        StringBuilder mail = new StringBuilder("Subject: lines\r\n");
        if (random.nextBoolean()) {
            mail.append("Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n");
        }
        mail.append(pick(FIELDS, random)).append("\r\n");
        int groups = 1 + random.nextInt(20);
        int lines = random.nextInt(200);
        boolean odd = random.nextInt(3) == 0;
        int same = 1 + random.nextInt(30);
        for (int i = 0; i < lines; i++) {
            boolean base64 = random.nextInt(same) > 0;
            String line = base64 ? GROUPS.repeat(groups) : pick(LINES, random);
            boolean dot = carrier != Carrier.BDAT && line.startsWith(".");
            mail.append(dot ? "." : "").append(line);
            String end = pick(List.of("\r\n", "\n", "\r", "\r\r\n"), random);
            mail.append(odd && !base64 ? end : "\r\n");
            if (line.startsWith("--") && random.nextBoolean()) {
                mail.append(pick(FIELDS, random)).append("\r\n");
            }
        }
        return mail.toString();
    }

    private static <T> T pick(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static Conversation open(Engine engine, Carrier carrier, int octets) {
        int port = carrier == Carrier.RETR ? 110 : 25;
        ConnectionId id =
                new ConnectionId(
                        IpAddress.v4(0x0a000001),
                        40_000,
                        IpAddress.v4(0x0a000002),
                        port,
                        TransportProtocol.TCP,
                        6);
        Conversation c = engine.conversation(id, 1_000_000_000L);
        if (carrier == Carrier.RETR) {
            return c.responder(octets("+OK\r\n"))
                    .originator(octets("RETR 1\r\n"))
                    .responder(octets("+OK\r\n"));
        }
        c.responder(octets("220 mx\r\n")).originator(octets("EHLO c\r\n"));
        c.responder(octets("250 mx\r\n")).originator(octets("MAIL FROM:<a@b>\r\n"));
        c.responder(octets("250 ok\r\n")).originator(octets("RCPT TO:<c@d>\r\n"));
        c.responder(octets("250 ok\r\n"));
        return carrier == Carrier.BDAT
                ? c.originator(octets("BDAT " + octets + " LAST\r\n"))
                : c.originator(octets("DATA\r\n")).responder(octets("354 go\r\n"));
    }

    private static byte[] octets(String latin1) {
        return latin1.getBytes(ISO_8859_1);
    }

    /// What is seen of a mail cut into pieces of 1 to `most` octets, each a second after the other,
    /// of which some may be missing.
    private static List<String> seen(
            Carrier carrier, String mail, Random cuts, int most, Watching how) {
        try (Engine engine = Engine.builder().mailFiles(how.mailFiles).build()) {
            Watch watch = new Watch(engine, how.timed, how.lineByLine);
            Conversation c = open(engine, carrier, mail.length());
            Direction from = carrier == Carrier.RETR ? Direction.RESPONDER : Direction.ORIGINATOR;
            long nanos = 2_000_000_000L;
            int at = 0;
            while (at < mail.length()) {
                int end = Math.min(mail.length(), at + 1 + cuts.nextInt(most));
                c.at(how.timed ? nanos++ : nanos);
                if (how.gaps && cuts.nextInt(20) == 0) {
                    c.gap(from, end - at);
                } else if (from == Direction.ORIGINATOR) {
                    c.originator(octets(mail.substring(at, end)));
                } else {
                    c.responder(octets(mail.substring(at, end)));
                }
                at = end;
            }
            if (carrier == Carrier.DATA) {
                c.originator(octets(".\r\n"));
            } else if (carrier == Carrier.RETR) {
                c.responder(octets(".\r\n"));
            }
            c.close();
            return watch.seen;
        }
    }

    /// Tells the first difference: the whole would be too long to read.
    private static void assertSame(List<String> expected, List<String> seen, String where) {
        for (int i = 0; i < Math.min(expected.size(), seen.size()); i++) {
            assertEquals(expected.get(i), seen.get(i), where);
        }
        assertEquals(expected.size(), seen.size(), where);
    }

    private record Watching(boolean timed, boolean lineByLine, boolean mailFiles, boolean gaps) {}

    @ParameterizedTest
    @EnumSource
    void cutsChangeNothing(Carrier carrier) {
        for (int seed = 1; seed <= MAILS; seed++) {
            Random random = new Random(seed);
            String mail = mail(random, carrier);
            Watching how = new Watching(false, false, seed % 4 == 0, false);
            List<String> octets = seen(carrier, mail, new Random(0), 1, how);
            List<String> whole = seen(carrier, mail, new Random(seed), 2_000_000, how);
            assertSame(octets, whole, "seed " + seed);
            for (int most : new int[] {100, 1460, 5000}) {
                List<String> cut = seen(carrier, mail, new Random(seed), most, how);
                assertSame(octets, cut, "seed " + seed + ", pieces of up to " + most);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void linesTakenAtOnceAreSeenAsAreSingleOnes(Carrier carrier) {
        for (int seed = 1; seed <= MAILS; seed++) {
            Random random = new Random(seed);
            String mail = mail(random, carrier);
            boolean mailFiles = seed % 4 == 0;
            boolean gaps = seed % 3 == 0;
            for (int most : new int[] {10, 100, 1460, 9000}) {
                Watching runs = new Watching(true, false, mailFiles, gaps);
                Watching lines = new Watching(true, true, mailFiles, gaps);
                assertSame(
                        seen(carrier, mail, new Random(seed), most, lines),
                        seen(carrier, mail, new Random(seed), most, runs),
                        "seed " + seed + ", pieces of up to " + most);
            }
        }
    }

    @Test
    void aLineOfBase64WithAStrangerAmongManyIsReportedWhereItStands() {
        byte[] octets = new byte[57 * 200];
        new Random(1).nextBytes(octets);
        String[] lines = Base64.getMimeEncoder().encodeToString(octets).split("\r\n");
        lines[77] = lines[77].substring(0, 30) + "-" + lines[77].substring(31);
        String mail =
                "Content-Transfer-Encoding: base64\r\n\r\n" + String.join("\r\n", lines) + "\r\n";
        List<String> runs =
                seen(
                        Carrier.DATA,
                        mail,
                        new Random(1),
                        3000,
                        new Watching(true, false, false, false));
        assertSame(
                seen(
                        Carrier.DATA,
                        mail,
                        new Random(1),
                        3000,
                        new Watching(true, true, false, false)),
                runs,
                "");
        List<String> weirds = runs.stream().filter(e -> e.startsWith("conn_weird")).toList();
        assertTrue(weirds.getFirst().contains("character 45 ignored"), weirds::toString);
    }
}
