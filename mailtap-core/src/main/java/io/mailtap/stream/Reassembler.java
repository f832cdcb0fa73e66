package io.mailtap.stream;

import io.mailtap.bytes.ByteSlice;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts the segments of one direction in order.
///
/// Positions count the octets of the direction's payload from 1. A segment that is next in line is
/// handed on where it lies; only what is ahead of a hole is copied and held. The first copy of an
/// octet wins, delivered or held. A hole becomes a gap when the receiver acknowledges octets that
/// were never seen: then they were lost by the capture, not by the network, and nobody will send
/// them again.
///
/// ```
///            trimmed        next
///    acknowledged | delivered | hole | held | hole | held
/// ```
final class Reassembler {
    /// Where the octets go.
    interface Sink {
        void deliver(ByteSlice data);

        void gap(long seq, long length);
    }

    /// What a held block costs beside its octets, so that tiny segments count for what they take.
    static final int BLOCK_OVERHEAD = 96;

    private record Held(long end, byte[] octets) {}

    private static final byte[] NOT_KEPT = new byte[0];

    // All blocks lie above next, and do not touch each other's octets.
    private @Nullable TreeMap<Long, Held> held;
    private long next = 1;
    private long trimmed = 1;
    private long heldOctets;
    private long heldMemory;
    private boolean givenUp;
    private boolean hadGap;

    /// Position of the next octet to be delivered.
    long next() {
        return next;
    }

    boolean hasGivenUp() {
        return givenUp;
    }

    boolean hadGap() {
        return hadGap;
    }

    boolean hasUndelivered() {
        return held != null && !held.isEmpty();
    }

    /// Whether octets are known that the receiver has not acknowledged.
    boolean hasUnacknowledged() {
        return next > trimmed || hasUndelivered();
    }

    /// What the held octets cost, or would cost if they were kept.
    long heldOctets() {
        return heldOctets;
    }

    /// What is really kept: less where nobody takes the octets.
    long heldMemory() {
        return heldMemory;
    }

    /// Octets from the first hole to the end of what is held.
    long span() {
        return hasUndelivered() ? held.lastEntry().getValue().end() - next : 0;
    }

    /// Takes a segment.
    ///
    /// @param seq position of its first octet
    /// @param data its octets, borrowed
    /// @param keep whether octets must be kept for delivery, not just counted
    void add(long seq, ByteSlice data, boolean keep, Sink sink) {
        long end = seq + data.length();
        long from = Math.max(seq, Math.max(next, trimmed));
        if (givenUp || from >= end) {
            return;
        }
        if (!hasUndelivered() && from == next) {
            next = end;
            sink.deliver(from == seq ? data : data.slice((int) (from - seq), data.length()));
            return;
        }
        addBetween(seq, from, data, keep, sink);
    }

    private void addBetween(long seq, long from, ByteSlice data, boolean keep, Sink sink) {
        long end = seq + data.length();
        if (held == null) {
            held = new TreeMap<>();
        }
        long at = from;
        while (at < end && !givenUp) {
            Map.Entry<Long, Held> below = held.floorEntry(at);
            if (below != null && below.getValue().end() > at) {
                at = below.getValue().end();
                continue;
            }
            Map.Entry<Long, Held> above = held.higherEntry(at);
            long until = above == null ? end : Math.min(end, above.getKey());
            ByteSlice piece = data.slice((int) (at - seq), (int) (until - seq));
            if (at == next) {
                next = until;
                sink.deliver(piece);
                drain(sink);
            } else {
                hold(at, until, piece, keep);
            }
            at = Math.max(until, next); // a held block may just have been delivered
        }
    }

    private void hold(long from, long end, ByteSlice piece, boolean keep) {
        byte[] octets = NOT_KEPT;
        if (keep) {
            octets = new byte[piece.length()];
            piece.copyTo(0, octets, 0, octets.length);
        }
        held.put(from, new Held(end, octets));
        heldOctets += end - from + BLOCK_OVERHEAD;
        heldMemory += octets.length + BLOCK_OVERHEAD;
    }

    private void drain(Sink sink) {
        while (hasUndelivered() && held.firstKey() <= next) {
            Map.Entry<Long, Held> first = held.pollFirstEntry();
            Held block = first.getValue();
            heldOctets -= block.end() - first.getKey() + BLOCK_OVERHEAD;
            heldMemory -= block.octets().length + BLOCK_OVERHEAD;
            next = block.end();
            sink.deliver(ByteSlice.of(block.octets()));
        }
    }

    /// Takes note that the receiver has everything below `position`.
    ///
    /// @param ignorable whether a hole before position 2 says nothing, because the beginning was
    ///   not seen
    void acknowledge(long position, boolean ignorable, Sink sink) {
        if (position <= trimmed) {
            return;
        }
        if (position > next && !(ignorable && position <= 2)) {
            giveUpHoles(position, sink);
        }
        drain(sink);
        trimmed = position;
    }

    private void giveUpHoles(long position, Sink sink) {
        while (!givenUp && hasUndelivered() && held.firstKey() < position) {
            long from = next;
            next = held.firstKey();
            hadGap = true;
            sink.gap(from, next - from);
            drain(sink);
        }
        if (position > next) {
            long from = next;
            next = position;
            if (!givenUp) {
                hadGap = true;
                sink.gap(from, position - from);
            }
        }
    }

    /// Forgets what is held and delivers nothing more.
    void giveUp() {
        givenUp = true;
        held = null;
        heldOctets = 0;
        heldMemory = 0;
    }
}
