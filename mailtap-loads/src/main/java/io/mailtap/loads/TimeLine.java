package io.mailtap.loads;

import java.util.PriorityQueue;

/// The segments of a connection that are planned and not yet seen.
final class TimeLine {
    private final PriorityQueue<Segment> planned = new PriorityQueue<>();
    private int count;

    /// Plans a segment without data.
    void plan(long time, TcpSide from, int flags, int acknowledged) {
        plan(time, from, flags, acknowledged, Content.EMPTY, 0, 0);
    }

    /// Plans a segment that begins with the next octet of its sender.
    void plan(
            long time,
            TcpSide from,
            int flags,
            int acknowledged,
            Content content,
            long offset,
            int length) {
        planned.add(
                new Segment(
                        time,
                        count++,
                        from.side(),
                        flags,
                        from.next(),
                        acknowledged,
                        content,
                        offset,
                        length));
    }

    boolean isEmpty() {
        return planned.isEmpty();
    }

    /// {@return when the first of them is to be seen}
    long time() {
        return planned.element().time();
    }

    Segment take() {
        return planned.remove();
    }
}
