package io.mailtap.stream;

import io.mailtap.decode.Packet;
import io.mailtap.net.Direction;
import io.mailtap.net.Endpoint;
import io.mailtap.net.EndpointState;
import io.mailtap.net.TransportProtocol;
import org.jspecify.annotations.Nullable;

/// How long a TCP connection lasts: the ends of its streams, its close, and the timers that let it
/// be forgotten.
///
/// What happens in between is [TcpConnection]; the two are one object.
abstract class TcpLifetime extends Flow {
    private static final long SECOND = 1_000_000_000L;
    private static final long ATTEMPT_DELAY = 5 * SECOND;
    private static final long FIRST_EXPIRY_CHECK = 5 * SECOND;
    private static final long EXPIRY_CHECK = 6 * SECOND;
    private static final long CLOSE_DELAY = 5 * SECOND;

    /// How long a connection is remembered that has closed on one side.
    static final long LINGER = 5 * SECOND;

    private static final char IDLE_BEFORE_HANDSHAKE = 60;
    private static final char IDLE = 300;
    private static final char IDLE_OF_LOGINS = 3600;

    TcpEndpoint orig = new TcpEndpoint();
    TcpEndpoint resp = new TcpEndpoint();
    @Nullable StreamConsumer consumer;

    // Not null while packets wait.
    @Nullable HeldPackets held;

    // Cleared when the end was reported: expiry checks then stop.
    private boolean active = true;
    private boolean closeDeferred;
    private boolean finishDeferred;

    // Set once both sides are closed, or one was reset: then endAt is when to forget it, else when
    // to see whether it is idle.
    private boolean over;
    private char idleSeconds = IDLE_BEFORE_HANDSHAKE;
    private long attemptAt = NEVER;
    private long expiryAt;
    private long endAt;

    TcpLifetime(TableSlice slice, Packet first, int hash) {
        super(slice, first, first.dstPort, false, hash);
        expiryAt = first.timeNanos + FIRST_EXPIRY_CHECK;
        endAt = first.timeNanos + idleSeconds * SECOND;
        resp.seeMac(first.dstMac);
    }

    final TcpEndpoint peerOf(TcpEndpoint endpoint) {
        return endpoint == orig ? resp : orig;
    }

    // ---- the end of a stream

    /// Tells the end of a side's stream, once it is there and everything before was delivered.
    final void checkEnd(TcpEndpoint endpoint) {
        boolean atEnd =
                endpoint.hasFin()
                        || endpoint.state == EndpointState.CLOSED
                        || endpoint.state == EndpointState.RESET;
        if (!atEnd || endpoint.ended || endpoint.hasPending(peerOf(endpoint))) {
            return;
        }
        endpoint.ended = true;
        if (consumer != null) {
            consumer.onEndOfStream(Direction.of(endpoint == orig));
        }
        if (closeDeferred) {
            close(endpoint, finishDeferred);
            closeDeferred = false;
        }
    }

    /// A side has sent its FIN or RST: the connection is over once everything before was delivered.
    final void close(TcpEndpoint endpoint, boolean finish) {
        TcpEndpoint peer = peerOf(endpoint);
        if (endpoint.hasPending(peer)) {
            closeDeferred = true;
            finishDeferred |= finish;
            return;
        }
        closeDeferred = false;
        if (endpoint.closed) {
            return;
        }
        endpoint.closed = true;
        boolean complete =
                endpoint.state == EndpointState.RESET
                        || peer.closed
                        || peer.state == EndpointState.INACTIVE;
        if (!complete) {
            if (endpoint.previous != EndpointState.INACTIVE) {
                expiryAt = Math.min(expiryAt, lastNanos + EXPIRY_CHECK);
            }
            return;
        }
        boolean worthReporting =
                endpoint.previous != EndpointState.INACTIVE || peer.state != EndpointState.INACTIVE;
        if (worthReporting && (finish || finishDeferred)) {
            finishDeferred = false;
            finished(peer.state == EndpointState.INACTIVE);
        }
        attemptAt = NEVER;
        expiryAt = NEVER;
        over = true;
        endAt = lastNanos + CLOSE_DELAY;
    }

    private void finished(boolean half) {
        if (consumer != null && !half) {
            consumer.onClose();
        }
        active = false;
    }

    /// A side has broken the connection off.
    final void reset() {
        if (consumer != null) {
            consumer.onClose();
        }
        active = false;
    }

    // ---- timers

    final void established() {
        observer().onEstablished(this);
        switch (respPort()) {
            case 21, 22, 23, 513 -> idle(IDLE_OF_LOGINS);
            default -> {}
        }
    }

    final void awaitAnswer(long now) {
        attemptAt = now + ATTEMPT_DELAY;
    }

    final void become(TcpEndpoint endpoint, EndpointState next) {
        TcpEndpoint peer = peerOf(endpoint);
        boolean wasHandshaking = endpoint.isHandshaking() && peer.isHandshaking();
        endpoint.become(next);
        peer.heard = true;
        if (wasHandshaking && !endpoint.isHandshaking()) {
            idle(IDLE);
        }
    }

    private void idle(char seconds) {
        idleSeconds = seconds;
        if (!over) {
            endAt = idleEnd();
        }
    }

    private long idleEnd() {
        return lastNanos + idleSeconds * SECOND;
    }

    @Override
    final long deadline() {
        long own = Math.min(Math.min(attemptAt, expiryAt), endAt);
        return held == null ? own : Math.min(own, held.deadline());
    }

    @Override
    final long fire(long now) {
        if (held != null && held.deadline() <= now) {
            settle();
        }
        if (over && endAt <= now || isUnanswered(now) || isExpired(now)) {
            return NEVER;
        }
        if (endAt <= now) {
            endAt = idleEnd();
            if (endAt <= now) {
                return NEVER;
            }
        }
        return deadline();
    }

    private boolean isUnanswered(long now) {
        if (attemptAt > now) {
            return false;
        }
        attemptAt = NEVER;
        boolean opening =
                orig.state == EndpointState.SYN_SENT || orig.state == EndpointState.SYN_ACK_SENT;
        return active && opening && resp.state == EndpointState.INACTIVE;
    }

    private boolean isExpired(long now) {
        if (expiryAt > now) {
            return false;
        }
        if (!active) {
            expiryAt = NEVER;
            return false;
        }
        expiryAt = now + EXPIRY_CHECK;
        if (lastNanos + LINGER >= now) {
            return false;
        }
        boolean anyReset = orig.state == EndpointState.RESET || resp.state == EndpointState.RESET;
        boolean anySilent =
                orig.state == EndpointState.INACTIVE || resp.state == EndpointState.INACTIVE;
        if (orig.closed || resp.closed) {
            return orig.closed && resp.closed || anyReset || anySilent;
        }
        return orig.state == EndpointState.INACTIVE && resp.state == EndpointState.INACTIVE;
    }

    /// Processes the packets that wait: what they wait for will not come.
    final void settle() {
        if (held != null) {
            HeldPackets waiting = held;
            held = null;
            waiting.settle();
        }
    }

    @Override
    final void finish() {
        settle();
        slice.budget().change(-orig.heldMemory() - resp.heldMemory());
        if (consumer != null) {
            consumer.onRemove();
        }
    }

    // ---- the record

    @Override
    public final TransportProtocol transport() {
        return TransportProtocol.TCP;
    }

    @Override
    public final Endpoint orig() {
        return orig;
    }

    @Override
    public final Endpoint resp() {
        return resp;
    }

    @Override
    public final String state() {
        return ConnectionState.of(orig, resp, this);
    }

    @Override
    public final long missedOctets() {
        return orig.missed() + resp.missed();
    }
}
