package io.mailtap.stream;

import io.mailtap.bytes.ByteSlice;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Copies of the segments ahead of a hole, by position; no two of them have an octet in common.
///
/// Few blocks are the rule: they stand in one array. Where there are many, they stand in runs, so
/// that to put one in moves few others, whatever order they come in.
///
/// ```
///    runs    | A B C D | F G | H I K |         to put J in, K moves
/// ```
///
/// A place among them is a number, which holds until a block is put in or taken out: from [#FIRST]
/// on with [#after].
final class HeldBlocks {
    /// What a block costs beside its octets, so that tiny segments count for what they take.
    static final int BLOCK_OVERHEAD = 96;

    /// The place of the first block, or the end if there is none.
    static final int FIRST = 0;

    private static final byte[] NOT_KEPT = new byte[0];
    private static final int SHORTEST_RUN = 8;
    private static final int LONGEST_RUN = 128;
    private static final int RUN_BITS = 8;
    private static final int IN_RUN = (1 << RUN_BITS) - 1;

    private record Block(long from, long end, byte[] octets) {}

    /// Blocks in order.
    private static final class Run {
        private @Nullable Block[] blocks = new @Nullable Block[SHORTEST_RUN];
        private int count;

        Block at(int index) {
            return Objects.requireNonNull(blocks[index]);
        }

        void insert(int index, Block block) {
            if (count == blocks.length) {
                blocks = Arrays.copyOf(blocks, 2 * count);
            }
            System.arraycopy(blocks, index, blocks, index + 1, count - index);
            blocks[index] = block;
            count++;
        }

        void removeFirst() {
            count--;
            System.arraycopy(blocks, 1, blocks, 0, count);
            blocks[count] = null;
        }

        /// Takes the second half off.
        Run split() {
            Run second = new Run();
            int half = count / 2;
            second.blocks = Arrays.copyOfRange(blocks, half, half + blocks.length);
            second.count = count - half;
            Arrays.fill(blocks, half, count, null);
            count = half;
            return second;
        }
    }

    // Of runs that are not empty, unless there is only one.
    private @Nullable Run[] runs = {new Run()};
    private int runCount = 1;
    private long octets;
    private long memory;
    private final ByteSlice taken = new ByteSlice();

    private Run run(int index) {
        return Objects.requireNonNull(runs[index]);
    }

    private Block block(int place) {
        return run(place >>> RUN_BITS).at(place & IN_RUN);
    }

    boolean isEmpty() {
        return run(0).count == 0;
    }

    /// What the blocks cost, or would cost if their octets were kept.
    long octets() {
        return octets;
    }

    /// What is really kept: less where nobody takes the octets.
    long memory() {
        return memory;
    }

    /// Position of the first octet of the block at a place.
    long from(int place) {
        return block(place).from();
    }

    /// Position behind the last octet of the block at a place.
    long end(int place) {
        return block(place).end();
    }

    /// Position behind the last octet of all; there must be one.
    long lastEnd() {
        Run last = run(runCount - 1);
        return last.at(last.count - 1).end();
    }

    /// Whether a place is behind the last block.
    boolean isEnd(int place) {
        return (place & IN_RUN) == run(place >>> RUN_BITS).count;
    }

    /// The place behind that of a block.
    int after(int place) {
        int index = place >>> RUN_BITS;
        boolean isLastOfRun = (place & IN_RUN) + 1 == run(index).count;
        return isLastOfRun && index + 1 < runCount ? index + 1 << RUN_BITS : place + 1;
    }

    /// The place of the first block that ends behind a position.
    int seek(long position) {
        int low = 0;
        int high = runCount - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            Run run = run(middle);
            if (run.at(run.count - 1).end() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low << RUN_BITS | seek(run(low), position);
    }

    private static int seek(Run run, long position) {
        int low = 0;
        int high = run.count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (run.at(middle).end() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Puts a block in.
    ///
    /// @param place of the block that will be next to it
    /// @param piece its octets, borrowed
    /// @param keep whether to copy them, or just to count them
    /// @return the place behind it
    int insert(int place, long from, ByteSlice piece, boolean keep) {
        byte[] copy = NOT_KEPT;
        if (keep) {
            copy = new byte[piece.length()];
            piece.copyTo(0, copy, 0, copy.length);
        }
        octets += piece.length() + BLOCK_OVERHEAD;
        memory += copy.length + BLOCK_OVERHEAD;
        int index = place >>> RUN_BITS;
        int inRun = place & IN_RUN;
        if (run(index).count == LONGEST_RUN) {
            insertRun(index + 1, run(index).split());
            int half = run(index).count;
            if (inRun > half) {
                index++;
                inRun -= half;
            }
        }
        run(index).insert(inRun, new Block(from, from + piece.length(), copy));
        return after(index << RUN_BITS | inRun);
    }

    private void insertRun(int index, Run run) {
        if (runCount == runs.length) {
            runs = Arrays.copyOf(runs, 2 * runCount);
        }
        System.arraycopy(runs, index, runs, index + 1, runCount - index);
        runs[index] = run;
        runCount++;
    }

    /// Takes the first block out.
    ///
    /// @return its octets, valid until the next is taken out: none where they were only counted
    ByteSlice takeFirst() {
        Run run = run(0);
        Block block = run.at(0);
        run.removeFirst();
        if (run.count == 0 && runCount > 1) {
            runCount--;
            System.arraycopy(runs, 1, runs, 0, runCount);
            runs[runCount] = null;
        }
        octets -= block.end() - block.from() + BLOCK_OVERHEAD;
        memory -= block.octets().length + BLOCK_OVERHEAD;
        return taken.pointAt(block.octets(), 0, block.octets().length);
    }
}
