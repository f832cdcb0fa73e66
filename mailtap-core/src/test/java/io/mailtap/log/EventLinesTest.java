package io.mailtap.log;

import static io.mailtap.log.Texts.hex;
import static io.mailtap.log.Texts.octets;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.Event;
import io.mailtap.event.MimeEvent.MimeOneHeader;
import io.mailtap.event.MimeHeader;
import io.mailtap.event.Pop3Event.Pop3LoginSuccess;
import io.mailtap.event.SmtpEvent.SmtpData;
import io.mailtap.event.SmtpEvent.SmtpReply;
import io.mailtap.event.SmtpEvent.SmtpRequest;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.Endpoint;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import io.mailtap.net.TunnelLayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Events as lines: what they look like, and that every octet can be had back.
final class EventLinesTest {
    /// A connection that only knows who talks to whom.
    private static final class Named extends Connection {
        @Override
        public String uid() {
            return "C4J4Th3PJpwUYZZ6gc";
        }

        @Override
        public ConnectionId id() {
            IpAddress client = IpAddress.v4(0x0a0a0104);
            IpAddress server = IpAddress.v4(0x4a358c99);
            return new ConnectionId(client, 1470, server, 25, TransportProtocol.TCP, 6);
        }

        @Override
        public Endpoint orig() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Endpoint resp() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long startNanos() {
            return 0;
        }

        @Override
        public long durationNanos() {
            return 0;
        }

        @Override
        public List<String> service() {
            return List.of();
        }

        @Override
        public String history() {
            return "";
        }

        @Override
        public String state() {
            return "";
        }

        @Override
        public long missedOctets() {
            return 0;
        }

        @Override
        public List<TunnelLayer> tunnel() {
            return List.of();
        }

        @Override
        public int vlan() {
            return 0;
        }

        @Override
        public int innerVlan() {
            return 0;
        }
    }

    private static final Connection C = new Named();

    private static final String IDENTITY =
            "\"uid\":\"C4J4Th3PJpwUYZZ6gc\",\"id.orig_h\":\"10.10.1.4\",\"id.orig_p\":1470,"
                    + "\"id.resp_h\":\"74.53.140.153\",\"id.resp_p\":25,";

    private static byte[] octetsOf(Event event, long nanos) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventLines lines = new EventLines(out);
        lines.write(event, nanos);
        try {
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String line(Event event) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octetsOf(event, 0))).toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8", e);
        }
    }

    @Test
    void anEventIsALineOfJson() {
        Event event = new SmtpRequest(C, true, octets("EHLO"), octets("GP"));
        String expected =
                "{\"ts\":1254722767.529046,\"event\":\"smtp_request\","
                        + IDENTITY
                        + "\"is_orig\":true,\"command\":\"EHLO\",\"arg\":\"GP\"}\n";
        assertEquals(expected, new String(octetsOf(event, 1_254_722_767_529_046_000L), UTF_8));
    }

    @Test
    void numbersAndBooleansAreBare() {
        Event event = new SmtpReply(C, false, 250, octets("EHLO"), octets("mx"), true);
        assertTrue(
                line(event)
                        .endsWith(
                                "\"is_orig\":false,\"code\":250,\"cmd\":\"EHLO\",\"msg\":\"mx\","
                                        + "\"cont_resp\":true}\n"),
                line(event));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "61 22 62, a\\\"b",
                "5c, \\\\",
                "5c 78, \\\\x5cx",
                "5c 78 34 31, \\\\x5cx41",
                "5c 5c 78, \\\\\\\\x5cx",
                "ff, \\\\xff",
                "5c ff, \\\\\\\\xff",
                "c3, \\\\xc3",
                "c3 28, \\\\xc3(",
                "c0 81, \\\\xc0\\\\x81",
                "ed a0 80, \\\\xed\\\\xa0\\\\x80",
                "f4 90 80 80, \\\\xf4\\\\x90\\\\x80\\\\x80"
            })
    void octetsThatAreNotTextAreEscaped(String octets, String text) {
        String line = line(new SmtpData(C, true, hex(octets)));
        assertTrue(line.endsWith("\"data\":\"" + text + "\"}\n"), line);
    }

    @Test
    void utf8IsKept() {
        String text = "\u00f1\u20ac\ud83d\ude00\ue000";
        String line = line(new SmtpData(C, true, Bytes.of(text)));
        assertTrue(line.endsWith("\"data\":\"" + text + "\"}\n"), line);
    }

    @Test
    void everyOctetSurvives() {
        for (int i = 0; i < 256; i++) {
            for (String before : List.of("", "a", "\\", "\\\\", "\u00c3")) {
                for (String after : List.of("", "x", "x41", "\u00a4", "\\")) {
                    survives(octets(before + (char) i + after));
                }
            }
        }
    }

    @Test
    void randomOctetsSurvive() {
        Random random = new Random(1);
        String common = "\\\\\\x\"u01aN\n\r\t\u00c3\u00a4\u00ed\u00a0\u0080\u00f0\u009f\u0098";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(24); j > 0; j--) {
                boolean any = random.nextInt(4) == 0;
                int c = any ? random.nextInt(256) : common.charAt(random.nextInt(common.length()));
                text.append((char) c);
            }
            survives(octets(text.toString()));
        }
    }

    private static void survives(Bytes octets) {
        String line = line(new SmtpData(C, true, octets));
        assertEquals(line.length() - 1, line.indexOf('\n'), "one line");
        assertEquals(octets, valueOf(line, "data"), line);
    }

    @Test
    void everyValueOfAnEventSurvives() {
        Bytes user = hex("5c7800ff22");
        Bytes password = hex("c3a45c5cc3");
        String login = line(new Pop3LoginSuccess(C, false, user, password));
        assertEquals(user, valueOf(login, "user"));
        assertEquals(password, valueOf(login, "password"));
        MimeHeader header = new MimeHeader(octets("Sub\"j"), octets("SUB\"J"), user);
        String field = line(new MimeOneHeader(C, header));
        assertEquals(header.originalName(), valueOf(field, "original_name"));
        assertEquals(header.name(), valueOf(field, "name"));
        assertEquals(header.value(), valueOf(field, "value"));
    }

    /// {@return the octets of a string in a line, as the documentation says they are had back}
    private static Bytes valueOf(String line, String key) {
        int at = line.indexOf("\"" + key + "\":\"") + key.length() + 4;
        StringBuilder text = new StringBuilder();
        while (line.charAt(at) != '"') {
            char c = line.charAt(at++);
            assertTrue(c >= ' ', "JSON allows no control characters in strings");
            if (c == '\\') {
                char escaped = line.charAt(at++);
                c = unescaped(escaped, line.substring(at, Math.min(line.length(), at + 4)));
                at += escaped == 'u' ? 4 : 0;
            }
            text.append(c);
        }
        return octetsOf(text.toString());
    }

    /// JSON's own escapes (RFC 8259, 7).
    private static char unescaped(char escaped, String digits) {
        return switch (escaped) {
            case '"', '\\', '/' -> escaped;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(digits, 16);
            default -> throw new AssertionError("no escape of JSON: " + escaped);
        };
    }

    /// Text in UTF-8, but `\xNN` is an octet.
    private static Bytes octetsOf(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); ) {
            if (text.startsWith("\\x", at)) {
                octets.write(Integer.parseInt(text.substring(at + 2, at + 4), 16));
                at += 4;
            } else {
                int point = text.codePointAt(at);
                octets.writeBytes(Character.toString(point).getBytes(UTF_8));
                at += Character.charCount(point);
            }
        }
        return Bytes.copyOf(octets.toByteArray());
    }
}
