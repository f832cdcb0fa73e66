package io.mailtap;

import io.mailtap.capture.Frame;
import io.mailtap.decode.Packet;
import io.mailtap.decode.Slice;
import io.mailtap.stream.Lookahead;
import java.util.Arrays;

/// Frames on their way from the thread that reads to the workers, which all read the same batch.
///
/// ```
/// octets:   | frame 0 | frame 1 | ...          ends[i] is the end of frame i
/// ```
final class FrameBatch {
    /// A batch that has as many octets is full.
    private static final int FULL_OCTETS = 512 * 1024;

    private static final int MOST_FRAMES = 4096;

    private final long[] times = new long[MOST_FRAMES];
    private final int[] linkTypes = new int[MOST_FRAMES];
    private final int[] originalLengths = new int[MOST_FRAMES];
    private final int[] ends = new int[MOST_FRAMES];
    private final byte[] slices = new byte[MOST_FRAMES];
    private byte[] octets = new byte[FULL_OCTETS];
    private final Packet glance = new Packet();
    private int count;
    private long firstNumber;

    /// Whether a capture begins here.
    private boolean beginsCapture;

    /// Whether nothing follows.
    private boolean last;

    /// Empties it.
    void begin(long number, boolean capture) {
        firstNumber = number;
        beginsCapture = capture;
        last = false;
        count = 0;
        if (octets.length > 2 * FULL_OCTETS) {
            octets = new byte[FULL_OCTETS];
        }
    }

    void endRun() {
        last = true;
    }

    boolean isLast() {
        return last;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == MOST_FRAMES || start(count) >= FULL_OCTETS / 8 * 7;
    }

    void add(Frame frame) {
        int from = start(count);
        int length = frame.octets().length();
        if (octets.length - from < length) {
            octets = Arrays.copyOf(octets, Math.max(from + length, 2 * octets.length));
        }
        frame.octets().copyTo(0, octets, from, length);
        times[count] = frame.timeNanos();
        linkTypes[count] = frame.linkType();
        originalLengths[count] = frame.originalLength();
        slices[count] = (byte) Slice.of(frame, glance);
        ends[count] = from + length;
        count++;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /// Gives an engine what is for it.
    ///
    /// @param frame is filled again and again
    void feed(Engine engine, Frame frame) {
        if (beginsCapture) {
            engine.nextCapture();
        }
        int looked = 0;
        for (int i = 0; i < count; i++) {
            if (i == looked) {
                looked = lookAhead(engine, frame, i);
            }
            int slice = slices[i];
            long number = firstNumber + i;
            if (slice == Slice.ANY || engine.share().has(slice)) {
                engine.shared(pointAt(frame, i), number, slice == Slice.ANY);
            } else {
                engine.elsewhere(times[i], number);
            }
        }
    }

    private Frame pointAt(Frame frame, int i) {
        int from = start(i);
        return frame.set(times[i], linkTypes[i], originalLengths[i], octets, from, ends[i] - from);
    }

    /// Answers up to which frame the engine has been told what comes.
    private int lookAhead(Engine engine, Frame frame, int from) {
        int left = engine.looksAhead() ? Lookahead.PACKETS : 0;
        int i = from;
        for (; i < count && left > 0; i++) {
            int slice = slices[i];
            if (slice != Slice.ANY && engine.share().has(slice)) {
                engine.comes(pointAt(frame, i));
                left--;
            }
        }
        engine.lookAhead();
        return Math.max(i, Math.min(count, from + Lookahead.PACKETS));
    }
}
