package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Engine;
import io.mailtap.Workers;
import io.mailtap.capture.CaptureFiles;
import io.mailtap.capture.Frame;
import io.mailtap.extract.Extraction;
import io.mailtap.log.LogFormat;
import io.mailtap.log.RowMerge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However many workers share the connections, the same files are written.
final class WorkersExtractionTest {
    @TempDir private Path dir;

    @Test
    void theSameFilesAreWrittenByAnyNumberOfWorkers() throws IOException {
        Path capture = Loads.make(dir, "small-mails", 1).capture();
        Map<String, String> alone = extract(capture, 1);
        long mails = alone.keySet().stream().filter(name -> name.endsWith(".eml")).count();
        assertTrue(mails > 100, "mails: " + mails);
        assertEquals(alone, extract(capture, 3));
        assertEquals(alone, extract(capture, 8));
    }

    /// Reads the capture twice in one run, as the second time must add nothing.
    private Map<String, String> extract(Path capture, int count) throws IOException {
        Path files = dir.resolve("files" + count);
        Extraction extraction = Extraction.into(files);
        try (RowMerge merge = RowMerge.intoLogs(dir.resolve("logs"), LogFormat.TSV, false);
                Workers workers = new Workers(count, Engine.builder().mailFiles(true), merge)) {
            workers.engines().forEach(engine -> extraction.attach(engine.events()));
            for (int round = 0; round < 2; round++) {
                workers.nextCapture();
                feed(capture, workers);
            }
            workers.finish();
        }
        assertEquals(0, extraction.faults());
        return digests(files);
    }

    private static void feed(Path capture, Workers workers) {
        try (CaptureFiles input =
                new CaptureFiles(List.of(capture), InputStream.nullInputStream())) {
            Frame frame = new Frame();
            while (input.next(frame)) {
                workers.packet(frame);
            }
        }
    }

    private static Map<String, String> digests(Path files) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> all = Files.list(files)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                digests.put(name, GeneratedMail.sha256(Files.readAllBytes(file)));
            }
        }
        return digests;
    }
}
