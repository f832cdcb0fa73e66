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
public final class TcpConnection extends TcpRecord implements Reassembler.Sink {
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
        return orig.touch() + resp.touch();
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
        peer.acknowledge(peer.withoutFin(position), isPartial(), this);
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
}
