package io.mailtap.loads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.loads.NaiveReader.Packet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Loads as a reader sees them who knows the formats and nothing else.
final class LoadTest {
    @TempDir private Path dir;

    private Path make(String options) throws IOException {
        Path file = dir.resolve("load.pcap");
        return Load.make(LoadOptions.parse((options + " --out " + file).split(" "))).file();
    }

    private JsonNode truth() {
        return new ObjectMapper().readTree(dir.resolve("load.truth.json"));
    }

    private static String sha256(Path file) throws IOException {
        return Text.hex(Text.sha256().digest(Files.readAllBytes(file)));
    }

    /// Whoever changes what loads are like, changes these; nobody else does, nor any JDK.
    @ParameterizedTest
    @CsvSource({
        "small-mails, 415d6a08d19aee67e4912928f41dbb294240052e40587ee81b9a1aec420b1a57",
        "attachments, 4783b365df90c47bc8e471253761a7958f2ac059252bfa31b331b25a8cf5a46f",
        "mixed, 426ffc5a97eb1d4eb9f8b86f37dc0c5b02dd82c212319fc82c286d922d58b683",
    })
    void theOctetsOfASeedAreKnown(String preset, String expected) throws IOException {
        Path file = make("--preset " + preset + " --connections 60 --attach-max 200000");
        assertEquals(expected, sha256(file));
    }

    @Test
    void theSameSeedGivesTheSameFilesAndAnotherSeedOthers() throws IOException {
        String options = "--preset mixed --size-mb 1 --loss 0.01 --seed ";
        String capture = sha256(make(options + 3));
        String truth = sha256(dir.resolve("load.truth.json"));
        assertEquals(capture, sha256(make(options + 3)));
        assertEquals(truth, sha256(dir.resolve("load.truth.json")));
        assertNotEquals(capture, sha256(make(options + 4)));
    }

    @ParameterizedTest
    @EnumSource
    void packetsComeInTheOrderOfTimeWithValidChecksums(Preset preset) throws IOException {
        Path file = make("--preset " + preset.option() + " --size-mb 2 --seed 5");
        List<Packet> packets = NaiveReader.read(file);
        long time = 0;
        for (Packet packet : packets) {
            assertTrue(packet.time() >= time, "time goes back");
            time = packet.time();
            assertEquals(0xffff, onesComplement(packet.pseudoHeader(), packet.transport()));
            if (!packet.ipv6()) {
                assertEquals(0xffff, onesComplement(packet.ipHeader()));
            }
        }
        assertEquals(truth().at("/file/packets").asInt(), packets.size());
        assertEquals(truth().at("/file/bytes").asLong(), Files.size(file));
        assertEquals(truth().at("/file/last_time").asDouble(), time / 1e6);
    }

    /// {@return the sum that is 0xffff where the checksum among the octets is right (RFC 1071)}
    private static int onesComplement(ByteBuffer... parts) {
        int sum = 0;
        for (ByteBuffer part : parts) {
            for (int at = 0; at < part.capacity(); at++) {
                sum += (part.get(at) & 255) << (at % 2 == 0 ? 8 : 0);
                sum = (sum & 0xffff) + (sum >> 16);
            }
        }
        return sum;
    }

    @Test
    void aFileEndsNearTheSizeThatIsWanted() throws IOException {
        for (Preset preset : Preset.values()) {
            long size = Files.size(make("--preset " + preset.option() + " --size-mb 20"));
            assertTrue(size > 19e6 && size < 29e6, preset + ": " + size);
        }
    }

    @Test
    void thereAreAsManyConnectionsAsTheTruthSays() throws IOException {
        List<Packet> packets = NaiveReader.read(make("--preset mixed --connections 200"));
        NaiveStreams streams = NaiveStreams.of(packets);
        Map<String, List<Integer>> ports =
                Map.of(
                        "smtp", List.of(25, 587),
                        "pop3", List.of(110),
                        "http", List.of(80),
                        "tls", List.of(443));
        ports.forEach((kind, numbers) ->
                assertEquals(
                        truth().at("/connections/" + kind).asLong(),
                        streams.connections().stream()
                                .filter(c -> numbers.contains(c.port()))
                                .count(),
                        kind));
        long dns = packets.stream().filter(p -> !p.isTcp() && p.destinationPort() == 53).count();
        assertEquals(truth().at("/connections/dns").asLong(), dns);
        assertEquals(200, streams.connections().size() + dns);
    }

    @Test
    void sharesAreThoseThatAreWanted() throws IOException {
        Path file =
                make("--connections 2000 --ipv6 0.3 --vlan 77 --vlan-share 0.2 --attach-share 0");
        List<Packet> openings =
                NaiveReader.read(file).stream()
                        .filter(p -> p.has(Segment.SYN) && !p.has(Segment.ACK))
                        .toList();
        assertEquals(0.3, share(openings.stream().map(Packet::ipv6)), 0.04);
        assertEquals(0.2, share(openings.stream().map(p -> p.vlan() == 77)), 0.04);
        assertEquals(0.7, share(openings.stream().map(p -> p.destinationPort() != 110)), 0.04);
    }

    private static double share(Stream<Boolean> cases) {
        return cases.mapToInt(is -> is ? 1 : 0).average().orElseThrow();
    }

    @Test
    void manyConnectionsAreOpenAtATime() throws IOException {
        int open = 0;
        int most = 0;
        for (Packet packet :
                NaiveReader.read(make("--connections 900 --concurrency 50 --attach-share 0"))) {
            boolean ends = packet.has(Segment.FIN) && packet.destinationPort() < 1024;
            open += packet.has(Segment.SYN) && packet.destinationPort() < 1024 ? 1 : 0;
            open -= ends || packet.has(Segment.RST) ? 1 : 0;
            most = Math.max(most, open);
        }
        assertEquals(0, open);
        assertTrue(most > 40 && most <= 50, "open: " + most);
    }

    @Test
    void damageChangesNothingThatIsSaid() throws IOException {
        String quiet = "--connections 150 --attach-max 40000 --mss 400";
        Map<String, List<String>> whole = NaiveStreams.of(NaiveReader.read(make(quiet))).texts();
        NaiveStreams damaged =
                NaiveStreams.of(
                        NaiveReader.read(
                                make(quiet + " --ooo 0.05 --retrans 0.05 --lost-retrans 0.02")));
        assertTrue(truth().at("/damage/out_of_order").asInt() > 100, truth()::toString);
        Map<String, List<String>> texts = damaged.texts();
        assertEquals(whole.keySet(), texts.keySet());
        whole.forEach((name, said) -> assertEquals(said, texts.get(name), name));
        assertEquals(0, damaged.unseenAcknowledged());
    }

    @Test
    void whatIsLostIsMissingFromTheCaptureAndFromNowhereElse() throws IOException {
        String options = "--connections 100 --seed 8 --loss ";
        List<Packet> damaged = NaiveReader.read(make(options + 0.02));
        assertTrue(NaiveStreams.of(damaged).unseenAcknowledged() > 0);
        long lost = -octets(damaged);
        long lostBytes = truth().at("/damage/lost_bytes").asLong();
        lost += octets(NaiveReader.read(make(options + 0)));
        assertTrue(lostBytes > 1000);
        assertEquals(lostBytes, lost);
    }

    private static long octets(List<Packet> packets) {
        return packets.stream().mapToLong(packet -> packet.data().length).sum();
    }
}
