package io.mailtap.stream;

import io.mailtap.bytes.ByteSlice;

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
///
/// The endpoint that sends the octets is this itself, one object instead of two for each side of
/// each connection.
abstract class Reassembler extends FlowEndpoint {
    /// Where the octets go.
    interface Sink {
        void deliver(Reassembler from, ByteSlice data);

        void gap(Reassembler from, long seq, long length);
    }

    // All held blocks lie above next.
    private long next = 1;
    private long trimmed = 1;

    /// Position of the next octet to be delivered.
    final long next() {
        return next;
    }

    final boolean hasGivenUp() {
        return trouble != null && trouble.givenUp;
    }

    final boolean hadGap() {
        return trouble != null && trouble.hadGap;
    }

    private boolean hasUndelivered() {
        return trouble != null && trouble.isHolding();
    }

    /// Whether octets are known that the receiver has not acknowledged.
    final boolean hasUnacknowledged() {
        return next > trimmed || hasUndelivered();
    }

    /// What the held octets cost, or would cost if they were kept.
    final long heldOctets() {
        return trouble == null ? 0 : trouble.heldOctets();
    }

    /// What is really kept: less where nobody takes the octets.
    final long heldMemory() {
        return trouble == null ? 0 : trouble.heldMemory();
    }

    /// Octets from the first hole to the end of what is held.
    final long span() {
        return hasUndelivered() ? trouble().held().lastEnd() - next : 0;
    }

    /// Takes a segment.
    ///
    /// @param seq position of its first octet
    /// @param data its octets, borrowed
    /// @param keep whether octets must be kept for delivery, not just counted
    final void add(long seq, ByteSlice data, boolean keep, Sink sink) {
        long end = seq + data.length();
        long from = Math.max(seq, Math.max(next, trimmed));
        if (from >= end || hasGivenUp()) {
            return;
        }
        if (from == next && !hasUndelivered()) {
            next = end;
            sink.deliver(this, from == seq ? data : data.slice((int) (from - seq), data.length()));
            return;
        }
        addBetween(seq, from, data, keep, sink);
    }

    private void addBetween(long seq, long from, ByteSlice data, boolean keep, Sink sink) {
        HeldBlocks held = trouble().held();
        long end = seq + data.length();
        long at = from;
        int place = held.seek(at);
        while (at < end) {
            boolean isLast = held.isEnd(place);
            if (!isLast && held.from(place) <= at) {
                at = held.end(place);
                place = held.after(place);
                continue;
            }
            long until = isLast ? end : Math.min(end, held.from(place));
            ByteSlice piece = data.slice((int) (at - seq), (int) (until - seq));
            if (at == next) {
                next = until;
                sink.deliver(this, piece);
                drain(sink);
                place = HeldBlocks.FIRST;
            } else {
                place = held.insert(place, at, piece, keep);
            }
            at = Math.max(until, next); // a held block may just have been delivered
        }
    }

    private void drain(Sink sink) {
        while (hasUndelivered() && trouble().held().from(HeldBlocks.FIRST) <= next) {
            HeldBlocks held = trouble().held();
            next = held.end(HeldBlocks.FIRST);
            sink.deliver(this, held.takeFirst());
        }
    }

    /// Takes note that the receiver has everything below `position`.
    ///
    /// @param ignorable whether a hole before position 2 says nothing, because the beginning was
    ///   not seen
    final void acknowledge(long position, boolean ignorable, Sink sink) {
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
        while (hasUndelivered() && trouble().held().from(HeldBlocks.FIRST) < position) {
            skipTo(trouble().held().from(HeldBlocks.FIRST), sink);
            drain(sink);
        }
        if (position > next) {
            skipTo(position, sink);
        }
    }

    private void skipTo(long position, Sink sink) {
        long from = next;
        next = position;
        if (!hasGivenUp()) {
            trouble().hadGap = true;
            sink.gap(this, from, position - from);
        }
    }

    /// Forgets what is held and delivers nothing more.
    final void giveUp() {
        Trouble end = trouble();
        end.givenUp = true;
        end.dropHeld();
    }
}
