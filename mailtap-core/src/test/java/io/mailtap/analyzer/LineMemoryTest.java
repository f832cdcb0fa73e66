package io.mailtap.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.OctetBuffer;
import io.mailtap.event.Events;
import io.mailtap.net.Connection;
import io.mailtap.net.Direction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What unfinished lines may hold when all connections together hold too much.
final class LineMemoryTest {
    /// Has no room for anything, and remembers what it was told.
    private static final class FullContext implements AnalyzerContext {
        private final List<String> weirds = new ArrayList<>();
        private final Scratch scratch = new Scratch();
        private long held;

        @Override
        public boolean hold(long octets) {
            held += octets;
            return false;
        }

        @Override
        public void weird(String name, String detail, String source) {
            weirds.add(name);
        }

        @Override
        public void weird(String name, String detail) {
            weirds.add(name);
        }

        @Override
        public Connection connection() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Events events() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Scratch scratch() {
            return scratch;
        }

        @Override
        public boolean isPartial() {
            return false;
        }

        @Override
        public void confirm() {}

        @Override
        public void violation(String reason, ByteSlice data) {}

        @Override
        public Analyzer beginTls() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void finish() {}

        @Override
        public void file(Direction from, int number, String mimeType, ByteSlice octets) {}

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public void markLimit() {}

        @Override
        public Message beginMessage(Direction from) {
            throw new UnsupportedOperationException();
        }
    }

    private final FullContext context = new FullContext();
    private final List<Integer> lines = new ArrayList<>();
    private final LineSplitter.Consumer consumer =
            new LineSplitter.Consumer() {
                @Override
                public void onLine(Direction from, ByteSlice line, LineEnd end) {
                    lines.add(line.length());
                }

                @Override
                public boolean wantsMore(Direction from) {
                    return true;
                }
            };
    private final LineSplitter splitter = new LineSplitter(context);

    private void feed(byte... octets) {
        splitter.onData(consumer, Direction.ORIGINATOR, ByteSlice.of(octets));
    }

    private void feed(int octets) {
        feed(new byte[octets]);
    }

    @Test
    void aLineOfTheUsualSizeIsGatheredAllTheSame() {
        feed(LineSplitter.ALWAYS_GATHERED);
        feed((byte) '\r', (byte) '\n');
        assertEquals(List.of(LineSplitter.ALWAYS_GATHERED), lines);
        assertEquals(List.of(), context.weirds);
        assertEquals(0, context.held);
    }

    @Test
    void aLongerLineComesInPieces() {
        feed(LineSplitter.ALWAYS_GATHERED);
        feed(10);
        feed(5);
        assertEquals(List.of(LineSplitter.ALWAYS_GATHERED + 10), lines);
        assertEquals(List.of("contentline_memory_exceeded"), context.weirds);
        assertEquals(5, context.held);
    }

    @Test
    void aGapGivesBackWhatWasHeld() {
        feed(1000);
        splitter.onGap(true);
        assertEquals(0, context.held);
    }

    @Test
    void aBufferServesTheLinesThatAreCutOneAfterTheOther() {
        feed(1000);
        feed(new byte[] {'\n'});
        OctetBuffer buffer = context.scratch.takeBuffer();
        assertEquals(0, buffer.length());
        context.scratch.giveBack(buffer);
        feed(10);
        assertNotSame(buffer, context.scratch.takeBuffer());
        feed(new byte[] {'\n'});
        assertSame(buffer, context.scratch.takeBuffer());
    }
}
