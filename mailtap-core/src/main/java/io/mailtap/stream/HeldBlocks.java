package io.mailtap.stream;

import io.mailtap.bytes.ByteSlice;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Copies of the segments ahead of a hole, by position; no two of them have an octet in common.
///
/// Few blocks are the rule: they stand in one array, and to put one in moves the fewer of those
/// before and behind it.
///
/// ```
///    blocks   |      | A | B | D |      |        to put C in, D moves; to put 0 in, nothing does
///                    first   first + count
/// ```
final class HeldBlocks {
    /// What a block costs beside its octets, so that tiny segments count for what they take.
    static final int BLOCK_OVERHEAD = 96;

    private static final byte[] NOT_KEPT = new byte[0];
    private static final int SMALLEST = 8;
    private static final int LARGEST_KEPT = 64;

    private record Block(long from, long end, byte[] octets) {}

    // Sorted; those from first on, count of them.
    private @Nullable Block[] blocks = new @Nullable Block[SMALLEST];
    private int first = SMALLEST / 2;
    private int count;
    private long octets;
    private long memory;
    private final ByteSlice taken = new ByteSlice();

    private Block block(int index) {
        return Objects.requireNonNull(blocks[first + index]);
    }

    int count() {
        return count;
    }

    /// What the blocks cost, or would cost if their octets were kept.
    long octets() {
        return octets;
    }

    /// What is really kept: less where nobody takes the octets.
    long memory() {
        return memory;
    }

    /// Position of the first octet of a block.
    long from(int index) {
        return block(index).from();
    }

    /// Position behind the last octet of a block.
    long end(int index) {
        return block(index).end();
    }

    /// How many blocks end at or before a position.
    int countBefore(long position) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (block(middle).end() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Puts a block in.
    ///
    /// @param index how many blocks are before it
    /// @param piece its octets, borrowed
    /// @param keep whether to copy them, or just to count them
    void insert(int index, long from, ByteSlice piece, boolean keep) {
        byte[] copy = NOT_KEPT;
        if (keep) {
            copy = new byte[piece.length()];
            piece.copyTo(0, copy, 0, copy.length);
        }
        makeRoom(index);
        blocks[first + index] = new Block(from, from + piece.length(), copy);
        octets += piece.length() + BLOCK_OVERHEAD;
        memory += copy.length + BLOCK_OVERHEAD;
    }

    private void makeRoom(int index) {
        if (first == 0 || first + count == blocks.length) {
            center();
        }
        if (index < count - index) {
            first--;
            System.arraycopy(blocks, first + 1, blocks, first, index);
        } else {
            int at = first + index;
            System.arraycopy(blocks, at, blocks, at + 1, count - index);
        }
        count++;
    }

    /// Moves the blocks into the middle, with at least as much room at either end as there are
    /// blocks.
    private void center() {
        @Nullable Block[] before = blocks;
        int from = first;
        if (3 * count > before.length) {
            blocks = new @Nullable Block[Math.max(SMALLEST, 4 * count)];
        }
        first = (blocks.length - count) / 2;
        System.arraycopy(before, from, blocks, first, count);
        if (blocks == before) {
            Arrays.fill(blocks, 0, first, null);
            Arrays.fill(blocks, first + count, blocks.length, null);
        }
    }

    /// Takes the first block out.
    ///
    /// @return its octets, valid until the next is taken out: none where they were only counted
    ByteSlice takeFirst() {
        Block block = block(0);
        if (count == 1) {
            clear();
        } else {
            blocks[first++] = null;
            count--;
            octets -= block.end() - block.from() + BLOCK_OVERHEAD;
            memory -= block.octets().length + BLOCK_OVERHEAD;
        }
        return taken.pointAt(block.octets(), 0, block.octets().length);
    }

    private void clear() {
        if (blocks.length > LARGEST_KEPT) {
            blocks = new @Nullable Block[SMALLEST];
        } else {
            blocks[first] = null;
        }
        first = blocks.length / 2;
        count = 0;
        octets = 0;
        memory = 0;
    }
}
