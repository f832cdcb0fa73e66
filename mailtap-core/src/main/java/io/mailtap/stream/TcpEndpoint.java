package io.mailtap.stream;

import io.mailtap.decode.Packet;
import io.mailtap.net.EndpointState;

/// One side of a TCP connection: its place in sequence space, its state, and the octets it sends.
///
/// Positions count from its SYN, which is at 0, assumed where none was seen: the first octet of
/// payload is at 1. They are unwrapped to 64 bits, so that they compare as numbers do (RFC 9293,
/// 3.4).
final class TcpEndpoint extends Reassembler {
    private static final long TOO_LARGE_JUMP = 1 << 20;
    private static final long NO_FIN = Long.MAX_VALUE;

    EndpointState previous = EndpointState.INACTIVE;

    /// Sequence number of position 0; nothing is known before [#begin].
    int start;

    /// Position behind the last of what this side sent.
    long last;

    /// Position up to which the other side has acknowledged it.
    long acked;

    /// Position behind the FIN.
    private long finPosition = NO_FIN;

    /// Whether a packet of this side was taken.
    boolean seen;

    /// Whether this side has ended, and what it sent was delivered.
    boolean closed;

    /// Whether the end was told.
    boolean ended;

    /// Whether the other side has ever sent anything.
    boolean heard;

    void begin(int sequence, int span) {
        start = sequence;
        acked = 0;
        last = span;
    }

    /// Position of the sequence number `wire` that is nearest to `reference`. Negative below the
    /// start.
    long position(int wire, long reference) {
        return reference + (wire - (start + (int) reference));
    }

    /// Looks at fields at either end, for [Lookahead].
    int touch() {
        return (int) (packets() + acked);
    }

    /// Whether the peer has acknowledged nothing of this side but perhaps its SYN.
    boolean nothingAcked() {
        return acked <= 1;
    }

    /// Takes an acknowledgement of this side's octets.
    ///
    /// @param position of `wire`
    void takeAcknowledgement(int wire, long position) {
        long ahead = position - acked;
        boolean looksBroken = wire == 0 && ahead > TOO_LARGE_JUMP;
        if (ahead > 0 && !looksBroken) {
            acked = position;
        }
    }

    /// Takes the end of a segment of this side. Answers how far it is beyond the last; may be
    /// negative.
    long advance(Packet packet, int span, FlowHistory history, boolean isOrig) {
        long ahead = packet.sequence + span - (start + (int) last);
        if ((packet.flags & (Packet.SYN | Packet.RST)) != 0 && Math.abs(ahead) > TOO_LARGE_JUMP) {
            return ahead;
        }
        if (packet.has(Packet.FIN) && last == 1) {
            // Only the SYN was seen before: the stream between may be longer than half the sequence
            // space.
            last += ahead < 0 ? ahead + (1L << 32) : ahead;
        } else if (state == EndpointState.RESET) {
            return ahead;
        } else if (ahead > 0) {
            last += ahead;
        } else if (packet.payloadLength > 0 && Trouble.isPowerOfTen(++trouble().retransmissions)) {
            history.addLetter('T', isOrig);
        }
        return ahead;
    }

    void become(EndpointState next) {
        if (next != state) {
            previous = state;
            state = next;
        }
    }

    boolean isHandshaking() {
        return switch (state) {
            case INACTIVE, SYN_SENT, SYN_ACK_SENT -> true;
            case PARTIAL, ESTABLISHED, CLOSED, RESET -> false;
        };
    }

    boolean isSilent() {
        return state == EndpointState.INACTIVE || state == EndpointState.PARTIAL;
    }

    boolean isOpen() {
        return state != EndpointState.INACTIVE && state != EndpointState.RESET && !closed;
    }

    boolean isClean() {
        return state == EndpointState.ESTABLISHED
                || state == EndpointState.CLOSED && previous == EndpointState.ESTABLISHED;
    }

    boolean countZeroWindow() {
        return Trouble.isPowerOfTen(++trouble().zeroWindows);
    }

    /// Counts a gap and answers whether it is the 1st, 10th, 100th, ...
    boolean countGap(long length) {
        trouble().missed += length;
        return Trouble.isPowerOfTen(++trouble().gaps);
    }

    /// Octets that gaps have swallowed.
    long missed() {
        return trouble == null ? 0 : trouble.missed;
    }

    // Each answers whether the number differs from the last of its kind, which is 0 before the
    // first.

    boolean isOtherSyn(long position) {
        if (position == (trouble == null ? 0 : trouble.syn)) {
            return false;
        }
        trouble().syn = position;
        return true;
    }

    boolean isOtherFin(long position) {
        return position != lastFin();
    }

    boolean isOtherRst(long position) {
        if (position == (trouble == null ? 0 : trouble.rst)) {
            return false;
        }
        trouble().rst = position;
        return true;
    }

    private long lastFin() {
        if (trouble != null && trouble.finIsElsewhere) {
            return trouble.fin;
        }
        return hasFin() ? finPosition - 1 : 0;
    }

    boolean hasFin() {
        return finPosition != NO_FIN;
    }

    /// Takes a FIN.
    ///
    /// @param end position behind its segment
    /// @param alone whether the segment has neither SYN nor RST: only those are compared
    void takeFin(long end, boolean alone) {
        if (!alone) {
            trouble().fin = lastFin();
            trouble().finIsElsewhere = true;
        } else if (trouble != null) {
            trouble.finIsElsewhere = false;
        }
        finPosition = end;
    }

    /// The acknowledged position, less the place of the FIN.
    long withoutFin(long position) {
        return position >= finPosition ? finPosition - 1 : position;
    }

    /// Whether octets up to the last seen have not been delivered yet, or octets of the peer not
    /// been acknowledged.
    boolean hasPending(TcpEndpoint peer) {
        if (hasGivenUp()) {
            return false;
        }
        long delivered = next();
        if (last < delivered) {
            return false;
        }
        // A FIN takes one place in sequence space, a RST none.
        if (delivered != last && delivered != last - 1) {
            return true;
        }
        return state != EndpointState.RESET && peer.hasUnacknowledged();
    }

    @Override
    public long size() {
        boolean abortedHalfOpen =
                previous == EndpointState.SYN_SENT && state == EndpointState.RESET && !heard;
        if (abortedHalfOpen && !nothingAcked()) {
            return 0; // nothing could have been sent, and a RST's numbers are not to be trusted
        }
        long size = Math.max(last, acked);
        if (size > 0) {
            size--; // the SYN's place
        }
        if (hasFin() && size > 0) {
            size--; // the FIN's
        }
        return Math.max(size, 0);
    }
}
