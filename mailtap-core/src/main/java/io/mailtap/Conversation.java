package io.mailtap;

import io.mailtap.net.ConnectionId;
import io.mailtap.net.Direction;
import java.util.Objects;

/// A conversation whose octets somebody else has put in order.
///
/// It goes through the engine like any other connection: a handshake is assumed at its beginning,
/// and a gap is what it is on the wire, octets that were acknowledged but not seen.
public final class Conversation implements AutoCloseable {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final int WINDOW = 65_535;
    private static final byte[] NOTHING = new byte[0];

    private final Engine engine;
    private final ConnectionId id;
    private long timeNanos;
    private long originatorNext = 1;
    private long responderNext = 1;
    private boolean closed;

    Conversation(Engine engine, ConnectionId id, long timeNanos) {
        this.engine = engine;
        this.id = Objects.requireNonNull(id);
        this.timeNanos = timeNanos;
        send(Direction.ORIGINATOR, 0, 0, SYN, NOTHING);
        send(Direction.RESPONDER, 0, 1, SYN | ACK, NOTHING);
        send(Direction.ORIGINATOR, 1, 1, ACK, NOTHING);
    }

    /// Sets the time of what follows.
    ///
    /// @param nanos in nanoseconds since 1970-01-01T00:00Z
    /// @return this
    public Conversation at(long nanos) {
        timeNanos = nanos;
        return this;
    }

    /// Takes the next octets of the side that opened the conversation.
    ///
    /// @param octets may be used again when this returns
    /// @return this
    public Conversation originator(byte[] octets) {
        return octets(Direction.ORIGINATOR, octets);
    }

    /// Takes the next octets of the other side.
    ///
    /// @param octets may be used again when this returns
    /// @return this
    public Conversation responder(byte[] octets) {
        return octets(Direction.RESPONDER, octets);
    }

    private Conversation octets(Direction from, byte[] octets) {
        if (octets.length > 0) {
            send(from, next(from), next(from.opposite()), ACK, octets);
            move(from, octets.length);
            acknowledge(from);
        }
        return this;
    }

    /// Says that octets are missing.
    ///
    /// @param from who sent them
    /// @param count how many, 1 to 2^30
    /// @return this
    /// @throws IllegalArgumentException for any other count
    public Conversation gap(Direction from, long count) {
        if (count < 1 || count > 1 << 30) {
            throw new IllegalArgumentException("not a gap: " + count);
        }
        move(from, count);
        send(from, next(from), next(from.opposite()), ACK, NOTHING);
        acknowledge(from);
        return this;
    }

    private void acknowledge(Direction from) {
        send(from.opposite(), next(from.opposite()), next(from), ACK, NOTHING);
    }

    /// Ends the conversation on both sides. A second call does nothing.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            send(Direction.ORIGINATOR, originatorNext, responderNext, FIN | ACK, NOTHING);
            originatorNext++;
            send(Direction.RESPONDER, responderNext, originatorNext, FIN | ACK, NOTHING);
            responderNext++;
            acknowledge(Direction.RESPONDER);
        }
    }

    private long next(Direction from) {
        return from.isOrig() ? originatorNext : responderNext;
    }

    private void move(Direction from, long count) {
        if (from.isOrig()) {
            originatorNext += count;
        } else {
            responderNext += count;
        }
    }

    private void send(Direction from, long sequence, long acknowledged, int flags, byte[] octets) {
        boolean orig = from.isOrig();
        engine.segmentInOrder(
                new TcpSegment(
                        timeNanos,
                        orig ? id.origH() : id.respH(),
                        orig ? id.origP() : id.respP(),
                        orig ? id.respH() : id.origH(),
                        orig ? id.respP() : id.origP(),
                        sequence & 0xffff_ffffL,
                        acknowledged & 0xffff_ffffL,
                        flags,
                        WINDOW,
                        octets));
    }
}
