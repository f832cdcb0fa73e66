package io.mailtap.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows of one engine on their way to the logs, each with its position.
///
/// Row `i` is `octets[starts[i]]` up to `starts[i + 1]`, or up to the end. Rows of one log that
/// follow each other in one position count as one.
final class RowChunk {
    /// A chunk that has as many octets or rows is full.
    private static final int FULL_OCTETS = 256 * 1024;

    private static final int FULL_ROWS = 8 * 1024;
    private static final int NUMBERS = 4;
    private static final int FIRST_ROWS = 256;

    /// What follows the last row.
    enum End {
        /// More rows of the same stretch follow in the next chunk.
        MORE,
        /// A stretch of the run is complete.
        STRETCH,
        /// The engine has failed.
        FAULT
    }

    End end = End.MORE;
    byte[] octets = new byte[16 * 1024];
    int length;
    int rows;

    /// What ended the engine, [End#FAULT] only; its position stands behind those of the rows.
    @Nullable Throwable fault;

    // Four a row: the position's three, and the time. There is always room for one more, so that a
    // fault has its place when memory is short.
    private long[] numbers = new long[NUMBERS * (FIRST_ROWS + 1)];
    private int[] starts = new int[FIRST_ROWS];
    private int[] logs = new int[FIRST_ROWS];
    private int[] counts = new int[FIRST_ROWS];
    private Repeats.@Nullable About[] abouts = new Repeats.@Nullable About[0];

    boolean isFull(int octetsWritten) {
        return octetsWritten > FULL_OCTETS || rows == FULL_ROWS;
    }

    void clear() {
        end = End.MORE;
        fault = null;
        length = 0;
        rows = 0;
        if (abouts.length > 0) {
            abouts = new Repeats.@Nullable About[0];
        }
        if (octets.length > 4 * FULL_OCTETS) {
            octets = new byte[FULL_OCTETS];
        }
    }

    void add(RowPosition position, long nanos, int log, int start, Repeats.@Nullable About about) {
        if (about == null && continuesLast(position, log)) {
            counts[rows - 1]++;
            return;
        }
        if (rows == starts.length) {
            grow();
        }
        place(position, nanos);
        starts[rows] = start;
        logs[rows] = log;
        counts[rows] = 1;
        if (about != null) {
            abouts = abouts.length > rows ? abouts : Arrays.copyOf(abouts, starts.length);
            abouts[rows] = about;
        }
        rows++;
    }

    void fail(RowPosition position, Throwable why) {
        place(position, 0);
        fault = why;
    }

    private void place(RowPosition position, long nanos) {
        int at = NUMBERS * rows;
        numbers[at] = position.first();
        numbers[at + 1] = position.second();
        numbers[at + 2] = position.third();
        numbers[at + 3] = nanos;
    }

    private boolean continuesLast(RowPosition position, int log) {
        int last = rows - 1;
        int at = NUMBERS * last;
        return last >= 0
                && logs[last] == log
                && numbers[at] == position.first()
                && numbers[at + 1] == position.second()
                && numbers[at + 2] == position.third()
                && about(last) == null;
    }

    private void grow() {
        int size = 2 * rows;
        numbers = Arrays.copyOf(numbers, NUMBERS * (size + 1));
        starts = Arrays.copyOf(starts, size);
        logs = Arrays.copyOf(logs, size);
        counts = Arrays.copyOf(counts, size);
    }

    /// {@return whether row `row` comes before row `otherRow` of another engine's chunk}
    boolean isBefore(int row, RowChunk other, int otherRow) {
        int at = NUMBERS * row;
        int otherAt = NUMBERS * otherRow;
        for (int i = 0; i < NUMBERS - 1; i++) {
            int order = Long.compare(numbers[at + i], other.numbers[otherAt + i]);
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    int log(int row) {
        return logs[row];
    }

    int start(int row) {
        return starts[row];
    }

    int endOf(int row) {
        return row + 1 < rows ? starts[row + 1] : length;
    }

    int count(int row) {
        return counts[row];
    }

    long nanos(int row) {
        return numbers[NUMBERS * row + 3];
    }

    Repeats.@Nullable About about(int row) {
        return row < abouts.length ? abouts[row] : null;
    }
}
