package io.mailtap.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFilesTest {
    @TempDir Path folder;

    private static byte[] capture(int first, String... packets) {
        CaptureOctets file = CaptureOctets.pcap(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4L, 1);
        for (int i = 0; i < packets.length; i++) {
            file.record(first + i, 0, 0, packets[i], 0);
        }
        return file.toArray();
    }

    private Path file(String name, byte[] octets) throws IOException {
        return Files.write(folder.resolve(name), octets);
    }

    private static List<String> read(CaptureFiles files) {
        List<String> lines = new ArrayList<>();
        Frame frame = new Frame();
        while (files.next(frame)) {
            lines.add(frame.octets().toString());
        }
        return lines;
    }

    private static CaptureFiles open(Path... paths) {
        return new CaptureFiles(List.of(paths), InputStream.nullInputStream());
    }

    @Test
    void filesAreReadInTheOrderOfTheirFirstPackets() throws IOException {
        Path late = file("a", capture(30, "late"));
        Path early = file("b", capture(10, "early", "later"));
        Path alsoLate = file("c", CaptureOctets.gzip(capture(30, "also late")));
        try (CaptureFiles files = open(late, early, alsoLate)) {
            assertEquals(List.of("early", "later", "late", "also late"), read(files));
            assertEquals(List.of(), files.errors());
            assertEquals(4, files.packets());
            assertEquals(3, files.filesBegun());
        }
    }

    @Test
    void aDamagedOrMissingFileDoesNotStopTheOthers() throws IOException {
        byte[] two = capture(10, "whole", "cut");
        Path cut = file("cut", Arrays.copyOf(two, two.length - 1));
        Path good = file("good", capture(20, "good"));
        try (CaptureFiles files =
                open(folder.resolve("missing"), good, file("empty", new byte[0]), cut)) {
            assertEquals(List.of("whole", "good"), read(files));
            assertEquals(3, files.errors().size());
            assertEquals(cut.toString(), files.errors().getFirst().file());
        }
    }

    @Test
    void standardInputIsReadOnce() {
        InputStream input = new ByteArrayInputStream(capture(1, "one", "two"));
        try (CaptureFiles files = new CaptureFiles(List.of(Path.of("-")), input)) {
            assertEquals(List.of("one", "two"), read(files));
            assertEquals(capture(1, "one", "two").length, files.octetsRead());
        }
    }

    @Test
    void damagedStandardInputIsAnError() {
        InputStream input = new ByteArrayInputStream(new byte[0]);
        try (CaptureFiles files = new CaptureFiles(List.of(Path.of("-")), input)) {
            assertEquals(List.of(), read(files));
            assertEquals("standard input: is empty", files.errors().getFirst().getMessage());
        }
    }
}
