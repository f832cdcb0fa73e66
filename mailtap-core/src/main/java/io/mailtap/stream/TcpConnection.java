package io.mailtap.stream;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.decode.Packet;
import io.mailtap.net.Direction;
import io.mailtap.net.EndpointState;

/// A TCP connection, followed as Zeek follows it.
///
/// For every segment, in this order: sequence numbers, history, state ([TcpStates]), what the
/// acknowledgement says of the other side's octets, and then the segment's own octets. A gap is
/// thus reported before the segment that revealed it.
public final class TcpConnection extends TcpLifetime implements Reassembler.Sink {
    private static final int OPENING_OR_ENDING = Packet.SYN | Packet.FIN | Packet.RST;

    private boolean partial;
    private boolean splitRoutingReported;

    // Whether the observer knows of the connection: a flip before that is nobody's business.
    private boolean announced;

    // Whether octets were cut off by the capture: what is missing will not come.
    private boolean snapped;

    // What the segment in hand asks for after its octets.
    private boolean doClose;
    private boolean doFinish;

    TcpConnection(TableSlice slice, Packet first, int hash) {
        super(slice, first, hash);
    }

    /// Gives the connection's octets to `consumer`, from the next on. Whoever wants all of them is
    /// given from [FlowObserver#onNew]; a consumer may hand on to another later.
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
        return orig.hadGap() || resp.hadGap();
    }

    /// Takes account of octets that an analyzer of this connection holds.
    ///
    /// @param octets more than before, negative if fewer
    /// @return whether the limit for all connections holds
    public boolean holdForAnalyzers(long octets) {
        return slice.budget().holdForAnalyzers(octets);
    }

    /// Takes account of octets of this connection that are kept until its protocol is known.
    ///
    /// @param octets more than before, negative if fewer
    /// @param inAll the limit for all connections, each slice a sixteenth of it
    /// @return whether the limit holds
    public boolean holdForDetection(long octets, long inAll) {
        return slice.budget().holdForDetection(octets, inAll);
    }

    @Override
    int touch() {
        return super.touch() + (consumer == null ? 0 : 1);
    }

    @Override
    int touchNext() {
        return orig.touch() + resp.touch() + (consumer == null ? 0 : consumer.touch());
    }

    @Override
    int touchFarther() {
        return consumer == null ? 0 : consumer.touchNext();
    }

    // ---- segments

    @Override
    boolean onPacket(Packet packet, boolean fromOrig) {
        if (held == null && !acknowledgesUnseen(packet, fromOrig)) {
            boolean changes = mayChangeStates(packet);
            process(packet, fromOrig);
            return changes;
        }
        if (held == null) {
            held = new HeldPackets(new Order(), slice, packet.timeNanos);
        }
        HeldPackets waiting = held;
        waiting.add(packet);
        if (waiting.isEmpty()) {
            held = null;
        }
        return true;
    }

    /// Only with its states do the deadlines of a connection come nearer.
    private boolean mayChangeStates(Packet packet) {
        return (packet.flags & OPENING_OR_ENDING) != 0
                || orig.state != EndpointState.ESTABLISHED
                || resp.state != EndpointState.ESTABLISHED;
    }

    private void process(Packet packet, boolean fromOrig) {
        TcpEndpoint endpoint = fromOrig ? orig : resp;
        endpoint.see(packet);
        take(packet, endpoint, fromOrig ? resp : orig);
        endpoint.count(packet);
    }

    // ---- packets that wait for octets captured behind their acknowledgement

    /// Made only when packets wait: most connections never have any.
    private final class Order implements HeldPackets.Order {
        @Override
        public boolean acknowledgesUnseen(Packet packet) {
            return TcpConnection.this.acknowledgesUnseen(
                    packet, isFromOrig(packet, packet.dstPort));
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
    private boolean acknowledgesUnseen(Packet packet, boolean fromOrig) {
        if (consumer == null
                || (packet.flags & (Packet.ACK | Packet.RST)) != Packet.ACK
                || packet.inOrder) {
            return false;
        }
        TcpEndpoint peer = fromOrig ? resp : orig;
        long position = peer.withoutFin(peer.position(packet.acknowledgement, peer.acked));
        return position > peer.next()
                && !snapped
                && orig.isClean()
                && resp.isClean()
                && !peer.hasGivenUp();
    }

    /// Whether a packet has the next of the octets that another acknowledges.
    private boolean isMissing(Packet packet, Packet acknowledging) {
        boolean fromOrig = isFromOrig(packet, packet.dstPort);
        if (fromOrig == isFromOrig(acknowledging, acknowledging.dstPort)) {
            return false;
        }
        TcpEndpoint endpoint = fromOrig ? orig : resp;
        long position = endpoint.position(packet.sequence, endpoint.last);
        long next = endpoint.next();
        return position <= next && position + span(packet) > next;
    }

    // ---- one segment

    private void take(Packet packet, TcpEndpoint endpoint, TcpEndpoint peer) {
        boolean plain = (packet.flags & OPENING_OR_ENDING) == 0;
        int span = span(packet);
        begin(packet, endpoint, span);
        long position = endpoint.position(packet.sequence, endpoint.last);
        if (position < 0 && !packet.has(Packet.RST)) {
            weird("TCP_seq_underflow_or_misorder");
        }
        if (plain) {
            notePlain(packet, endpoint);
        } else {
            noteFlags(packet, endpoint, position);
        }
        noteWindow(packet, endpoint, peer);
        if (!orig.closed || !resp.closed) {
            lastNanos = packet.timeNanos;
        }
        if (!plain) {
            noteOddFlags(packet);
            noteFin(packet, endpoint, position + span);
        }
        boolean acknowledges = packet.has(Packet.ACK);
        long acked = acknowledges ? noteAcknowledgement(packet, endpoint, peer) : 0;
        long ahead = endpoint.advance(packet, span, this, endpoint == orig);
        boolean mayMove = !plain || endpoint.state != EndpointState.ESTABLISHED;
        if (mayMove) {
            TcpStates.update(this, packet, endpoint, peer, ahead);
        }
        endpoint.seen = true;
        if (acknowledges) {
            acknowledge(peer, acked);
        }
        if (packet.payloadLength > 0 && position >= 0 && !packet.has(Packet.RST)) {
            deliver(packet, endpoint, packet.has(Packet.SYN) ? position + 1 : position);
        }
        checkEnd(endpoint);
        if (mayMove && doClose) {
            close(endpoint, doFinish);
            doClose = false;
            doFinish = false;
        }
    }

    /// Places in sequence space that a segment takes.
    private static int span(Packet packet) {
        int places = packet.has(Packet.RST) ? 0 : packet.payloadLength;
        places += packet.has(Packet.SYN) ? 1 : 0;
        return places + (packet.has(Packet.FIN) ? 1 : 0);
    }

    /// Sets an endpoint's place in sequence space from its first segment, or again from a later
    /// SYN.
    private void begin(Packet packet, TcpEndpoint endpoint, int span) {
        if (!endpoint.seen) {
            announced = true;
            notePartial(packet, endpoint == orig);
        }
        if (packet.has(Packet.SYN)) {
            beginBySyn(packet, endpoint, span);
        } else if (endpoint.state == EndpointState.INACTIVE) {
            endpoint.begin(packet.sequence - 1, 1);
        }
    }

    private void notePartial(Packet packet, boolean fromOrig) {
        if (fromOrig) {
            partial = !packet.has(Packet.SYN) || packet.has(Packet.ACK);
        } else if (!partial) {
            partial = !packet.has(Packet.SYN);
        }
    }

    private void beginBySyn(Packet packet, TcpEndpoint endpoint, int span) {
        boolean begins =
                switch (endpoint.state) {
                    case INACTIVE -> true;
                    case SYN_SENT, SYN_ACK_SENT -> jumps(packet, endpoint);
                    case ESTABLISHED, PARTIAL -> {
                        if (endpoint.size() > 0) {
                            weird("SYN_inside_connection");
                        }
                        jumps(packet, endpoint);
                        yield true;
                    }
                    case RESET -> endpoint.previous == EndpointState.INACTIVE;
                    case CLOSED -> false;
                };
        if (begins) {
            endpoint.begin(packet.sequence, span);
        }
    }

    private boolean jumps(Packet packet, TcpEndpoint endpoint) {
        boolean other = packet.sequence != endpoint.start;
        if (other) {
            weird("SYN_seq_jump");
        }
        return other;
    }

    /// Takes note of a segment without SYN, FIN and RST.
    private void notePlain(Packet packet, TcpEndpoint endpoint) {
        boolean hasData = packet.payloadLength > 0;
        if (hasData || packet.has(Packet.ACK)) {
            flipIfLateSynAck();
            if (hasData) {
                mark(DATA, 'D', endpoint == orig);
            } else {
                mark(ACK, 'A', endpoint == orig);
            }
        }
    }

    /// A connection that began with a SYN+ACK and goes on like any other: its SYN was missed.
    private void flipIfLateSynAck() {
        if (isLoneSynAck()) {
            becomeFlippedSynAck();
            exchangeRoles();
            orig.seen = true;
            resp.seen = true;
        }
    }

    private void noteFlags(Packet packet, TcpEndpoint endpoint, long position) {
        boolean syn = packet.has(Packet.SYN);
        boolean fin = packet.has(Packet.FIN);
        boolean rst = packet.has(Packet.RST);
        boolean isOrig = endpoint == orig;
        if (fin && rst) {
            mark(FIN_RST, 'I', isOrig);
        } else if (syn && (fin || rst)) {
            mark(MULTI_FLAG, 'Q', isOrig);
        } else if (syn) {
            char letter = packet.has(Packet.ACK) ? 'H' : 'S';
            noteRepeatable(SYN, letter, isOrig, endpoint.isOtherSyn(position));
        } else if (fin) {
            long end = position + packet.payloadLength;
            noteRepeatable(FIN, 'F', isOrig, endpoint.isOtherFin(end));
        } else {
            noteRepeatable(RST, 'R', isOrig, endpoint.isOtherRst(position));
        }
    }

    private void noteRepeatable(int kind, char letter, boolean isOrig, boolean other) {
        if (mark(kind, letter, isOrig) && other) {
            addLetter(letter, isOrig);
        }
    }

    private void noteWindow(Packet packet, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (packet.window == 0
                && !packet.has(Packet.RST)
                && peer.state != EndpointState.CLOSED
                && endpoint.state != EndpointState.RESET
                && endpoint.countZeroWindow()) {
            addLetter('W', endpoint == orig);
        }
    }

    private void noteOddFlags(Packet packet) {
        if (packet.has(Packet.SYN)) {
            if (packet.has(Packet.RST)) {
                observer().onWeird(this, "TCP_christmas", "", "TCP");
            }
            if (packet.has(Packet.URG)) {
                observer().onWeird(this, "baroque_SYN", "", "TCP");
            }
            if (packet.payloadLength > 0) {
                observer().onWeird(this, "SYN_with_data", "", "TCP");
            }
        }
    }

    private void noteFin(Packet packet, TcpEndpoint endpoint, long end) {
        if (packet.has(Packet.FIN)) {
            endpoint.takeFin(end, (packet.flags & (Packet.SYN | Packet.RST)) == 0);
        }
    }

    /// Takes the acknowledgement number. Answers the position in the peer's stream up to which it
    /// goes.
    private long noteAcknowledgement(Packet packet, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (peer.state == EndpointState.INACTIVE) {
            if ((packet.flags & OPENING_OR_ENDING) == 0
                    && !endpoint.isSilent()
                    && endpoint.state != EndpointState.CLOSED
                    && endpoint.state != EndpointState.RESET
                    && !splitRoutingReported) {
                splitRoutingReported = true;
                weird("possible_split_routing");
            }
            peer.begin(packet.acknowledgement - 1, 0);
            return 1;
        }
        long position = peer.position(packet.acknowledgement, peer.acked);
        if (position < 0) {
            weird("TCP_ack_underflow_or_misorder");
            return 0;
        }
        if (!packet.has(Packet.RST)) {
            peer.takeAcknowledgement(packet.acknowledgement, position);
        }
        return position;
    }

    @Override
    void onBadChecksum(boolean fromOrig) {
        if ((fromOrig ? orig : resp).countBadChecksum()) {
            addLetter('C', fromOrig);
        }
    }

    // ---- octets

    @Override
    public void deliver(Reassembler from, ByteSlice data) {
        if (consumer != null) {
            consumer.onData(Direction.of(from == orig), data);
        }
    }

    @Override
    public void gap(Reassembler from, long seq, long length) {
        boolean isOrig = from == orig;
        Direction direction = Direction.of(isOrig);
        if (orig.isClean() && resp.isClean()) {
            if ((isOrig ? orig : resp).countGap(length)) {
                addLetter('G', isOrig);
            }
            observer().onContentGap(this, direction, seq, length);
        }
        if (consumer != null) {
            consumer.onGap(direction, seq, length);
        }
    }

    private void acknowledge(TcpEndpoint peer, long position) {
        long before = peer.heldMemory();
        peer.acknowledge(peer.withoutFin(position), partial, this);
        slice.budget().change(peer.heldMemory() - before);
        checkEnd(peer);
    }

    private void deliver(Packet packet, TcpEndpoint endpoint, long position) {
        if (packet.payload.length() < packet.payloadLength) {
            snapped = true;
            weird("truncated_tcp_payload");
            return;
        }
        long before = endpoint.heldMemory();
        endpoint.add(position, packet.payload, consumer != null, this);
        long more = endpoint.heldMemory() - before;
        slice.budget().change(more);
        if (more > 0) {
            checkLimits(endpoint);
        }
    }

    private void checkLimits(TcpEndpoint endpoint) {
        StreamBudget budget = slice.budget();
        StreamLimits limits = budget.limits();
        String reached;
        if (endpoint.nothingAcked() && endpoint.span() > limits.heldWithoutAcks()) {
            reached = "above_hole_data_without_any_acks";
        } else if (endpoint.heldOctets() > limits.heldPerDirection()) {
            reached = "excessive_data_without_further_acks";
        } else if (budget.isExceeded()) {
            reached = "reassembly_memory_exceeded";
        } else {
            return;
        }
        weird(reached);
        budget.change(-endpoint.heldMemory());
        endpoint.giveUp();
    }

    // ---- called by TcpStates

    void closeAfterOctets(boolean finish) {
        doClose = true;
        doFinish |= finish;
    }

    void becomeWhole() {
        partial = false;
    }

    boolean isOrig(TcpEndpoint endpoint) {
        return endpoint == orig;
    }

    /// Exchanges the roles because the first packet was the responder's.
    @Override
    void flip() {
        flipHistory();
        exchangeRoles();
    }

    private void exchangeRoles() {
        super.flip();
        TcpEndpoint endpoint = orig;
        orig = resp;
        resp = endpoint;
        partial = false;
        if (announced) {
            observer().onFlip(this);
        }
    }
}
