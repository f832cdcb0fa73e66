package io.mailtap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import io.mailtap.event.ConnectionEvent.NewConnection;
import io.mailtap.event.EventType;
import io.mailtap.event.HandlerException;
import io.mailtap.log.LogFormat;
import io.mailtap.log.RowMerge;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Workers when something goes wrong: nobody waits for ever, and nothing is hidden.
@Timeout(60)
final class WorkersTest {
    private static final int MANY = 200_000;

    @TempDir private Path dir;

    private final Frame frame = new Frame();

    /// A first segment of a connection of its own.
    private Frame syn(int number) {
        ByteBuffer packet = ByteBuffer.allocate(40);
        packet.putInt(0x4500_0028).putInt(0).putInt(0x4006_0000);
        packet.putInt(0x0a00_0000 + number / 50_000).putInt(0xc000_0219);
        packet.putShort((short) (1024 + number % 50_000)).putShort((short) 25);
        packet.putInt(1000).putInt(0).putInt(0x5002_ffff).putInt(0);
        return frame.set(1_000_000L * number, LinkType.RAW, 40, packet.array(), 0, 40);
    }

    private void feed(Workers workers, int count) {
        for (int i = 0; i < count; i++) {
            workers.packet(syn(i));
        }
    }

    private RowMerge logs() {
        return RowMerge.intoLogs(dir, LogFormat.TSV, false);
    }

    @Test
    void eachConnectionIsCountedOnce() throws IOException {
        try (RowMerge merge = logs();
                Workers workers = new Workers(3, Engine.builder(), merge)) {
            feed(workers, 10_000);
            workers.finish();
            workers.finish();
            assertEquals(10_000, workers.statistics().connections());
            assertEquals(10_000, workers.statistics().packets());
            assertEquals(0, workers.statistics().open());
            assertEquals(10_000, merge.rows().get(dir.resolve("conn.log")));
        }
    }

    @Test
    void whatAHandlerThrowsComesOutAndNothingHangs() throws IOException {
        IllegalStateException planted = new IllegalStateException("planted");
        try (RowMerge merge = logs();
                Workers workers = new Workers(4, Engine.builder(), merge)) {
            AtomicLong seen = new AtomicLong();
            workers.engines()
                    .forEach(engine ->
                            engine.events()
                                    .on(
                                            NewConnection.class,
                                            (NewConnection _) -> {
                                                if (seen.incrementAndGet() == 5000) {
                                                    throw planted;
                                                }
                                            }));
            HandlerException thrown =
                    assertThrows(
                            HandlerException.class,
                            () -> {
                                feed(workers, MANY);
                                workers.finish();
                            });
            assertSame(planted, thrown.getCause());
            assertThrows(IllegalStateException.class, workers::finish);
            assertThrows(IllegalStateException.class, () -> feed(workers, MANY));
        }
    }

    @Test
    void anErrorInAHandlerComesOutToo() throws IOException {
        try (RowMerge merge = logs();
                Workers workers = new Workers(2, Engine.builder(), merge)) {
            workers.engines()
                    .getLast()
                    .events()
                    .on(
                            NewConnection.class,
                            (NewConnection _) -> {
                                throw new OutOfMemoryError("planted");
                            });
            assertThrows(
                    OutOfMemoryError.class,
                    () -> {
                        feed(workers, 1000);
                        workers.finish();
                    });
        }
    }

    @Test
    void anOutputThatCannotBeWrittenComesOut() throws IOException {
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("no space left");
                    }
                };
        EnumSet<EventType> types = EnumSet.of(EventType.NEW_CONNECTION);
        RowMerge merge = RowMerge.intoLines(full, types, false);
        try (Workers workers = new Workers(2, Engine.builder(), merge)) {
            assertThrows(
                    UncheckedIOException.class,
                    () -> {
                        feed(workers, MANY);
                        workers.finish();
                    });
        }
    }

    @Test
    void closingEarlyForgetsWhatWasNotAnalysed() throws IOException {
        try (RowMerge merge = logs()) {
            try (Workers workers = new Workers(4, Engine.builder(), merge)) {
                feed(workers, MANY);
            }
            assertTrue(merge.rows().values().stream().mapToLong(Long::longValue).sum() < MANY);
        }
        assertTrue(threads().isEmpty(), threads());
    }

    @Test
    void closingWithoutAFrameIsFine() throws IOException {
        try (RowMerge merge = logs();
                Workers workers = new Workers(2, Engine.builder(), merge)) {
            workers.nextCapture();
        }
        try (var files = Files.list(dir)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void aCountThatMakesNoSenseIsRefused() throws IOException {
        try (RowMerge merge = logs()) {
            for (int count : new int[] {0, -1, Workers.MOST + 1}) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Workers(count, Engine.builder(), merge));
            }
        }
    }

    private static String threads() {
        StringBuilder names = new StringBuilder();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("mailtap-")) {
                names.append(thread.getName()).append(' ');
            }
        }
        return names.toString();
    }
}
