package io.mailtap.stream;

import io.mailtap.net.EndpointState;

/// One side of a TCP connection: its place in sequence space, its state, its reassembler.
final class TcpEndpoint extends FlowEndpoint {
    private static final long TOO_LARGE_JUMP = 1 << 20;

    EndpointState previous = EndpointState.INACTIVE;

    // Unwrapped sequence numbers of what this side sent. start is that of the SYN, assumed where
    // none was seen, so
    // that the first octet of payload is start + 1. Nothing is known before `initialised`.
    long start;
    long last;
    long acked;

    long finPosition;
    int fins;
    boolean closed;
    private int retransmissions;
    private int zeroWindows;
    private int gaps;
    private long lastSyn;
    private long lastFin;
    private long lastRst;

    final Reassembler reassembler = new Reassembler();
    private TcpEndpoint peer = this;

    /// Makes two endpoints the sides of one connection.
    static void join(TcpEndpoint one, TcpEndpoint other) {
        one.peer = other;
        other.peer = one;
    }

    TcpEndpoint peer() {
        return peer;
    }

    void begin(long sequence, long end) {
        start = sequence;
        acked = sequence;
        last = end;
    }

    /// Position of `wire` in this side's stream; the first octet of payload is at 1. Negative below
    /// the start.
    long position(int wire, long reference) {
        return Seq.unwrap(wire, reference) - start;
    }

    /// Whether the peer has acknowledged nothing of this side but perhaps its SYN.
    boolean nothingAcked() {
        return acked - start <= 1;
    }

    /// Takes an acknowledgement of this side's octets.
    void acknowledge(int wire) {
        long number = Seq.unwrap(wire, acked);
        long ahead = number - acked;
        boolean looksBroken = wire == 0 && ahead > TOO_LARGE_JUMP;
        if (ahead > 0 && !looksBroken) {
            acked = number;
        }
    }

    /// Takes the end of a segment of this side. Answers how far it is beyond the last; may be
    /// negative.
    long advance(
            int wireEnd,
            boolean synOrRst,
            boolean fin,
            int length,
            History history,
            boolean isOrig) {
        long ahead = wireEnd - (int) last;
        if (synOrRst && Math.abs(ahead) > TOO_LARGE_JUMP) {
            return ahead;
        }
        if (fin && last == start + 1) {
            // Only the SYN was seen before: the stream between may be longer than half the sequence
            // space.
            last += ahead < 0 ? ahead + (1L << 32) : ahead;
        } else if (state == EndpointState.RESET) {
            return ahead;
        } else if (ahead > 0) {
            last += ahead;
        } else if (length > 0 && isPowerOfTen(++retransmissions)) {
            history.add('T', isOrig);
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
        return isPowerOfTen(++zeroWindows);
    }

    boolean countGap() {
        return isPowerOfTen(++gaps);
    }

    // Each answers whether the number differs from the last of its kind, and remembers it.

    boolean isOtherSyn(long position) {
        boolean other = position != lastSyn;
        lastSyn = position;
        return other;
    }

    boolean isOtherFin(long position) {
        boolean other = position != lastFin;
        lastFin = position;
        return other;
    }

    boolean isOtherRst(long position) {
        boolean other = position != lastRst;
        lastRst = position;
        return other;
    }

    /// Whether octets up to the last seen have not been delivered yet, or octets of the peer not
    /// been acknowledged.
    boolean hasPending() {
        if (reassembler.hasGivenUp()) {
            return false;
        }
        long delivered = start + reassembler.next();
        if (last < delivered) {
            return false;
        }
        // A FIN takes one place in sequence space, a RST none.
        if (delivered != last && delivered != last - 1) {
            return true;
        }
        return state != EndpointState.RESET && peer.reassembler.hasUnacknowledged();
    }

    @Override
    public long size() {
        boolean abortedHalfOpen =
                previous == EndpointState.SYN_SENT
                        && state == EndpointState.RESET
                        && peer.state == EndpointState.INACTIVE;
        if (abortedHalfOpen && !nothingAcked()) {
            return 0; // nothing could have been sent, and a RST's numbers are not to be trusted
        }
        long size = Math.max(last, acked) - start;
        if (size > 0) {
            size--; // the SYN's place
        }
        if (fins > 0 && size > 0) {
            size--; // the FIN's
        }
        return Math.max(size, 0);
    }
}
