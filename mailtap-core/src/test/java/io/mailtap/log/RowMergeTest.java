package io.mailtap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.Moment;
import io.mailtap.event.WeirdEvent.NetWeird;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rows of several engines, put together.
final class RowMergeTest {
    @TempDir private Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final RowMerge merge = RowMerge.intoLines(out, EnumSet.of(EventType.NET_WEIRD), false);

    /// An engine as far as its rows are concerned.
    private static final class Source implements RowPosition, Moment {
        private final Events events = new Events(this);
        private final RowStream rows;
        private long first;
        private long second;
        private long third;

        Source(RowMerge merge) {
            rows = merge.attach(events, this);
        }

        void say(long packet, long step, long birth, String name) {
            first = packet;
            second = step;
            third = birth;
            events.raise(new NetWeird(name, "", ""));
        }

        @Override
        public long first() {
            return first;
        }

        @Override
        public long second() {
            return second;
        }

        @Override
        public long third() {
            return third;
        }

        @Override
        public long nanos() {
            return first * 1_000_000_000L;
        }

        @Override
        public long packet() {
            return first;
        }
    }

    private List<String> names() throws IOException {
        merge.close();
        return out.toString(StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.replaceFirst(".*\"name\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void rowsComeInTheOrderOfTheirPositions() throws IOException {
        Source one = new Source(merge);
        Source two = new Source(merge);
        one.say(1, 0, 0, "a");
        one.say(3, 2, 0, "d");
        one.say(3, 2, 7, "f");
        two.say(2, 9, 9, "b");
        two.say(3, 1, 0, "c");
        two.say(3, 2, 5, "e");
        one.rows.endStretch();
        two.rows.endStretch();
        merge.mergeStretch();
        assertEquals(List.of("a", "b", "c", "d", "e", "f"), names());
    }

    @Test
    void rowsOfOnePositionStayTogether() throws IOException {
        Source one = new Source(merge);
        Source two = new Source(merge);
        one.say(1, 0, 0, "a");
        one.say(1, 0, 0, "b");
        two.say(1, 0, 1, "c");
        two.say(1, 0, 1, "d");
        two.rows.endStretch();
        one.rows.endStretch();
        merge.mergeStretch();
        assertEquals(List.of("a", "b", "c", "d"), names());
    }

    @Test
    void aStretchEndsBeforeTheNextBegins() throws IOException {
        Source one = new Source(merge);
        Source two = new Source(merge);
        one.say(1, 0, 0, "a");
        one.rows.endStretch();
        one.say(9, 0, 0, "c");
        one.rows.endStretch();
        two.rows.endStretch();
        two.say(8, 0, 0, "b");
        two.rows.endStretch();
        merge.mergeStretch();
        merge.mergeStretch();
        assertEquals(List.of("a", "b", "c"), names());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void manyRowsOfManyEnginesComeAsASortWouldPutThem(long seed)
            throws IOException, InterruptedException {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(8);
        List<TreeMap<Long, String>> parts = new ArrayList<>();
        TreeMap<Long, String> all = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            parts.add(new TreeMap<>());
        }
        for (long position = 0; position < 60_000; position += 1 + random.nextInt(3)) {
            String name = position + "x".repeat(random.nextInt(20));
            all.put(position, name);
            parts.get(random.nextInt(count)).put(position, name);
        }
        List<Thread> threads = new ArrayList<>();
        for (TreeMap<Long, String> part : parts) {
            Source source = new Source(merge);
            threads.add(Thread.ofPlatform().daemon().unstarted(() -> sayAll(source, part)));
        }
        threads.forEach(Thread::start);
        merge.mergeStretch();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.copyOf(all.values()), names());
    }

    private static void sayAll(Source source, TreeMap<Long, String> rows) {
        rows.forEach((position, name) -> source.say(position, 0, 0, name));
        source.rows.endStretch();
    }

    @Test
    void whatEndsAnEngineIsThrownBehindTheRowsBeforeIt() throws IOException {
        Source one = new Source(merge);
        Source two = new Source(merge);
        one.say(1, 0, 0, "a");
        one.say(4, 0, 0, "never");
        one.rows.endStretch();
        two.say(2, 0, 0, "b");
        two.first = 3;
        two.rows.fail(new IllegalStateException("planted"));
        var thrown = assertThrows(IllegalStateException.class, merge::mergeStretch);
        assertEquals("planted", thrown.getMessage());
        assertEquals(List.of("a", "b"), names());
    }

    @Test
    void logsGetHeaderAndCloseOfTheRunsTimes() throws IOException {
        try (RowMerge logs = RowMerge.intoLogs(dir, LogFormat.TSV, false)) {
            Source one = new Source(logs);
            Source two = new Source(logs);
            two.say(1, 0, 0, "first");
            one.say(2, 0, 0, "second");
            one.rows.endStretch();
            two.rows.endStretch();
            logs.mergeStretch();
            assertEquals(2, logs.rows().get(dir.resolve("weird.log")));
        }
        String text = Files.readString(dir.resolve("weird.log"));
        assertTrue(text.contains("#open\t1970-01-01-00-00-01\n"), text);
        assertTrue(text.endsWith("#close\t1970-01-01-00-00-02\n"), text);
        assertTrue(text.indexOf("\tfirst\t") < text.indexOf("\tsecond\t"), text);
    }

    @Test
    void whatOneEngineWouldNotRepeatSeveralDoNotEither() throws IOException {
        try (RowMerge logs = RowMerge.intoLogs(dir, LogFormat.TSV, false)) {
            Source one = new Source(logs);
            Source two = new Source(logs);
            one.say(1, 0, 0, "same");
            two.say(2, 0, 0, "same");
            one.rows.endStretch();
            two.rows.endStretch();
            logs.mergeStretch();
        }
        String text = Files.readString(dir.resolve("weird.log"));
        assertEquals(1, text.lines().filter(line -> line.contains("same")).count(), text);
    }
}
