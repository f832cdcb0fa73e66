package io.mailtap.analyzer.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What was recorded, told again as text.
final class RecordingTest {
    /// Writes down what it is told; pieces of one side that follow each other become one.
    private static final class Told implements Recording.Listener {
        private final List<String> acts = new ArrayList<>();
        private Direction last = Direction.ORIGINATOR;
        private boolean inData;

        @Override
        public void onData(Direction from, ByteSlice data) {
            if (inData && from == last) {
                acts.add(acts.removeLast() + data);
            } else {
                acts.add(from + " says " + data);
            }
            inData = true;
            last = from;
        }

        @Override
        public void onGap(Direction from, long seq, long length) {
            acts.add(from + " lacks " + length + " at " + seq);
            inData = false;
        }

        @Override
        public void onEndOfStream(Direction from) {
            acts.add(from + " ends");
            inData = false;
        }
    }

    private static Told told(Recording recording, long skipOrig, long skipResp) {
        Told told = new Told();
        recording.replay(told, skipOrig, skipResp);
        return told;
    }

    private static void say(Recording recording, Direction from, String text) {
        ByteSlice data = ByteSlice.of(text + "...");
        recording.data(from, data, text.length());
    }

    @Test
    void whatWasRecordedIsToldInItsOrder() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Recording recording = new Recording();
            Told model = new Told();
            int octets = 0;
            for (int i = random.nextInt(40); i > 0; i--) {
                Direction from = Direction.of(random.nextBoolean());
                switch (random.nextInt(6)) {
                    case 0 -> {
                        long seq = random.nextLong(Long.MAX_VALUE);
                        recording.gap(from, seq, 1 + i);
                        model.onGap(from, seq, 1 + i);
                    }
                    case 1 -> {
                        recording.end(from);
                        model.onEndOfStream(from);
                    }
                    default -> {
                        String text = "abc".repeat(1 + random.nextInt(50));
                        say(recording, from, text);
                        model.onData(from, ByteSlice.of(text));
                        octets += text.length();
                    }
                }
            }
            assertEquals(model.acts, told(recording, 0, 0).acts, "seed " + seed);
            assertEquals(octets, recording.octets(), "seed " + seed);
        }
    }

    @Test
    void whatWasReadBeforeIsLeftOutOnEachSide() {
        Recording recording = new Recording();
        say(recording, Direction.RESPONDER, "hello\r\n");
        say(recording, Direction.ORIGINATOR, "EHLO x\r\n");
        say(recording, Direction.RESPONDER, "250 x\r\n");
        recording.end(Direction.RESPONDER);
        assertEquals(
                List.of("ORIGINATOR says LO x\r\n", "RESPONDER says 50 x\r\n", "RESPONDER ends"),
                told(recording, 2, 8).acts);
    }

    @Test
    void theLineFeedOfALineThatIsLeftOutIsLeftOutToo() {
        Recording recording = new Recording();
        say(recording, Direction.RESPONDER, "hello\r\n250 x\r\n");
        assertEquals(
                List.of("RESPONDER says 250 x\r\n"), told(recording, 0, "hello\r".length()).acts);
    }

    @Test
    void theOctetsOfASideAreThoseItSaid() {
        Recording recording = new Recording();
        say(recording, Direction.RESPONDER, "a");
        say(recording, Direction.ORIGINATOR, "b");
        recording.gap(Direction.RESPONDER, 2, 7);
        say(recording, Direction.RESPONDER, "c");
        assertEquals("ac", recording.octetsOf(Direction.RESPONDER).toString());
        assertEquals("b", recording.octetsOf(Direction.ORIGINATOR).toString());
        assertEquals(1, recording.gaps());
    }
}
