package io.mailtap.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.bytes.ByteSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Held blocks against a tree map.
final class HeldBlocksTest {
    private static String textOf(int position) {
        return "block " + position;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreeWithATreeMapOverRandomInsertions(long seed) {
        Random random = new Random(seed);
        HeldBlocks held = new HeldBlocks();
        TreeMap<Long, String> model = new TreeMap<>();
        for (int step = 0; step < 20_000; step++) {
            // Grows, shrinks, and is empty now and then.
            boolean grows = random.nextInt(100) < (step / 1000 % 2 == 0 ? 60 : 30);
            if (grows || model.isEmpty()) {
                int position = 100 * (step + random.nextInt(5000));
                if (model.containsKey((long) position)) {
                    continue;
                }
                held.insert(held.seek(position), position, ByteSlice.of(textOf(position)), true);
                model.put((long) position, textOf(position));
            } else {
                Map.Entry<Long, String> first = model.pollFirstEntry();
                assertEquals(first.getKey(), held.from(HeldBlocks.FIRST), seed + "/" + step);
                assertEquals(first.getValue(), held.takeFirst().toString());
            }
            assertEquals(model.isEmpty(), held.isEmpty());
            if (step % 1000 == 0) {
                assertEquals(List.copyOf(model.keySet()), positions(held));
            }
        }
    }

    private static List<Long> positions(HeldBlocks held) {
        List<Long> positions = new ArrayList<>();
        for (int at = HeldBlocks.FIRST; !held.isEnd(at); at = held.after(at)) {
            positions.add(held.from(at));
        }
        return positions;
    }

    @Test
    void theBlockThatIsSoughtEndsBehindThePosition() {
        HeldBlocks held = new HeldBlocks();
        int end = held.insert(HeldBlocks.FIRST, 10, ByteSlice.of("abc"), true);
        held.insert(end, 20, ByteSlice.of("def"), true);
        assertEquals(10, held.from(held.seek(12)));
        assertEquals(20, held.from(held.seek(13)));
        assertEquals(20, held.from(held.seek(22)));
        assertTrue(held.isEnd(held.seek(23)));
        assertEquals(23, held.lastEnd());
    }

    @Test
    void thePlaceBehindAnInsertedBlockIsThatOfTheNext() {
        HeldBlocks held = new HeldBlocks();
        int end = HeldBlocks.FIRST;
        for (int i = 0; i < 1000; i++) {
            end = held.insert(end, 20 * i, ByteSlice.of("a"), true);
            assertTrue(held.isEnd(end));
        }
        for (int i = 0; i + 1 < 1000; i++) {
            int next = held.insert(held.seek(20 * i + 5), 20 * i + 5, ByteSlice.of("b"), true);
            assertEquals(20 * i + 20, held.from(next));
        }
    }

    @Test
    void octetsThatAreNotKeptAreCounted() {
        HeldBlocks held = new HeldBlocks();
        int end = held.insert(HeldBlocks.FIRST, 10, ByteSlice.of("abc"), false);
        held.insert(end, 13, ByteSlice.of("de"), true);
        assertEquals(5 + 2 * HeldBlocks.BLOCK_OVERHEAD, held.octets());
        assertEquals(2 + 2 * HeldBlocks.BLOCK_OVERHEAD, held.memory());
        assertEquals("", held.takeFirst().toString());
        assertEquals("de", held.takeFirst().toString());
        assertEquals(0, held.octets());
        assertEquals(0, held.memory());
    }
}
