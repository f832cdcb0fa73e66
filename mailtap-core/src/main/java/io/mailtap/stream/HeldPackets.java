package io.mailtap.stream;

import io.mailtap.decode.Packet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Packets of a connection that wait because the first of them acknowledges octets that were not
/// seen yet.
///
/// A capture on more than one interface or queue often has a segment behind its own
/// acknowledgement. Before such octets are given up as lost, the connection waits a little for
/// them; everything behind the acknowledgement waits too, so that the order is that of the wire.
/// What never comes is a gap where it belongs, in the same order of events, only later.
final class HeldPackets {
    /// Packets that wait at most.
    static final int MOST = 32;

    /// Payload that waits at most, in octets.
    static final long MOST_OCTETS = 1 << 20;

    /// How long they wait at most, in nanoseconds.
    static final long LONGEST = 200_000_000L;

    /// The connection, which knows what its packets say and processes them.
    interface Order {
        /// Whether a packet acknowledges octets that nobody has seen.
        boolean acknowledgesUnseen(Packet packet);

        /// Whether a packet has the next of the octets that another acknowledges.
        boolean isMissing(Packet packet, Packet acknowledging);

        /// Processes a packet, whatever it acknowledges.
        void process(Packet packet);
    }

    /// @param at the table's time when it came
    private record Held(Packet packet, long at) {}

    private final Order order;
    private final TableSlice slice;
    private final long since;
    private final List<Held> packets = new ArrayList<>(4);
    private long octets;

    /// @param since time of the first packet
    HeldPackets(Order order, TableSlice slice, long since) {
        this.order = order;
        this.slice = slice;
        this.since = since;
    }

    /// When the wait is over.
    long deadline() {
        return since + LONGEST;
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    /// Takes a copy of a packet, and lets go what need not wait any longer.
    void add(Packet packet) {
        Packet copy = packet.copy();
        packets.add(new Held(copy, slice.clock().now()));
        change(copy.payload.length());
        if (packets.size() >= MOST || octets >= MOST_OCTETS || slice.budget().isExceeded()) {
            release(packets.getFirst());
        }
        Held next = ready();
        while (next != null) {
            release(next);
            next = ready();
        }
    }

    /// Lets all go: what is missing will not come.
    void settle() {
        while (!packets.isEmpty()) {
            release(packets.getFirst());
        }
    }

    /// Processes a packet at the time when it came.
    private void release(Held held) {
        packets.remove(held);
        change(-held.packet().payload.length());
        TableClock clock = slice.clock();
        long now = clock.now();
        clock.set(held.at());
        order.process(held.packet());
        clock.set(now);
    }

    private void change(long count) {
        octets += count;
        slice.budget().change(count);
    }

    /// The packet to process next: the first, or one that it waits for; null if that has not come.
    private @Nullable Held ready() {
        Held next = packets.isEmpty() ? null : packets.getFirst();
        for (int i = 0; i < MOST && next != null; i++) { // crafted ones may wait for each other
            if (!order.acknowledgesUnseen(next.packet())) {
                return next;
            }
            next = missing(next.packet());
        }
        return null;
    }

    private @Nullable Held missing(Packet acknowledging) {
        for (Held held : packets) {
            if (order.isMissing(held.packet(), acknowledging)) {
                return held;
            }
        }
        return null;
    }
}
