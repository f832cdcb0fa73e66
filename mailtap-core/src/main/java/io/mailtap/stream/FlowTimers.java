package io.mailtap.stream;

/// The flows of a table by their next deadline.
///
/// Arming later costs nothing: the flow is asked again when its old deadline comes, which is how a
/// connection that stays active leaves all this alone packet after packet. Arming earlier puts the
/// flow in once more. The entry that is not for the time that the flow is armed for is stale, and
/// so are those of flows that were forgotten: they are passed over when they come up, or swept out
/// when they are too many.
///
/// New TCP connections, which have their first deadlines in the order in which they come, stand in
/// a queue; the heap is for the few that are armed again.
final class FlowTimers {
    private static final int FEW = 64;

    private final TimerQueue queue = new TimerQueue();
    private final TimerHeap heap = new TimerHeap();

    // Flows that are armed; each has one entry, or stale ones besides.
    private int armed;

    /// How many entries there are, stale ones among them.
    int entries() {
        return queue.size() + heap.size();
    }

    /// Makes sure that a new flow fires no later than its deadline.
    void armNew(Flow flow) {
        long deadline = flow.deadline();
        if (flow instanceof TcpConnection && queue.offer(flow, deadline)) {
            flow.armedFor = deadline;
            armed++;
            sweepIfStale();
        } else {
            arm(flow, deadline);
        }
    }

    /// Makes sure that a flow fires no later than `deadline`.
    void arm(Flow flow, long deadline) {
        if (deadline < flow.armedFor) {
            armed += flow.armedFor == Flow.NEVER ? 1 : 0;
            flow.armedFor = deadline;
            heap.add(flow, deadline);
            sweepIfStale();
        }
    }

    private void sweepIfStale() {
        if (entries() > 2 * armed + FEW) {
            queue.sweep();
            heap.sweep();
        }
    }

    /// Forgets a flow, which is armed.
    void disarm(Flow flow) {
        flow.armedFor = Flow.NEVER;
        armed--;
    }

    /// Fires all that is due at `now`, in the order of deadlines, and hands what must be forgotten
    /// to `table`.
    ///
    /// Timers are late: they fire when the next packet comes, and judge by its time, as in Zeek.
    void advance(long now, ConnectionTable table) {
        while (Math.min(queue.deadline(), heap.deadline()) <= now) {
            if (isQueueFirst()) {
                fireQueued(now, table);
            } else {
                fireOfHeap(now, table);
            }
        }
    }

    // Of those that are due together, the flow that was made first: nothing else that happens to be
    // armed may decide, because workers have different flows.
    private boolean isQueueFirst() {
        long queued = queue.deadline();
        long other = heap.deadline();
        return queued < other || queued == other && queue.first().birth < heap.first().birth;
    }

    private void fireQueued(long now, ConnectionTable table) {
        Flow due = queue.first();
        boolean stale = due.armedFor != queue.deadline();
        queue.removeFirst();
        if (stale) {
            return;
        }
        if (isArmedAgain(due, now, table)) {
            heap.add(due, due.armedFor);
        } else {
            table.expire(due, now);
        }
    }

    private void fireOfHeap(long now, ConnectionTable table) {
        Flow due = heap.first();
        if (due.armedFor != heap.deadline()) {
            heap.removeFirst();
        } else if (isArmedAgain(due, now, table)) {
            heap.replaceFirst(due, due.armedFor);
        } else {
            heap.removeFirst();
            table.expire(due, now);
        }
    }

    /// Fires a flow. Answers whether it has a next deadline.
    private static boolean isArmedAgain(Flow due, long now, ConnectionTable table) {
        table.firing(due);
        long next = due.fire(now);
        if (next == Flow.NEVER) {
            return false;
        }
        due.armedFor = Math.max(next, now + 1);
        return true;
    }
}
