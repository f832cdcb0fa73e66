package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.Engine;
import io.mailtap.TcpSegment;
import io.mailtap.event.EventType;
import io.mailtap.log.EventLines;
import io.mailtap.log.LogFormat;
import io.mailtap.log.Logs;
import io.mailtap.log.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions that were changed at random: all logs and all events are the same however their octets
/// are cut into segments.
///
/// Logs are written by an engine of their own. Nobody asks it for lines, so mails take many lines
/// at once where segments hold them, and one by one where each octet comes alone.
final class MutatedSessionsTest {
    private static final int ROUNDS = 60;

    /// What is put in: line ends of all kinds, and words of the protocols and of mails.
    private static final String[] WORDS = {
        "\r",
        "\n",
        "\0",
        ".",
        "\r\n.\r\n",
        "\n.\n",
        "\r.\r",
        "\t",
        "\u00e9\u00ff",
        "x".repeat(76),
        "x".repeat(4095),
        "x".repeat(4096),
        "=\r\n",
        "= \r\n",
        "=3D",
        "QUJDRA==\r\n",
        "begin 644 x.txt\r\n#0V%T\r\n`\r\nend\r\n",
        "--b\r\n",
        "--b--\r\n",
        "MAIL FROM:<a@b.example>\r\n",
        "DATA\r\n",
        "BDAT 10\r\n",
        "BDAT 4096 LAST\r\n",
        "BDAT 0 LAST\r\n",
        "RSET\r\n",
        "STARTTLS\r",
        "AUTH PLAIN AGFsaWNlAHNlc2FtZQ==\r\n",
        "AUTH LOGIN\r\n",
        "220 go\r",
        "\u0016\u0003\u0003\0\n\u0002\n\n\n\n\n\n\n\n\n",
        "250-sesame\r\n",
        "250 ok\r\n",
        "334 \r\n",
        "354 go\r\n",
        "503 no\r\n",
        "USER alice\r\n",
        "PASS sesame\r\n",
        "RETR 1\r\n",
        "TOP 1 0\r\n",
        "CAPA\r\n",
        "+OK sesame\r\n",
        "-ERR no\r\n",
        "+ \r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "Content-Type: message/rfc822\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n",
        "Content-Transfer-Encoding: x-uuencode\r\n",
        " folded\r\n",
        "Subject: x\r\n",
        "\r\n\r\n"
    };

    private static final String MAIL =
            """
            %1$s Subject: s
            %1$s Content-Type: multipart/mixed; boundary=b
            %1$s\s
            %1$s --b
            %1$s Content-Transfer-Encoding: quoted-printable
            %1$s\s
            %1$s caf=C3=A9 au lait, a line that is soft=
            %1$s ly broken
            %1$s ..stuffed
            %1$s begin 644 x.txt
            %1$s #0V%%T
            %1$s `
            %1$s end
            %1$s --b
            %1$s Content-Type: application/zip; name=a.zip
            %1$s Content-Transfer-Encoding: base64
            %1$s\s
            %1$s UEsDBBQAAAAIAAAAIQCqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
            %1$s qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
            %1$s qqqqqqo=
            %1$s --b--
            %1$s .
            """;

    private record Session(int port, List<Dialogue.Turn> turns) {
        Session(int port, String text) {
            this(port, Dialogue.parse(text));
        }
    }

    private static final List<Session> OWN =
            List.of(
                    new Session(
                            25,
                            """
                            S: 220 mx
                            C: EHLO c
                            S: 250 STARTTLS
                            C: STARTTLS
                            S: 220 go
                            C| \\x15\\x03\\x01\\0\\x02\\x01\\n\\x16\\x03\\x01\\0\\x04\\n\\n\\n\\n
                            S| \\x15\\x03\\x03\\0\\x02\\x01\\n\\x15\\x03\\x03\\0\\x02\\x01\\n\\n\\n\\n
                            """),
                    new Session(
                            25,
                            """
                            S: 220 mx
                            C: EHLO c
                            S: 250 mx
                            C: MAIL FROM:<a@b.example>
                            C: RCPT TO:<c@d.example>
                            C: DATA
                            S: 250 ok
                            S: 250 ok
                            S: 354 go
                            """
                                    + MAIL.formatted("C:")
                                    + "S: 250 ok\nC: QUIT\nS: 221 bye\n"),
                    new Session(
                            110,
                            """
                            S: +OK
                            C: USER alice
                            S: +OK
                            C: PASS sesame
                            S: +OK
                            C: RETR 1
                            S: +OK 1000 octets
                            """
                                    + MAIL.formatted("S:")));

    private static final String[] LINE_ENDS = {"\r", "\n", "\r\r\n", "\n\r", " \r\n", "\r\n\r\n"};

    private static final Pattern NAME = Pattern.compile("\"event\":\"([a-z0-9]+)_");

    @TempDir private Path dir;

    @ParameterizedTest
    @ValueSource(longs = {1, 12, 14, 16})
    void mutatedSessionsGiveTheSameOutputHoweverCut(long seed) throws IOException {
        List<Session> sessions = sessions();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Session session = sessions.get(random.nextInt(sessions.size()));
            List<Dialogue.Turn> turns = new ArrayList<>(session.turns());
            for (int i = random.nextInt(8); i >= 0; i--) {
                mutate(turns, random);
            }
            check(DialogueCapture.of(turns, session.port()), random.nextLong());
        }
    }

    private void check(byte[] octets, long seed) throws IOException {
        Path capture = dir.resolve("input.pcap");
        Files.write(capture, octets);
        List<TcpSegment> segments = Segments.of(capture);
        Map<String, String> whole = output(segments, left -> left);
        assertEquals(whole, output(segments, Segments.octets()));
        assertEquals(whole, output(segments, Segments.random(seed)), () -> "cut by " + seed);
    }

    /// Sessions of the cases, and as many of those that have what cases have little of.
    private static List<Session> sessions() throws IOException {
        List<Session> sessions = new ArrayList<>();
        for (Case each : Case.all()) {
            if (each.hasDialogue()) {
                sessions.add(new Session(each.port(), each.dialogue()));
                sessions.add(OWN.get(sessions.size() / 2 % OWN.size()));
            }
        }
        return sessions;
    }

    private static void mutate(List<Dialogue.Turn> turns, Random random) {
        int index = random.nextInt(turns.size());
        if (!(turns.get(index) instanceof Dialogue.Turn.Say say)) {
            return;
        }
        byte[] octets = say.octets();
        int at = random.nextInt(octets.length + 1);
        switch (random.nextInt(10)) {
            case 0 -> turns.set(index, say(say, octets, at, random.nextInt(20), ""));
            case 1 -> turns.set(index, say(say, octets, at, 1, String.valueOf(octet(random))));
            case 2 -> turns.set(index, say(say, octets, at, 0, word(random) + word(random)));
            case 5, 6 -> turns.set(index, withOtherLineEnds(say, random));
            case 3 -> turns.add(index, say(say, octets, 0, octets.length, word(random)));
            case 4 -> turns.add(index, new Dialogue.Turn.Lose(say.from(), 1 + at));
            default -> turns.set(index, say(say, octets, at, 0, word(random)));
        }
    }

    private static Dialogue.Turn.Say withOtherLineEnds(Dialogue.Turn.Say turn, Random random) {
        String text = new String(turn.octets(), StandardCharsets.ISO_8859_1);
        String end = LINE_ENDS[random.nextInt(LINE_ENDS.length)];
        byte[] octets = text.replace("\r\n", end).getBytes(StandardCharsets.ISO_8859_1);
        return new Dialogue.Turn.Say(turn.from(), octets);
    }

    private static char octet(Random random) {
        return (char) random.nextInt(256);
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    /// A turn with `text` in the place of some of its octets.
    private static Dialogue.Turn.Say say(
            Dialogue.Turn.Say turn, byte[] octets, int at, int without, String text) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        int rest = Math.min(octets.length, at + without);
        changed.write(octets, 0, at);
        changed.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        changed.write(octets, rest, octets.length - rest);
        return new Dialogue.Turn.Say(turn.from(), changed.toByteArray());
    }

    /// The logs, and the events of each kind in their order.
    private Map<String, String> output(List<TcpSegment> segments, Segments.Cut cut)
            throws IOException {
        Path logs = dir.resolve("logs");
        Engine logging = Engine.builder().mailFiles(true).build();
        try (Logs _ = new Logs(logs, LogFormat.TSV, logging.events())) {
            feed(logging, segments, cut);
        }
        Map<String, String> output = take(logs);
        output.remove("conn.log"); // counts packets
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Engine printing = Engine.builder().build();
        EventLines lines = new EventLines(text);
        lines.attach(printing.events(), EnumSet.allOf(EventType.class), Redactor.none());
        feed(printing, segments, cut);
        lines.flush();
        text.toString(StandardCharsets.UTF_8).lines().forEach(line -> addEvent(output, line));
        return output;
    }

    private static void feed(Engine engine, List<TcpSegment> segments, Segments.Cut cut) {
        try (engine) {
            for (TcpSegment segment : segments) {
                Segments.feed(engine, segment, cut);
            }
        }
    }

    private static Map<String, String> take(Path logs) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> all = Files.list(logs)) {
            for (Path log : all.toList()) {
                texts.put(log.getFileName().toString(), Files.readString(log));
                Files.delete(log);
            }
        }
        return texts;
    }

    /// Of two analyzers that are tried on a connection, one takes a segment after the other: so
    /// only events of one kind are in order. Those of TCP itself tell of segments.
    private static void addEvent(Map<String, String> output, String line) {
        Matcher name = NAME.matcher(line);
        boolean ofTcp =
                line.contains("\"event\":\"connection_state_remove\"")
                        || line.endsWith("\"source\":\"\"}")
                        || line.endsWith("\"source\":\"TCP\"}");
        if (name.find() && !ofTcp) {
            output.merge(name.group(1), line, (before, last) -> before + "\n" + last);
        }
    }
}
