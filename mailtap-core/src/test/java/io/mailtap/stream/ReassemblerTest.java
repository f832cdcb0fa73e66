package io.mailtap.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.bytes.ByteSlice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The reassembler against a bitmap: obviously right, and slow.
final class ReassemblerTest {
    /// Gathers what is delivered, gaps as `?`.
    private static final class Gathered implements Reassembler.Sink {
        private final StringBuilder text = new StringBuilder();
        private final List<String> pieces = new ArrayList<>();

        @Override
        public void deliver(Reassembler from, ByteSlice data) {
            text.append(data);
            pieces.add(data.toString());
        }

        @Override
        public void gap(Reassembler from, long seq, long length) {
            assertEquals(text.length() + 1L, seq, "position of the gap");
            text.append("?".repeat((int) length));
            pieces.add("gap " + seq + " " + length);
        }
    }

    /// A stream of 400 octets: which of them were seen, the first copy of each, and how far they
    /// were delivered.
    private static final class Model {
        private static final int LENGTH = 400;

        private final char[] octets = new char[LENGTH + 1];
        private final StringBuilder delivered = new StringBuilder();
        private int acknowledged = 1;

        void add(int seq, byte[] data) {
            for (int i = 0; i < data.length; i++) {
                int at = seq + i;
                if (at >= acknowledged && at > delivered.length() && octets[at] == 0) {
                    octets[at] = (char) data[i];
                }
            }
            deliver();
        }

        void acknowledge(int position) {
            while (delivered.length() + 1 < position) {
                char next = octets[delivered.length() + 1];
                delivered.append(next == 0 ? '?' : next);
            }
            acknowledged = Math.max(acknowledged, position);
            deliver();
        }

        private void deliver() {
            while (delivered.length() < LENGTH && octets[delivered.length() + 1] != 0) {
                delivered.append(octets[delivered.length() + 1]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithABitmapOverRandomSegments(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            compare(random, seed + "/" + round);
        }
    }

    private static void compare(Random random, String name) {
        Reassembler reassembler = new TcpEndpoint();
        Gathered gathered = new Gathered();
        Model model = new Model();
        for (int step = 0; step < 40; step++) {
            int seq = 1 + random.nextInt(Model.LENGTH - 60);
            if (random.nextInt(6) == 0) {
                reassembler.acknowledge(seq, false, gathered);
                model.acknowledge(seq);
            } else {
                byte[] data = new byte[1 + random.nextInt(60)];
                Arrays.fill(data, (byte) ('a' + random.nextInt(26)));
                model.add(seq, data);
                reassembler.add(seq, ByteSlice.of(data), true, gathered);
                Arrays.fill(data, (byte) 0xaa);
            }
            assertEquals(model.delivered.toString(), gathered.text.toString(), name);
        }
    }

    @Test
    void theSegmentThatIsNextIsDeliveredWhole() {
        Gathered gathered = new Gathered();
        Reassembler reassembler = new TcpEndpoint();
        reassembler.add(1, ByteSlice.of("abc"), true, gathered);
        reassembler.add(4, ByteSlice.of("def"), true, gathered);
        assertEquals(List.of("abc", "def"), gathered.pieces);
        assertEquals(7, reassembler.next());
    }

    @Test
    void aHoleIsFilledBeforeWhatIsAboveIt() {
        Gathered gathered = new Gathered();
        Reassembler reassembler = new TcpEndpoint();
        reassembler.add(4, ByteSlice.of("def"), true, gathered);
        assertTrue(gathered.pieces.isEmpty());
        assertEquals(6, reassembler.span());
        reassembler.add(1, ByteSlice.of("abcX"), true, gathered);
        assertEquals("abcdef", gathered.text.toString());
    }

    @Test
    void anAcknowledgedHoleIsAGap() {
        Gathered gathered = new Gathered();
        Reassembler reassembler = new TcpEndpoint();
        reassembler.add(1, ByteSlice.of("a"), true, gathered);
        reassembler.add(4, ByteSlice.of("d"), true, gathered);
        reassembler.acknowledge(7, false, gathered);
        assertEquals(List.of("a", "gap 2 2", "d", "gap 5 2"), gathered.pieces);
        assertTrue(reassembler.hadGap());
    }

    @Test
    void whatIsHeldIsCounted() {
        Gathered gathered = new Gathered();
        Reassembler reassembler = new TcpEndpoint();
        reassembler.add(5, ByteSlice.of("efgh"), true, gathered);
        assertEquals(4 + HeldBlocks.BLOCK_OVERHEAD, reassembler.heldOctets());
        reassembler.add(1, ByteSlice.of("abcd"), true, gathered);
        assertEquals(0, reassembler.heldOctets());
    }

    @Test
    void nothingIsDeliveredAfterGivingUp() {
        Gathered gathered = new Gathered();
        Reassembler reassembler = new TcpEndpoint();
        reassembler.add(5, ByteSlice.of("efgh"), true, gathered);
        reassembler.giveUp();
        reassembler.add(1, ByteSlice.of("abcd"), true, gathered);
        reassembler.acknowledge(20, false, gathered);
        assertTrue(gathered.pieces.isEmpty());
        assertEquals(0, reassembler.heldOctets());
    }
}
