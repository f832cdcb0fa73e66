package io.mailtap.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Conversations put together at random: the events do not depend on where segments are cut, every
/// entity that begins ends, and the engine does not fail.
final class CutsTest {
    private static final int ACTS = 40;
    private static final int SEEDS = 150;

    private static final String LONG = "x".repeat(11_000);
    private static final String SMTP_OPENING = "C: NOOP " + LONG + "\nS: 250 ok\n";
    private static final String POP3_OPENING =
            "C: USER bob\nS: +OK\nC: PASS " + LONG + "\nS: +OK\n";
    private static final List<String> SMTP_CLIENT =
            List.of(
                    "EHLO c",
                    "MAIL FROM:<a@b>",
                    "RCPT TO:<c@d>",
                    "DATA",
                    ".",
                    "RSET",
                    "QUIT",
                    "NOOP",
                    "AUTH PLAIN AGpvZQBzM2M=",
                    "AUTH LOGIN",
                    "am9l",
                    "*",
                    "STARTTLS",
                    "TURN",
                    "LHLO c",
                    "BDAT 5",
                    "BDAT 12 LAST",
                    "BDAT 0 LAST",
                    "BDAT x",
                    "XFOO",
                    "");
    private static final List<String> SMTP_SERVER =
            List.of(
                    "220 mx",
                    "250 ok",
                    "250-more",
                    "354 go",
                    "354 go",
                    "334 x",
                    "235 in",
                    "550 no",
                    "503 no",
                    "421 bye",
                    "221 bye",
                    "454 later",
                    "250",
                    "250 ok",
                    "250 ok");
    private static final List<String> POP3_CLIENT =
            List.of(
                    "USER bob",
                    "PASS s3c",
                    "APOP a b",
                    "AUTH",
                    "AUTH PLAIN",
                    "AGpvZQBzM2M=",
                    "AUTH LOGIN am9l",
                    "STAT",
                    "LIST",
                    "LIST 1",
                    "RETR 1",
                    "RETR 2",
                    "TOP 1 0",
                    "UIDL",
                    "DELE 1",
                    "CAPA",
                    "XFOO",
                    "QUIT",
                    "+OK",
                    "");
    private static final List<String> POP3_SERVER =
            List.of(
                    "+OK hi", "+OK", "+OK", "250 ok", "-ERR no", ".", ".", "..", "+ ", "+ am9l",
                    "+OK 1 2", "USER x", ".");
    private static final List<String> TEXT =
            List.of(
                    "Subject: x",
                    " folded",
                    "Content-Type: multipart/mixed; boundary=B",
                    "Content-Type: message/rfc822",
                    "Content-Transfer-Encoding: base64",
                    "Content-Transfer-Encoding: quoted-printable",
                    "",
                    "",
                    "--B",
                    "--B--",
                    "QUJD",
                    "Q!Q",
                    "a=",
                    "=4x",
                    ".a",
                    "text%00%ff",
                    "%80%0b");
    private static final List<String> ENDS = List.of("%0a", "%0d", "%0d%0d%0a", "%0a%0d", "");

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void smtpIsTheSameHoweverItIsCut(int seed) {
        check(
                transcript(new Random(seed), SMTP_OPENING, SMTP_CLIENT, SMTP_SERVER),
                Transcript::eventsOfSmtp);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void pop3IsTheSameHoweverItIsCut(int seed) {
        check(
                transcript(new Random(seed), POP3_OPENING, POP3_CLIENT, POP3_SERVER),
                Transcript::eventsOfPop3);
    }

    private static void check(String transcript, Function<String, List<String>> events) {
        List<String> seen = events.apply(transcript);
        String message = transcript + String.join("\n", seen);
        int begun = Collections.frequency(seen, "entity begins");
        assertEquals(begun, Collections.frequency(seen, "entity ends"), message);
        assertFalse(message.contains("failure of the engine"), message);
        assertFalse(message.contains("not raised"), message);
        assertFalse(message.contains("wrong"), message);
    }

    /// Half of them begin with so much that no violation takes the analyzer off.
    private static String transcript(
            Random random, String opening, List<String> client, List<String> server) {
        StringBuilder text = new StringBuilder("S: ").append(server.getFirst()).append('\n');
        if (random.nextBoolean()) {
            text.append(opening);
        }
        for (int i = 0; i < ACTS; i++) {
            boolean fromClient = random.nextInt(3) > 0;
            String side = fromClient ? "C" : "S";
            if (random.nextInt(60) == 0) {
                text.append(side).append(" gap ").append(1 + random.nextInt(20)).append('\n');
                continue;
            }
            boolean inMail = random.nextInt(fromClient ? 2 : 6) == 0;
            List<String> words = inMail ? TEXT : fromClient ? client : server;
            String end = random.nextInt(6) == 0 ? any(random, ENDS) : "%0d%0a";
            text.append(side).append("= ").append(any(random, words)).append(end).append('\n');
        }
        return text.toString();
    }

    private static String any(Random random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
