package io.mailtap.stream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Flows whose deadlines come in order: a ring that takes at its end only what is not before that.
final class TimerQueue {
    private static final int SMALLEST = 64;

    // deadlines.length is a power of two
    private long[] deadlines = new long[SMALLEST];
    private @Nullable Flow[] flows = new @Nullable Flow[SMALLEST];
    private int first;
    private int size;

    int size() {
        return size;
    }

    /// The first deadline, [Flow#NEVER] if there is none.
    long deadline() {
        return size == 0 ? Flow.NEVER : deadlines[first];
    }

    /// The flow of the first deadline.
    Flow first() {
        return Objects.requireNonNull(flows[first]);
    }

    private int place(int index) {
        return first + index & deadlines.length - 1;
    }

    /// Puts a flow at the end. Answers whether it belongs there.
    boolean offer(Flow flow, long deadline) {
        if (size > 0) {
            int last = place(size - 1);
            Flow before = flows[last];
            if (deadline < deadlines[last]
                    || deadline == deadlines[last] && before != null && flow.birth < before.birth) {
                return false;
            }
        }
        if (size == deadlines.length) {
            grow();
        }
        int end = place(size++);
        flows[end] = flow;
        deadlines[end] = deadline;
        return true;
    }

    private void grow() {
        long[] moreDeadlines = new long[2 * size];
        @Nullable Flow[] moreFlows = new @Nullable Flow[2 * size];
        for (int i = 0; i < size; i++) {
            moreDeadlines[i] = deadlines[place(i)];
            moreFlows[i] = flows[place(i)];
        }
        deadlines = moreDeadlines;
        flows = moreFlows;
        first = 0;
    }

    void removeFirst() {
        flows[first] = null;
        first = place(1);
        size--;
    }

    /// Takes the stale entries out.
    void sweep() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int from = place(i);
            Flow flow = flows[from];
            long deadline = deadlines[from];
            flows[from] = null;
            if (flow != null && flow.armedFor == deadline) {
                int to = place(kept++);
                flows[to] = flow;
                deadlines[to] = deadline;
            }
        }
        size = kept;
    }
}
