package io.mailtap.stream;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Flows by deadline, and those of the same deadline by birth.
///
/// A heap whose nodes have four children, with the deadlines beside the flows: to order it touches
/// one array, not flows all over memory. Entries for which their flow is not armed any more are
/// stale: who takes them out looks at that.
final class TimerHeap {
    private static final int CHILDREN = 4;
    private static final int SMALLEST = 64;

    // No entry is before its parent, which is at (i - 1) / CHILDREN.
    private long[] deadlines = new long[SMALLEST];
    private @Nullable Flow[] flows = new @Nullable Flow[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /// The first deadline, [Flow#NEVER] if there is none.
    long deadline() {
        return size == 0 ? Flow.NEVER : deadlines[0];
    }

    /// The flow of the first deadline.
    Flow first() {
        return at(0);
    }

    void add(Flow flow, long deadline) {
        if (size == deadlines.length) {
            deadlines = Arrays.copyOf(deadlines, size * 2);
            flows = Arrays.copyOf(flows, size * 2);
        }
        int index = size++;
        while (index > 0) {
            int parent = (index - 1) / CHILDREN;
            if (!isBefore(deadline, flow, parent)) {
                break;
            }
            move(parent, index);
            index = parent;
        }
        place(index, flow, deadline);
    }

    void removeFirst() {
        Flow last = at(--size);
        flows[size] = null;
        if (size > 0) {
            replaceFirst(last, deadlines[size]);
        }
    }

    /// Puts a flow where the first was, and from there where it belongs.
    void replaceFirst(Flow flow, long deadline) {
        int index = 0;
        int child = 1;
        while (child < size) {
            int least = child;
            int end = Math.min(child + CHILDREN, size);
            for (int other = child + 1; other < end; other++) {
                if (isBefore(deadlines[other], at(other), least)) {
                    least = other;
                }
            }
            if (isBefore(deadline, flow, least)) {
                break;
            }
            move(least, index);
            index = least;
            child = CHILDREN * index + 1;
        }
        place(index, flow, deadline);
    }

    /// Takes the stale entries out.
    void sweep() {
        int before = size;
        size = 0;
        for (int i = 0; i < before; i++) {
            Flow flow = at(i);
            if (flow.armedFor == deadlines[i]) {
                add(flow, deadlines[i]);
            }
        }
        Arrays.fill(flows, size, before, null);
    }

    private boolean isBefore(long deadline, Flow flow, int index) {
        return deadline < deadlines[index]
                || deadline == deadlines[index] && flow.birth < at(index).birth;
    }

    private Flow at(int index) {
        return Objects.requireNonNull(flows[index]);
    }

    private void place(int index, Flow flow, long deadline) {
        flows[index] = flow;
        deadlines[index] = deadline;
    }

    private void move(int from, int to) {
        flows[to] = flows[from];
        deadlines[to] = deadlines[from];
    }
}
