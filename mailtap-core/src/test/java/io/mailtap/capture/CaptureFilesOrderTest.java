package io.mailtap.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CaptureFilesOrderTest {
    @TempDir Path folder;

    private static byte[] capture(int first, String packet) {
        return CaptureOctets.pcap(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4L, 1)
                .record(first, 0, 0, packet, 0)
                .record(first + 1, 0, 0, packet + "+", 0)
                .toArray();
    }

    private static List<String> read(CaptureFiles files) {
        List<String> lines = new ArrayList<>();
        Frame frame = new Frame();
        while (files.next(frame)) {
            lines.add(frame.timeNanos() / 1_000_000_000 + frame.octets().toString());
        }
        return lines;
    }

    @Test
    void standardInputTakesItsPlaceByItsFirstPacket() throws IOException {
        Path early = Files.write(folder.resolve("early"), capture(10, "a"));
        Path late = Files.write(folder.resolve("late"), capture(30, "c"));
        InputStream input = new ByteArrayInputStream(capture(20, "b"));
        try (CaptureFiles files = new CaptureFiles(List.of(late, Path.of("-"), early), input)) {
            assertEquals(OptionalLong.empty(), files.storedOctets());
            assertEquals(List.of("10a", "11a+", "20b", "21b+", "30c", "31c+"), read(files));
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aNamedPipeIsReadOnce() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(5, TimeUnit.SECONDS);
        Path late = Files.write(folder.resolve("late"), capture(30, "c"));
        Thread writer = Thread.ofVirtual().start(() -> write(pipe, capture(20, "b")));
        try (CaptureFiles files =
                new CaptureFiles(List.of(late, pipe), InputStream.nullInputStream())) {
            assertEquals(List.of("20b", "21b+", "30c", "31c+"), read(files));
        }
        writer.join();
    }

    private static void write(Path pipe, byte[] octets) {
        try {
            Files.write(pipe, octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void progressIsInOctetsAsStored() throws IOException {
        byte[] gzip = CaptureOctets.gzip(capture(10, "a".repeat(1000)));
        Path one = Files.write(folder.resolve("one"), gzip);
        Path two = Files.write(folder.resolve("two"), capture(20, "b"));
        try (CaptureFiles files =
                new CaptureFiles(List.of(one, two), InputStream.nullInputStream())) {
            read(files);
            assertEquals(OptionalLong.of(gzip.length + Files.size(two)), files.storedOctets());
            assertEquals(gzip.length + Files.size(two), files.storedOctetsRead());
        }
    }
}
