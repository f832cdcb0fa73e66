package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// However many workers share the connections, logs and events are the same, octet for octet.
final class WorkersTest {
    private static final int[] COUNTS = {1, 2, 3, 8};
    private static final int PCAP_HEADER = 24;
    private static final int PACKET_HEADER = 16;

    @TempDir private Path dir;

    private Map<String, String> check(List<Path> files) throws IOException {
        Path logs = Files.createDirectories(dir.resolve("logs"));
        WorkersOutput output = new WorkersOutput(files, logs);
        Map<String, String> alone = output.alone();
        for (int count : COUNTS) {
            assertEquals(alone, output.together(count), () -> files + ", workers: " + count);
        }
        return alone;
    }

    static List<String> loads() {
        return Loads.presets();
    }

    @ParameterizedTest
    @MethodSource("loads")
    void aLoadGivesTheSameOutput(String preset) throws IOException {
        Loads.Load load = Loads.make(dir, preset, 6);
        Map<String, String> output = check(List.of(load.capture()));
        assertTrue(output.containsKey("smtp.log") && output.containsKey("pop3.log"));
    }

    @Test
    void aLoadWithLossesOnAnOddNetworkGivesTheSameOutput() throws IOException {
        Loads.Load load =
                Loads.make(
                        dir,
                        "mixed",
                        6,
                        "--loss",
                        "0.01",
                        "--ooo",
                        "0.05",
                        "--retrans",
                        "0.05",
                        "--mss",
                        "300",
                        "--seed",
                        "7");
        assertTrue(check(List.of(load.capture())).containsKey("smtp.log"));
    }

    @Test
    void aCompressedLoadGivesTheOutputOfThePlainOne() throws IOException {
        Path plain = Loads.make(dir, "mixed", 3).capture();
        Path packed = dir.resolve("mixed.pcap.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(plain, out);
        }
        Map<String, String> output = check(List.of(packed));
        assertEquals(new WorkersOutput(List.of(plain), dir.resolve("logs")).alone(), output);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLoadOfDamagedFramesGivesTheSameOutput(long seed) throws IOException {
        Path capture = Loads.make(dir, "mixed", 2, "--loss", "0.005").capture();
        byte[] octets = Files.readAllBytes(capture);
        damage(ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN), new Random(seed));
        Files.write(capture, octets);
        check(List.of(capture));
    }

    /// Changes some octets of every tenth packet of a pcap file, headers more than the rest.
    private static void damage(ByteBuffer capture, Random random) {
        int at = PCAP_HEADER;
        while (at < capture.capacity()) {
            int length = capture.getInt(at + 8);
            at += PACKET_HEADER;
            if (random.nextInt(10) == 0) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    int part = random.nextInt(4) == 0 ? length : Math.min(length, 60);
                    capture.put(at + random.nextInt(part), (byte) random.nextInt(256));
                }
            }
            at += length;
        }
    }

    @Test
    void severalLoadsAtOnceGiveTheSameOutput() throws IOException {
        List<Path> captures = new ArrayList<>();
        for (String preset : Loads.presets()) {
            captures.add(Loads.make(dir, preset, 2, "--seed", "9").capture());
        }
        check(captures);
    }

    static List<String> recorded() throws IOException {
        return RecordedFolder.captures("");
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aRecordedCaptureGivesTheSameOutput(String name) throws IOException {
        check(List.of(RecordedFolder.file(name)));
    }

    static List<String> variants() throws IOException {
        return RecordedFolder.captures("variants").stream()
                .map(name -> "variants/" + name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void aRewrittenCaptureGivesTheSameOutput(String name) throws IOException {
        check(List.of(RecordedFolder.file(name)));
    }

    @Test
    void allRecordedCapturesAtOnceGiveTheSameOutput() throws IOException {
        check(recorded().stream().map(RecordedFolder::file).toList());
    }

    /// Fragments, tunnels, and the same connections in each.
    @Test
    void allRewrittenCapturesAtOnceGiveTheSameOutput() throws IOException {
        check(variants().stream().map(RecordedFolder::file).toList());
    }

    @Test
    void eachThirdPartyCaptureGivesTheSameOutput() throws IOException {
        Assumptions.assumeTrue(ThirdPartyCaptures.areThere(), ThirdPartyCaptures::whyNot);
        for (ThirdPartyCaptures.Capture capture : ThirdPartyCaptures.all()) {
            check(List.of(capture.file()));
        }
    }

    @Test
    void allThirdPartyCapturesAtOnceGiveTheSameOutput() throws IOException {
        Assumptions.assumeTrue(ThirdPartyCaptures.areThere(), ThirdPartyCaptures::whyNot);
        check(ThirdPartyCaptures.all().stream().map(ThirdPartyCaptures.Capture::file).toList());
    }
}
