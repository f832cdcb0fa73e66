package io.mailtap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Signature files on the command line.
final class SignaturesTest {
    /// Every keyword and form; what is called `no_...` must not match the capture below.
    private static final String EVERY_KEYWORD =
            """
            # A file of a user. 192.0.2.1:40000 is the client, 198.51.100.25:4110 the server.
            .meta is skipped
            signature a_protocol { ip-proto == tcp  event "a" }  # a comment behind it
            signature b_protocol_number { ip-proto = 6, 17  event "b" }
            signature no_protocol { ip-proto != tcp  event "no" }
            signature c_addresses {
              src-ip == 10.0.0.0/8, 192.0.2.0/24
              dst-ip == 198.51.100.25
              event "c"
            }
            signature d_other_addresses { src-ip != 192.0.2.2, [2001:db8::]/32  event "d" }
            signature no_address { dst-ip == [2001:db8::1]  event "no" }
            signature e_ports { src-port >= 40000  dst-port == 25,4100-4199  event "e" }
            signature f_other_ports { dst-port != 25, 110  dst-port < 5000  event "f" }
            signature no_port { dst-port > 4110  dst-port <= 50000  src-port == 40000  event "no" }
            signature g::greeting {
              payload /\\+OK [^\\r\\n]+\\r\\n/
              tcp-state responder,established
              event "g"
            }
            signature h_within { payload[:6] /.*lis/i  event "h" }
            signature no_within { payload[:3] /.*LIST/  event "no" }
            signature i_both {
              payload /.*RETR [0-9]{1,3}/
              tcp-state originator
              requires-signature h_within
              requires-signature ! no_within
              requires-reverse-signature g::greeting
              event "i"
            }
            signature no_reverse {
              payload /LIST/
              requires-reverse-signature ! g::greeting
              event "no"
            }
            signature j_stateless { tcp-state stateless  payload /LIST/  event "j" }
            signature k_header {
              header ip[9:1] == 6
              header ip[12:4] == 0xc0000201
              header tcp[2:2] & 0xff00 == 0x1000
              event "k"
            }
            signature l_size { payload-size < 7  payload /LIST/  event "l" }
            signature m_first { requires-silence  tcp-state responder  event "m" }
            signature no_silence { requires-silence  tcp-state originator  event "no" }
            signature no_same { same-ip  event "no" }
            signature z_enable {
              payload /LIST/
              tcp-state originator
              requires-reverse-signature g::greeting
              enable "pop3"
              enable-again "pop3"
            }
            """;

    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir private Path dir;

    private int run(String... args) {
        return Main.run(out, new PrintWriter(err, true), args);
    }

    /// A POP3 session that nothing built in recognises, for its client never logs in.
    private Path capture() throws IOException {
        return Files.write(
                dir.resolve("x.pcap"),
                new SmallCapture(4110)
                        .server("+OK hello\r\n")
                        .client("LIST\r\n")
                        .server("-ERR log in\r\n")
                        .client("RETR 1\r\n")
                        .server("-ERR log in\r\n")
                        .octets());
    }

    private Path signatures(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    /// The values of a key in the printed events, in order.
    private List<String> printed(String key) {
        return Pattern.compile("\"" + key + "\":\"([^\"]*)\"")
                .matcher(out.toString(StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void everyKeywordWorks() throws IOException {
        String sig = signatures("my.sig", EVERY_KEYWORD).toString();
        int code =
                run("events", "-r", capture().toString(), "-s", sig, "--only", "signature_match");
        assertEquals(0, code, err::toString);
        List<String> matched = printed("sig_id").stream().distinct().sorted().toList();
        assertEquals(
                List.of(
                        "a_protocol",
                        "b_protocol_number",
                        "c_addresses",
                        "d_other_addresses",
                        "e_ports",
                        "f_other_ports",
                        "g::greeting",
                        "h_within",
                        "i_both",
                        "j_stateless",
                        "k_header",
                        "l_size",
                        "m_first"),
                matched);
        assertEquals(
                matched.stream().map(name -> name.substring(0, 1)).toList(),
                printed("msg").stream().distinct().sorted().toList());
    }

    @Test
    void anAnalyzerIsEnabledAndMissesNothing() throws IOException {
        String sig = signatures("my.sig", EVERY_KEYWORD).toString();
        run("events", "-r", capture().toString(), "--only", "pop3_*");
        assertEquals("", out.toString(StandardCharsets.UTF_8), "nothing built in finds it");
        run("events", "-r", capture().toString(), "--only", "pop3_*", "-s", sig);
        assertEquals(
                List.of("hello", "log in", "log in"),
                printed("msg").stream()
                        .filter(msg -> msg.contains(" ") || msg.equals("hello"))
                        .toList());
    }

    @Test
    void logsAreWrittenWithSignaturesToo() throws IOException {
        String sig = signatures("my.sig", EVERY_KEYWORD).toString();
        String logs = dir.resolve("logs").toString();
        assertEquals(0, run("-r", capture().toString(), "-s", sig, "-l", logs));
        assertTrue(Files.exists(dir.resolve("logs").resolve("pop3.log")), err::toString);
    }

    @Test
    void signaturesOfSeveralFilesMayRequireEachOther() throws IOException {
        String first =
                signatures(
                                "one.sig",
                                "signature one { payload /LIST/"
                                        + " requires-reverse-signature two event \"1\" }")
                        .toString();
        String second = signatures("two.sig", "signature two { payload /\\+OK/ }").toString();
        String x = capture().toString();
        assertEquals(0, run("events", "-r", x, "-s", first, second, "--only", "signature_match"));
        assertEquals(0, run("events", "-r", x, "-s", first, "-s", second, "--workers", "2"));
        assertEquals(List.of("one", "one"), printed("sig_id"));
    }

    @Test
    void whatASignatureMatchedIsMaskedUnlessAskedFor() throws IOException {
        String sig = signatures("a.sig", "signature a { payload /LIST/ event \"a\" }").toString();
        String x = capture().toString();
        run("events", "-r", x, "-s", sig, "--only", "signature_match");
        assertEquals(List.of("<redacted>"), printed("data"));
        run("events", "-r", x, "-s", sig, "--only", "signature_match", "--show-secrets");
        assertEquals(List.of("<redacted>", "LIST"), printed("data"));
    }

    static List<Arguments> malformed() {
        return List.of(
                wrong(2, "unknown attribute 'payloads'", "signature a {\n payloads /x/\n}"),
                wrong(2, "'http-request' is not supported", "signature a {\n http-request /x/\n}"),
                wrong(1, "signature a without '}'", "signature a {\n payload /x/\n"),
                wrong(3, "expected 'signature' at the beginning", "# first\n\nevent \"x\""),
                wrong(1, "'9a' is no name of a signature", "signature 9a { }"),
                wrong(2, "70000 is more than 65535", "signature a {\n dst-port == 70000\n}"),
                wrong(2, "90-80 goes backwards", "signature a {\n dst-port == 90-80\n}"),
                wrong(2, "'local_nets' is no address", "signature a {\n src-ip == local_nets\n}"),
                wrong(2, "a prefix of 33 bits", "signature a {\n src-ip == 10.0.0.0/33\n}"),
                wrong(2, "unknown protocol 'sctp'", "signature a {\n ip-proto == sctp\n}"),
                wrong(2, "/(x/: '(' without ')'", "signature a {\n payload /(x/\n}"),
                wrong(2, "'/' without its end", "signature a {\n payload /x\n}"),
                wrong(2, "/x{1,2000}/: a repetition", "signature a {\n payload /x{1,2000}/\n}"),
                wrong(
                        2,
                        "more than 10000 places",
                        "signature a {\n payload /(x{1000}){1000}/\n event \"a\"\n}"),
                wrong(2, "write payload[:n]", "signature a {\n payload[3:9] /x/\n}"),
                wrong(2, "unknown state 'open'", "signature a {\n tcp-state open\n}"),
                wrong(1, "there is no such analyzer", "signature a { enable \"imap\" }"),
                wrong(2, "no signature b", "signature a {\n requires-signature b\n}"),
                wrong(
                        1,
                        "requires itself",
                        "signature a { requires-signature b }\n"
                                + "signature b { requires-reverse-signature a }"),
                wrong(2, "signature a is there already", "signature a { }\nsignature a { }"),
                wrong(2, "only a message in quotes", "signature a {\n event my_event\n}"),
                wrong(2, "only TCP is looked at", "signature a {\n header udp[0:2] == 53\n}"));
    }

    private static Arguments wrong(int line, String reason, String text) {
        return Arguments.of(line, reason, text);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("malformed")
    void aMalformedFileIsNamedWithLineAndReason(int line, String reason, String text)
            throws IOException {
        String fine = signatures("fine.sig", "signature fine { payload /x/ }").toString();
        String sig = signatures("bad.sig", text).toString();
        for (String[] args : List.of(new String[] {}, new String[] {"events"})) {
            err.getBuffer().setLength(0);
            String[] all = Arrays.copyOf(args, args.length + 5);
            List<String> rest = List.of("-r", capture().toString(), "-s", fine, sig);
            for (int i = 0; i < rest.size(); i++) {
                all[args.length + i] = rest.get(i);
            }
            assertEquals(2, run(all));
            String message = err.toString().lines().findFirst().orElse("");
            assertTrue(message.startsWith("mailtap: " + sig + ":" + line + ": "), message);
            assertTrue(message.contains(reason), message);
        }
        assertFalse(Files.exists(dir.resolve("mailtap-logs")));
    }

    @Test
    void aMissingFileIsWrongUsage() throws IOException {
        assertEquals(2, run("-r", capture().toString(), "-s", "/nowhere.sig"));
        assertTrue(err.toString().startsWith("mailtap: /nowhere.sig: no such file"), err::toString);
        assertEquals(2, run("-r", capture().toString(), "-s", dir.toString()));
    }
}
