package io.mailtap.stream;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The flows of a table by their next deadline.
///
/// A heap whose nodes have four children, with the deadlines beside the flows: to order it touches
/// one array, not flows all over memory. Arming later costs nothing: the flow is asked again when
/// its old deadline comes, which is how a connection that stays active leaves the heap alone packet
/// after packet. Arming earlier puts the flow in once more. The entry that is not for the time that
/// the flow is armed for is stale, and so are those of flows that were forgotten: they are passed
/// over when they come up, or swept out when they are too many.
final class TimerHeap {
    private static final int CHILDREN = 4;
    private static final int SMALLEST = 64;

    // No deadline is before that of its parent, which is at (i - 1) / CHILDREN.
    private long[] deadlines = new long[SMALLEST];
    private @Nullable Flow[] flows = new @Nullable Flow[SMALLEST];
    private int size;

    // Flows that are armed; each has one entry, or stale ones besides.
    private int armed;

    /// How many entries there are, stale ones among them.
    int entries() {
        return size;
    }

    /// Makes sure that `flow` fires no later than `deadline`.
    void arm(Flow flow, long deadline) {
        if (deadline >= flow.armedFor) {
            return;
        }
        if (flow.armedFor == Flow.NEVER) {
            armed++;
        }
        if (size > 2 * armed + SMALLEST) {
            sweep();
        }
        flow.armedFor = deadline;
        add(flow, deadline);
    }

    private void add(Flow flow, long deadline) {
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

    /// Forgets `flow`, which is armed.
    void disarm(Flow flow) {
        flow.armedFor = Flow.NEVER;
        armed--;
    }

    /// Fires all that is due at `now`, in the order of deadlines, and hands what must be forgotten
    /// to `table`.
    ///
    /// Timers are late: they fire when the next packet comes, and judge by its time, as in Zeek.
    void advance(long now, ConnectionTable table) {
        while (size > 0 && deadlines[0] <= now) {
            Flow due = at(0);
            if (due.armedFor != deadlines[0]) {
                removeFirst();
                continue;
            }
            table.firing(due);
            long next = due.fire(now);
            if (next == Flow.NEVER) {
                removeFirst();
                table.expire(due, now);
            } else {
                due.armedFor = Math.max(next, now + 1);
                siftDown(due, due.armedFor);
            }
        }
    }

    private void removeFirst() {
        Flow last = at(--size);
        flows[size] = null;
        if (size > 0) {
            siftDown(last, deadlines[size]);
        }
    }

    /// Takes the stale entries out.
    private void sweep() {
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

    // Of those that are due together, the flow that was made first: nothing else that happens to be
    // in the heap may decide, because workers have different heaps.
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

    /// Puts a flow where the first was.
    private void siftDown(Flow flow, long deadline) {
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
}
