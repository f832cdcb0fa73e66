package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.Engine;
import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import io.mailtap.event.AnalyzerEvent.AnalyzerFailure;
import io.mailtap.event.Event;
import io.mailtap.event.EventType;
import io.mailtap.log.EventLines;
import io.mailtap.log.Redactor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing the network sends makes the engine throw: damaged packets, and dialogues of nonsense in
/// the protocols' words.
final class EngineFuzzTest {
    private static final String[] WORDS = {
        "EHLO x\r\n",
        "MAIL FROM:<a@b>\r\n",
        "RCPT TO:<c@d>\r\n",
        "DATA\r\n",
        ".\r\n",
        "..x\r\n",
        "BDAT 10\r\n",
        "BDAT 0 LAST\r\n",
        "BDAT 5 LAST\r\n",
        "RSET\r\n",
        "QUIT\r\n",
        "AUTH PLAIN\r\n",
        "AUTH LOGIN YWJj\r\n",
        "YWJjZGVm\r\n",
        "*\r\n",
        "TURN\r\n",
        "STARTTLS\r\n",
        "LHLO x\r\n",
        "NOOP\r\n",
        "\r\n",
        "\r",
        "\n",
        "\0",
        "220 x\r\n",
        "250 ok\r\n",
        "250-ok\r\n",
        "334 \r\n",
        "354 go\r\n",
        "421 x\r\n",
        "503 x\r\n",
        "235 ok\r\n",
        "999 x\r\n",
        "USER a\r\n",
        "PASS b\r\n",
        "APOP a b\r\n",
        "STAT\r\n",
        "LIST\r\n",
        "RETR 1\r\n",
        "TOP 1 0\r\n",
        "CAPA\r\n",
        "STLS\r\n",
        "AUTH\r\n",
        "+OK\r\n",
        "+OK 1 2\r\n",
        "-ERR no\r\n",
        "+ \r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "Content-Type: message/rfc822\r\n",
        "--b\r\n",
        "--b--\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n",
        "QUJ=\r\n",
        "=3D=\r\n",
        " folded\r\n",
        "Subject: =?utf-8?q?x?=\r\n",
        "(comment\r\n",
        "Content-Type: (\"\r\n"
    };

    private final List<String> failures = new ArrayList<>();

    private Engine engine() {
        Engine engine = Engine.builder().port(io.mailtap.MailProtocol.POP3, 1110).build();
        EventLines lines = new EventLines(OutputStream.nullOutputStream());
        lines.attach(engine.events(), EnumSet.allOf(EventType.class), Redactor.create());
        engine.events()
                .on(AnalyzerFailure.class, (AnalyzerFailure e) -> failures.add(e.reason()))
                .on(Event.class, (Event e) -> e.type());
        return engine;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nonsenseInTheProtocolsWordsThrowsNothing(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            int port = random.nextBoolean() ? 25 : 110;
            Engine engine = engine();
            List<Dialogue.Turn> turns = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                turns.add(turn(random));
            }
            feed(engine, DialogueCapture.of(turns, port), random, 0);
            engine.close();
        }
        assertEquals(List.of(), failures, "seed " + seed);
    }

    private static Dialogue.Turn turn(Random random) {
        io.mailtap.net.Direction from = io.mailtap.net.Direction.of(random.nextBoolean());
        if (random.nextInt(30) == 0) {
            return new Dialogue.Turn.Lose(from, 1 + random.nextInt(50));
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return new Dialogue.Turn.Say(from, text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedPacketsThrowNothing(long seed) throws IOException {
        Random random = new Random(seed);
        for (Case each : Case.all()) {
            byte[] capture = Files.readAllBytes(each.capture());
            for (int round = 0; round < 20; round++) {
                Engine engine = engine();
                feed(engine, capture, random, 1 + random.nextInt(3));
                engine.close();
            }
        }
        assertEquals(List.of(), failures, "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aDamagedDemoThrowsNothing(long seed) throws IOException {
        Path demo = Path.of(System.getProperty("mailtap.root"), "demo", "mail.pcapng");
        Random random = new Random(seed);
        Engine engine = engine();
        Frame frame = new Frame();
        try (var reader = io.mailtap.capture.CaptureReader.open(demo)) {
            while (reader.next(frame)) {
                byte[] octets = new byte[frame.octets().length()];
                frame.octets().copyTo(0, octets, 0, octets.length);
                damage(octets, random, random.nextInt(3));
                engine.packet(
                        new Frame()
                                .set(
                                        frame.timeNanos(),
                                        LinkType.ETHERNET,
                                        octets.length,
                                        octets,
                                        0,
                                        octets.length));
            }
        }
        engine.close();
        assertEquals(List.of(), failures, "seed " + seed);
    }

    /// Feeds a capture of ours, some octets of each packet changed.
    private static void feed(Engine engine, byte[] capture, Random random, int damages) {
        int at = 24;
        while (at < capture.length) {
            int length = io.mailtap.bytes.ByteSlice.of(capture).i32(at + 8);
            byte[] packet = java.util.Arrays.copyOfRange(capture, at + 16, at + 16 + length);
            if (random.nextInt(3) == 0) {
                damage(packet, random, damages);
            }
            engine.packet(
                    new Frame().set(at * 1_000_000L, LinkType.RAW, length, packet, 0, length));
            at += 16 + length;
        }
    }

    private static void damage(byte[] octets, Random random, int times) {
        for (int i = 0; i < times; i++) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
        }
    }
}
