package io.mailtap.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.bytes.ByteSlice;
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
                held.insert(
                        held.countBefore(position), position, ByteSlice.of(textOf(position)), true);
                model.put((long) position, textOf(position));
            } else {
                Map.Entry<Long, String> first = model.pollFirstEntry();
                assertEquals(first.getKey(), held.from(0), seed + "/" + step);
                assertEquals(first.getValue(), held.takeFirst().toString());
            }
            assertEquals(model.size(), held.count());
        }
    }

    @Test
    void blocksBeforeAPositionAreThoseThatEndThere() {
        HeldBlocks held = new HeldBlocks();
        held.insert(0, 10, ByteSlice.of("abc"), true);
        held.insert(1, 20, ByteSlice.of("def"), true);
        assertEquals(0, held.countBefore(12));
        assertEquals(1, held.countBefore(13));
        assertEquals(1, held.countBefore(22));
        assertEquals(2, held.countBefore(23));
    }

    @Test
    void octetsThatAreNotKeptAreCounted() {
        HeldBlocks held = new HeldBlocks();
        held.insert(0, 10, ByteSlice.of("abc"), false);
        held.insert(1, 13, ByteSlice.of("de"), true);
        assertEquals(5 + 2 * HeldBlocks.BLOCK_OVERHEAD, held.octets());
        assertEquals(2 + 2 * HeldBlocks.BLOCK_OVERHEAD, held.memory());
        assertEquals("", held.takeFirst().toString());
        assertEquals("de", held.takeFirst().toString());
        assertEquals(0, held.octets());
        assertEquals(0, held.memory());
    }
}
