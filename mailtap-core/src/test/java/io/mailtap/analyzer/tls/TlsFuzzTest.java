package io.mailtap.analyzer.tls;

import static io.mailtap.analyzer.TlsOctets.certificates;
import static io.mailtap.analyzer.TlsOctets.clientHello;
import static io.mailtap.analyzer.TlsOctets.encrypted;
import static io.mailtap.analyzer.TlsOctets.escaped;
import static io.mailtap.analyzer.TlsOctets.extension;
import static io.mailtap.analyzer.TlsOctets.handshake;
import static io.mailtap.analyzer.TlsOctets.message;
import static io.mailtap.analyzer.TlsOctets.raw;
import static io.mailtap.analyzer.TlsOctets.serverHello;
import static io.mailtap.analyzer.TlsOctets.serverName;
import static io.mailtap.analyzer.TlsOctets.spec;
import static io.mailtap.analyzer.TlsOctets.vector;
import static io.mailtap.analyzer.Transcript.eventsOfTls;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.mailtap.file.x509.Certificates;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Handshakes with octets changed, left out and put in at random: nothing throws, and the events do
/// not depend on where segments are cut. The number of a test is its seed.
final class TlsFuzzTest {
    private static final int SEEDS = 300;

    private static final List<String> CLIENT =
            List.of(
                    handshake(
                            clientHello(
                                    "",
                                    "1301c02f009c",
                                    serverName("mx.example"),
                                    extension(10, vector(2, "001d0017")),
                                    extension(13, vector(2, "04030804")),
                                    extension(16, vector(2, vector(1, "6832"))),
                                    extension(43, vector(1, "03040303")),
                                    extension(51, vector(2, "001d" + vector(2, "aabb"))))),
                    handshake(message(16, vector(1, "04aabb"))) + spec() + encrypted(22));
    private static final List<String> SERVER =
            List.of(
                    handshake(
                            serverHello("", "c02f", extension(65_281, "00")),
                            certificates(Certificates.RSA, Certificates.RSA),
                            message(12, "03001d" + vector(1, "aa") + "0401" + vector(2, "bb")),
                            message(13, vector(1, "01") + vector(2, "0403") + vector(2, "")),
                            message(22, "01" + vector(3, "cc")),
                            message(14, "")),
                    handshake(message(4, "00000e10" + vector(2, "bb"))) + spec() + encrypted(22));

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damagedHandshakesDoNoHarm(int seed) {
        Random random = new Random(seed);
        StringBuilder transcript = new StringBuilder();
        for (int i = 0; i < CLIENT.size(); i++) {
            transcript.append("C= ").append(damaged(CLIENT.get(i), random)).append('\n');
            if (random.nextInt(20) == 0) {
                transcript.append("S gap ").append(1 + random.nextInt(50)).append('\n');
            }
            transcript.append("S= ").append(damaged(SERVER.get(i), random)).append('\n');
        }
        List<String> events = eventsOfTls(transcript.toString());
        assertFalse(events.toString().contains("failure of the engine"), events.toString());
    }

    private static String damaged(String hex, Random random) {
        byte[] octets = raw(hex);
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
        }
        String all = HexFormat.of().formatHex(octets);
        int at = 2 * random.nextInt(octets.length);
        return escaped(
                switch (random.nextInt(6)) {
                    case 0 -> all.substring(0, at) + all.substring(Math.min(at + 6, all.length()));
                    case 1 -> all.substring(0, at) + "0000ff" + all.substring(at);
                    default -> all;
                });
    }
}
