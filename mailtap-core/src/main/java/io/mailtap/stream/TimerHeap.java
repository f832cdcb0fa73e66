package io.mailtap.stream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The flows of a table by their next deadline.
///
/// A binary heap that knows where each flow is, so that arming earlier costs a sift and forgetting
/// costs one too. Arming later costs nothing: the flow is asked again when its old deadline comes,
/// which is how a connection that stays active leaves the heap alone packet after packet.
final class TimerHeap {
    // heap[2i+1] and heap[2i+2] are not due before heap[i]; heap[i].heapIndex == i
    private @Nullable Flow[] heap = new @Nullable Flow[64];
    private int size;

    /// Makes sure that `timer` fires no later than `deadline`.
    void arm(Flow timer, long deadline) {
        if (deadline >= timer.armedFor && timer.heapIndex >= 0) {
            return;
        }
        timer.armedFor = deadline;
        if (timer.heapIndex < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            place(timer, size++);
        }
        siftUp(timer);
    }

    /// Takes `timer` out, if it is in.
    void disarm(Flow timer) {
        int hole = timer.heapIndex;
        if (hole < 0) {
            return;
        }
        timer.heapIndex = -1;
        timer.armedFor = Flow.NEVER;
        Flow last = at(--size);
        heap[size] = null;
        if (last != timer) {
            place(last, hole);
            siftUp(last);
            siftDown(last);
        }
    }

    /// Fires all that is due at `now`, in the order of deadlines, and hands what must be forgotten
    /// to `table`.
    ///
    /// Timers are late: they fire when the next packet comes, and judge by its time, as in Zeek.
    void advance(long now, ConnectionTable table) {
        while (size > 0 && at(0).armedFor <= now) {
            Flow due = at(0);
            table.firing(due);
            long next = due.fire(now);
            if (next == Flow.NEVER) {
                table.expire(due, now);
            } else {
                due.armedFor = Math.max(next, now + 1);
                siftDown(due);
            }
        }
    }

    // Of those that are due together, the flow that was made first: nothing else that happens to be
    // in the heap may decide, because workers have different heaps.
    private static boolean isDueBefore(Flow one, Flow other) {
        return one.armedFor < other.armedFor
                || one.armedFor == other.armedFor && one.birth < other.birth;
    }

    private Flow at(int index) {
        return java.util.Objects.requireNonNull(heap[index]);
    }

    private void place(Flow timer, int index) {
        heap[index] = timer;
        timer.heapIndex = index;
    }

    private void siftUp(Flow timer) {
        int index = timer.heapIndex;
        while (index > 0) {
            Flow parent = at((index - 1) >>> 1);
            if (!isDueBefore(timer, parent)) {
                break;
            }
            int up = parent.heapIndex;
            place(parent, index);
            index = up;
        }
        place(timer, index);
    }

    private void siftDown(Flow timer) {
        int index = timer.heapIndex;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && isDueBefore(at(child + 1), at(child))) {
                child++;
            }
            if (!isDueBefore(at(child), timer)) {
                break;
            }
            place(at(child), index);
            index = child;
        }
        place(timer, index);
    }
}
