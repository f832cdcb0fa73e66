package io.mailtap.stream;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.decode.Packet;
import io.mailtap.net.Direction;
import io.mailtap.net.Endpoint;
import io.mailtap.net.EndpointState;
import io.mailtap.net.TransportProtocol;
import org.jspecify.annotations.Nullable;

/// A TCP connection, followed as Zeek follows it.
///
/// For every segment, in this order: sequence numbers, history, state ([TcpStates]), what the
/// acknowledgement says of the other side's octets, and then the segment's own octets. A gap is
/// thus reported before the segment that revealed it.
public final class TcpConnection extends Flow {
    private static final long SECOND = 1_000_000_000L;
    private static final long ATTEMPT_DELAY = 5 * SECOND;
    private static final long FIRST_EXPIRY_CHECK = 5 * SECOND;
    private static final long EXPIRY_CHECK = 6 * SECOND;
    private static final long LINGER = 5 * SECOND;
    private static final long CLOSE_DELAY = 5 * SECOND;
    private static final long IDLE_BEFORE_HANDSHAKE = 60 * SECOND;
    private static final long IDLE = 300 * SECOND;
    private static final long IDLE_OF_LOGINS = 3600 * SECOND;

    private final StreamBudget budget;
    private final Clock clock;
    private TcpEndpoint orig = new TcpEndpoint();
    private TcpEndpoint resp = new TcpEndpoint();
    private @Nullable StreamConsumer consumer;

    // Whether a first packet of each side was taken; decides whether the connection is partial.
    private boolean origSeen;
    private boolean respSeen;
    private boolean partial;

    // Cleared when the end was reported: expiry checks then stop.
    private boolean active = true;
    private boolean closeDeferred;
    private boolean finishDeferred;
    private boolean origEnded;
    private boolean respEnded;

    private long attemptAt = NEVER;
    private long expiryAt;
    private long idleAt;
    private long deleteAt = NEVER;
    private long idleNanos = IDLE_BEFORE_HANDSHAKE;

    // Whether the observer knows of the connection: a flip before that is nobody's business.
    private boolean announced;

    // Not null while packets wait.
    private @Nullable HeldPackets held;
    private boolean snapped;

    // What the segment in hand asks for after its octets.
    private boolean doClose;
    private boolean doFinish;

    private final Delivery delivery = new Delivery();

    TcpConnection(FlowObserver observer, Packet first, int hash, StreamBudget budget, Clock clock) {
        super(observer, first, first.dstPort, false, hash);
        this.budget = budget;
        this.clock = clock;
        expiryAt = first.timeNanos + FIRST_EXPIRY_CHECK;
        idleAt = first.timeNanos + idleNanos;
        TcpEndpoint.join(orig, resp);
        resp.seeMac(first.dstMac);
    }

    /// Gives the connection's octets to `consumer`. To be called before the first octet, that is
    /// from [FlowObserver#onNew].
    ///
    /// @param consumer takes them
    public void consumer(StreamConsumer consumer) {
        this.consumer = consumer;
    }

    /// Gives the connection's octets to nobody any more: from now on none are kept.
    public void dropConsumer() {
        consumer = null;
    }

    /// {@return whether somebody takes the octets}
    public boolean hasConsumer() {
        return consumer != null;
    }

    /// {@return whether the beginning of the connection was not seen}
    public boolean isPartial() {
        return partial;
    }

    /// {@return whether both sides have ended their streams, and all of both has been delivered}
    public boolean isFinished() {
        return orig.closed
                && resp.closed
                && orig.state == EndpointState.CLOSED
                && resp.state == EndpointState.CLOSED;
    }

    /// {@return whether octets were lost in either direction}
    public boolean hadGap() {
        return orig.reassembler.hadGap() || resp.reassembler.hadGap();
    }

    /// Takes account of octets that an analyzer of this connection holds.
    ///
    /// @param octets more than before, negative if fewer
    /// @return whether the limit for all connections holds
    public boolean holdForAnalyzers(long octets) {
        return budget.holdForAnalyzers(octets);
    }

    /// Takes account of octets of this connection that are kept until its protocol is known.
    ///
    /// @param octets more than before, negative if fewer
    /// @param inAll the limit for all connections, each slice a sixteenth of it
    /// @return whether the limit holds
    public boolean holdForDetection(long octets, long inAll) {
        return budget.holdForDetection(octets, inAll);
    }

    @Override
    int touch(int step) {
        StreamConsumer taker = consumer;
        return switch (step) {
            case 0 -> super.touch(0) + (int) expiryAt;
            case 1 -> (int) (orig.acked + resp.acked);
            case 2 -> (int) (orig.reassembler.next() + resp.reassembler.next());
            default -> taker == null ? 0 : taker.touch(step - 3);
        };
    }

    // ---- segments

    @Override
    void onPacket(Packet packet, boolean fromOrig) {
        if (held == null && !acknowledgesUnseen(packet)) {
            process(packet, fromOrig);
            return;
        }
        if (held == null) {
            held = new HeldPackets(new Order(), budget, clock, packet.timeNanos);
        }
        HeldPackets waiting = held;
        waiting.add(packet);
        if (waiting.isEmpty()) {
            held = null;
        }
    }

    private void process(Packet packet, boolean fromOrig) {
        TcpEndpoint endpoint = fromOrig ? orig : resp;
        endpoint.see(packet);
        take(packet, endpoint);
        endpoint.count(packet);
    }

    // ---- packets that wait for octets captured behind their acknowledgement

    private void settle() {
        if (held != null) {
            HeldPackets waiting = held;
            held = null;
            waiting.settle();
        }
    }

    /// Made only when packets wait: most connections never have any.
    private final class Order implements HeldPackets.Order {
        @Override
        public boolean acknowledgesUnseen(Packet packet) {
            return TcpConnection.this.acknowledgesUnseen(packet);
        }

        @Override
        public boolean isMissing(Packet packet, Packet acknowledging) {
            return TcpConnection.this.isMissing(packet, acknowledging);
        }

        @Override
        public void process(Packet packet) {
            TcpConnection.this.process(packet, isFromOrig(packet, packet.dstPort));
        }
    }

    /// Whether a packet acknowledges octets that nobody has seen, in a connection where that
    /// matters.
    private boolean acknowledgesUnseen(Packet packet) {
        if (consumer == null
                || snapped
                || packet.inOrder
                || (packet.flags & (Packet.ACK | Packet.RST)) != Packet.ACK
                || !orig.isClean()
                || !resp.isClean()) {
            return false;
        }
        TcpEndpoint peer = isFromOrig(packet, packet.dstPort) ? resp : orig;
        long position = peer.position(packet.acknowledgement, peer.acked);
        if (peer.fins > 0 && position >= peer.finPosition) {
            position = peer.finPosition - 1;
        }
        return position > peer.reassembler.next() && !peer.reassembler.hasGivenUp();
    }

    /// Whether a packet has the next of the octets that another acknowledges.
    private boolean isMissing(Packet packet, Packet acknowledging) {
        boolean fromOrig = isFromOrig(packet, packet.dstPort);
        if (fromOrig == isFromOrig(acknowledging, acknowledging.dstPort)) {
            return false;
        }
        TcpEndpoint endpoint = fromOrig ? orig : resp;
        long position = endpoint.position(packet.sequence, endpoint.last);
        long next = endpoint.reassembler.next();
        return position <= next && position + span(packet) > next;
    }

    // ---- one segment

    private void take(Packet packet, TcpEndpoint endpoint) {
        announced = true;
        TcpEndpoint peer = endpoint.peer();
        notePartial(packet, endpoint == orig);
        int length = packet.payloadLength;
        int wireEnd = packet.sequence + span(packet);
        begin(packet, endpoint, wireEnd);
        long position = endpoint.position(packet.sequence, endpoint.last);
        boolean underflow = position < 0;
        if (underflow && !packet.has(Packet.RST)) {
            weird("TCP_seq_underflow_or_misorder");
        }
        noteHistory(packet, endpoint, position, length);
        noteWindow(packet, endpoint, peer);
        if (!orig.closed || !resp.closed) {
            lastNanos = packet.timeNanos;
        }
        noteFlags(packet, endpoint, position, length);
        long acked = packet.has(Packet.ACK) ? noteAcknowledgement(packet, endpoint, peer) : 0;
        long ahead =
                endpoint.advance(
                        wireEnd,
                        (packet.flags & (Packet.SYN | Packet.RST)) != 0,
                        packet.has(Packet.FIN),
                        length,
                        history,
                        endpoint == orig);
        doClose = false;
        doFinish = false;
        TcpStates.update(this, packet, endpoint, peer, ahead);
        markSeen(endpoint == orig);
        if (packet.has(Packet.ACK)) {
            acknowledge(peer, acked);
        }
        if (length > 0 && !packet.has(Packet.RST) && !underflow) {
            deliver(packet, endpoint, packet.has(Packet.SYN) ? position + 1 : position);
        }
        checkEnd(endpoint);
        if (doClose) {
            close(endpoint, doFinish);
        }
    }

    /// Places in sequence space that a segment takes.
    private static int span(Packet packet) {
        int places = packet.has(Packet.RST) ? 0 : packet.payloadLength;
        places += packet.has(Packet.SYN) ? 1 : 0;
        return places + (packet.has(Packet.FIN) ? 1 : 0);
    }

    private void notePartial(Packet packet, boolean fromOrig) {
        if (fromOrig) {
            if (!origSeen) {
                partial = !packet.has(Packet.SYN) || packet.has(Packet.ACK);
            }
        } else if (!respSeen && !partial) {
            partial = !packet.has(Packet.SYN);
        }
    }

    private void markSeen(boolean fromOrig) {
        if (fromOrig) {
            origSeen = true;
        } else {
            respSeen = true;
        }
    }

    /// Sets an endpoint's place in sequence space from its first segment, or again from a later
    /// SYN.
    private void begin(Packet packet, TcpEndpoint endpoint, int wireEnd) {
        long sequence = packet.sequence & 0xffff_ffffL;
        long end = Seq.unwrap(wireEnd, sequence);
        boolean syn = packet.has(Packet.SYN);
        switch (endpoint.state) {
            case INACTIVE -> {
                if (syn) {
                    endpoint.begin(sequence, end);
                } else {
                    endpoint.begin(sequence - 1, sequence);
                }
            }
            case SYN_SENT, SYN_ACK_SENT -> {
                if (syn && packet.sequence != (int) endpoint.start) {
                    weird("SYN_seq_jump");
                    endpoint.begin(sequence, end);
                }
            }
            case ESTABLISHED, PARTIAL -> {
                if (syn) {
                    beginAgain(packet, endpoint, end);
                }
            }
            case RESET -> {
                if (syn && endpoint.previous == EndpointState.INACTIVE) {
                    endpoint.begin(sequence, end);
                }
            }
            case CLOSED -> {}
        }
    }

    private void beginAgain(Packet packet, TcpEndpoint endpoint, long end) {
        if (endpoint.size() > 0) {
            weird("SYN_inside_connection");
        }
        if (packet.sequence != (int) endpoint.start) {
            weird("SYN_seq_jump");
        }
        endpoint.begin(packet.sequence & 0xffff_ffffL, end);
    }

    private void noteHistory(Packet packet, TcpEndpoint endpoint, long position, int length) {
        boolean syn = packet.has(Packet.SYN);
        boolean fin = packet.has(Packet.FIN);
        boolean rst = packet.has(Packet.RST);
        boolean isOrig = endpoint == orig;
        if (fin && rst) {
            history.mark(History.FIN_RST, 'I', isOrig);
        } else if (syn && (fin || rst)) {
            history.mark(History.MULTI_FLAG, 'Q', isOrig);
        } else if (syn) {
            char letter = packet.has(Packet.ACK) ? 'H' : 'S';
            noteRepeatable(History.SYN, letter, isOrig, endpoint.isOtherSyn(position));
        } else if (fin) {
            noteRepeatable(History.FIN, 'F', isOrig, endpoint.isOtherFin(position + length));
        } else if (rst) {
            noteRepeatable(History.RST, 'R', isOrig, endpoint.isOtherRst(position));
        } else if (length > 0 || packet.has(Packet.ACK)) {
            flipIfLateSynAck();
            if (length > 0) {
                history.mark(History.DATA, 'D', endpoint == orig);
            } else {
                history.mark(History.ACK, 'A', endpoint == orig);
            }
        }
    }

    private void noteRepeatable(int kind, char letter, boolean isOrig, boolean other) {
        if (history.mark(kind, letter, isOrig) && other) {
            history.add(letter, isOrig);
        }
    }

    /// A connection that began with a SYN+ACK and goes on like any other: its SYN was missed.
    private void flipIfLateSynAck() {
        if (history.isLoneSynAck()) {
            history.becomeFlippedSynAck();
            exchangeRoles();
            origSeen = true;
            respSeen = true;
        }
    }

    private void noteWindow(Packet packet, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (packet.window == 0
                && !packet.has(Packet.RST)
                && peer.state != EndpointState.CLOSED
                && endpoint.state != EndpointState.RESET
                && endpoint.countZeroWindow()) {
            history.add('W', endpoint == orig);
        }
    }

    private void noteFlags(Packet packet, TcpEndpoint endpoint, long position, int length) {
        if (packet.has(Packet.SYN)) {
            if (packet.has(Packet.RST)) {
                observer.onWeird(this, "TCP_christmas", "", "TCP");
            }
            if (packet.has(Packet.URG)) {
                observer.onWeird(this, "baroque_SYN", "", "TCP");
            }
            if (length > 0) {
                observer.onWeird(this, "SYN_with_data", "", "TCP");
            }
        }
        if (packet.has(Packet.FIN)) {
            endpoint.fins++;
            endpoint.finPosition = position + span(packet);
        }
    }

    /// Takes the acknowledgement number. Answers the position in the peer's stream up to which it
    /// goes.
    private long noteAcknowledgement(Packet packet, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (peer.state == EndpointState.INACTIVE) {
            if ((packet.flags & (Packet.SYN | Packet.FIN | Packet.RST)) == 0
                    && !endpoint.isSilent()
                    && endpoint.state != EndpointState.CLOSED
                    && endpoint.state != EndpointState.RESET
                    && !splitRoutingReported) {
                splitRoutingReported = true;
                weird("possible_split_routing");
            }
            long before = (packet.acknowledgement & 0xffff_ffffL) - 1;
            peer.begin(before, before);
            return 1;
        }
        long position = peer.position(packet.acknowledgement, peer.acked);
        if (position < 0) {
            weird("TCP_ack_underflow_or_misorder");
            return 0;
        }
        if (!packet.has(Packet.RST)) {
            peer.acknowledge(packet.acknowledgement);
        }
        return position;
    }

    private boolean splitRoutingReported;

    @Override
    void onBadChecksum(boolean fromOrig) {
        if ((fromOrig ? orig : resp).countBadChecksum()) {
            history.add('C', fromOrig);
        }
    }

    // ---- octets

    /// Takes what the reassembler of one side has: that of the segment in hand.
    private final class Delivery implements Reassembler.Sink {
        private Direction from = Direction.ORIGINATOR;

        @Override
        public void deliver(ByteSlice data) {
            if (consumer != null) {
                consumer.onData(from, data);
            }
        }

        @Override
        public void gap(long seq, long length) {
            report(from, seq, length);
        }
    }

    private Reassembler.Sink sinkOf(TcpEndpoint endpoint) {
        delivery.from = Direction.of(endpoint == orig);
        return delivery;
    }

    private void report(Direction from, long seq, long length) {
        TcpEndpoint endpoint = from.isOrig() ? orig : resp;
        if (orig.isClean() && resp.isClean()) {
            if (endpoint.countGap()) {
                history.add('G', from.isOrig());
            }
            missedOctets += length;
            observer.onContentGap(this, from, seq, length);
        }
        if (consumer != null) {
            consumer.onGap(from, seq, length);
        }
    }

    private void acknowledge(TcpEndpoint peer, long position) {
        long upTo = position;
        if (peer.fins > 0 && upTo >= peer.finPosition) {
            upTo = peer.finPosition - 1;
        }
        long before = peer.reassembler.heldMemory();
        peer.reassembler.acknowledge(upTo, partial, sinkOf(peer));
        budget.change(peer.reassembler.heldMemory() - before);
        checkEnd(peer);
    }

    private void deliver(Packet packet, TcpEndpoint endpoint, long position) {
        if (packet.payload.length() < packet.payloadLength) {
            snapped = true;
            weird("truncated_tcp_payload");
            return;
        }
        Reassembler reassembler = endpoint.reassembler;
        long before = reassembler.heldMemory();
        reassembler.add(position, packet.payload, consumer != null, sinkOf(endpoint));
        budget.change(reassembler.heldMemory() - before);
        if (reassembler.heldMemory() > before) {
            checkLimits(endpoint);
        }
    }

    private void checkLimits(TcpEndpoint endpoint) {
        Reassembler reassembler = endpoint.reassembler;
        StreamLimits limits = budget.limits();
        String reached;
        if (endpoint.nothingAcked() && reassembler.span() > limits.heldWithoutAcks()) {
            reached = "above_hole_data_without_any_acks";
        } else if (reassembler.heldOctets() > limits.heldPerDirection()) {
            reached = "excessive_data_without_further_acks";
        } else if (budget.isExceeded()) {
            reached = "reassembly_memory_exceeded";
        } else {
            return;
        }
        weird(reached);
        budget.change(-reassembler.heldMemory());
        reassembler.giveUp();
    }

    // ---- the end

    private void checkEnd(TcpEndpoint endpoint) {
        boolean over =
                endpoint.fins > 0
                        || endpoint.state == EndpointState.CLOSED
                        || endpoint.state == EndpointState.RESET;
        boolean told = endpoint == orig ? origEnded : respEnded;
        if (told || !over || endpoint.hasPending()) {
            return;
        }
        if (endpoint == orig) {
            origEnded = true;
        } else {
            respEnded = true;
        }
        if (consumer != null) {
            consumer.onEndOfStream(Direction.of(endpoint == orig));
        }
        if (closeDeferred) {
            close(endpoint, finishDeferred);
            closeDeferred = false;
        }
    }

    /// A side has sent its FIN or RST: the connection is over once everything before was delivered.
    private void close(TcpEndpoint endpoint, boolean finish) {
        if (endpoint.hasPending()) {
            closeDeferred = true;
            finishDeferred |= finish;
            return;
        }
        closeDeferred = false;
        if (endpoint.closed) {
            return;
        }
        endpoint.closed = true;
        TcpEndpoint peer = endpoint.peer();
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
        idleAt = NEVER;
        deleteAt = lastNanos + CLOSE_DELAY;
    }

    private void finished(boolean half) {
        if (consumer != null && !half) {
            consumer.onClose();
        }
        active = false;
    }

    // ---- called by TcpStates

    void closeAfterOctets(boolean finish) {
        doClose = true;
        doFinish |= finish;
    }

    void reset() {
        if (consumer != null) {
            consumer.onClose();
        }
        active = false;
    }

    void established() {
        observer.onEstablished(this);
        switch (respPort()) {
            case 21, 22, 23, 513 -> idle(IDLE_OF_LOGINS);
            default -> {}
        }
    }

    void becomeWhole() {
        partial = false;
    }

    void awaitAnswer(long now) {
        attemptAt = now + ATTEMPT_DELAY;
    }

    void become(TcpEndpoint endpoint, EndpointState next) {
        boolean wasHandshaking = endpoint.isHandshaking() && endpoint.peer().isHandshaking();
        endpoint.become(next);
        if (wasHandshaking && !endpoint.isHandshaking()) {
            idle(IDLE);
        }
    }

    private void idle(long nanos) {
        idleNanos = nanos;
        if (idleAt != NEVER) {
            idleAt = lastNanos + nanos;
        }
    }

    boolean isOrig(TcpEndpoint endpoint) {
        return endpoint == orig;
    }

    /// Exchanges the roles because the first packet was the responder's.
    @Override
    void flip() {
        history.flip();
        exchangeRoles();
    }

    private void exchangeRoles() {
        super.flip();
        TcpEndpoint endpoint = orig;
        orig = resp;
        resp = endpoint;
        boolean seen = origSeen;
        origSeen = respSeen;
        respSeen = seen;
        boolean ended = origEnded;
        origEnded = respEnded;
        respEnded = ended;
        partial = false;
        if (announced) {
            observer.onFlip(this);
        }
    }

    // ---- reuse of the 5-tuple

    /// Whether a SYN of the same 5-tuple begins another connection.
    boolean isReusedBy(Packet packet, boolean fromOrig) {
        if (!packet.has(Packet.SYN)) {
            return false;
        }
        settle();
        boolean synAck = packet.has(Packet.ACK);
        if (synAck && orig.state != EndpointState.INACTIVE) {
            return false;
        }
        TcpEndpoint opener = synAck ? resp : orig;
        boolean reset = orig.state == EndpointState.RESET || resp.state == EndpointState.RESET;
        if (!orig.closed && !resp.closed) {
            if (packet.sequence == (int) opener.start || isLateSyn(packet, synAck, opener)) {
                return false;
            }
            weird(
                    opener.state == EndpointState.SYN_SENT
                            ? "SYN_seq_jump"
                            : "active_connection_reuse");
        } else if (!reset && (orig.isOpen() || resp.isOpen())) {
            weird("active_connection_reuse");
        } else if (!reset && packet.timeNanos - lastNanos < LINGER) {
            weird("premature_connection_reuse");
        }
        return true;
    }

    /// SYN and SYN+ACK were captured the wrong way round.
    private boolean isLateSyn(Packet packet, boolean synAck, TcpEndpoint opener) {
        return !synAck
                && opener.state == EndpointState.SYN_ACK_SENT
                && resp.state == EndpointState.INACTIVE
                && packet.sequence == (int) resp.start;
    }

    // ---- timers

    @Override
    long deadline() {
        long own = Math.min(Math.min(attemptAt, expiryAt), Math.min(idleAt, deleteAt));
        return held == null ? own : Math.min(own, held.deadline());
    }

    @Override
    long fire(long now) {
        if (held != null && held.deadline() <= now) {
            settle();
        }
        if (deleteAt <= now || isUnanswered(now) || isExpired(now)) {
            return NEVER;
        }
        if (idleAt <= now) {
            if (lastNanos + idleNanos <= now) {
                return NEVER;
            }
            idleAt = lastNanos + idleNanos;
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

    @Override
    void finish() {
        settle();
        budget.change(-orig.reassembler.heldMemory() - resp.reassembler.heldMemory());
        if (consumer != null) {
            consumer.onRemove();
        }
    }

    // ---- the record

    @Override
    public TransportProtocol transport() {
        return TransportProtocol.TCP;
    }

    @Override
    public Endpoint orig() {
        return orig;
    }

    @Override
    public Endpoint resp() {
        return resp;
    }

    @Override
    public String state() {
        return ConnectionState.of(orig, resp, history());
    }
}
