package io.mailtap.loads;

/// One side of a TCP connection: where it is in its octets, and how many segments it dares to send
/// before it hears of them.
final class TcpSide {
    private static final int FIRST_FLIGHT = 10;
    private static final int LONGEST_FLIGHT = 256;

    private final Side side;
    private int next;
    private int flight = FIRST_FLIGHT;

    TcpSide(Side side, int initialSequence) {
        this.side = side;
        next = initialSequence;
    }

    Side side() {
        return side;
    }

    /// {@return the number of the octet that comes next, modulo 2^32}
    int next() {
        return next;
    }

    void advance(int octets) {
        next += octets;
    }

    int flight() {
        return flight;
    }

    /// Slow start (RFC 5681, 3.1): what went well is done twice as boldly.
    void widen() {
        flight = Math.min(2 * flight, LONGEST_FLIGHT);
    }
}
