package io.mailtap.stream;

import io.mailtap.decode.Packet;
import io.mailtap.net.EndpointState;

/// What is noted of each segment of a TCP connection by its header alone: its place in sequence
/// space, its letter in the history, and what is odd about it.
///
/// In which order, and what follows from it, is [TcpConnection]; the two are one object.
abstract class TcpRecord extends TcpLifetime {
    static final int OPENING_OR_ENDING = Packet.SYN | Packet.FIN | Packet.RST;

    private boolean partial;
    private boolean splitRoutingReported;

    // Whether the observer knows of the connection: a flip before that is nobody's business.
    private boolean announced;

    TcpRecord(TableSlice slice, Packet first, int hash) {
        super(slice, first, hash);
    }

    /// {@return whether the beginning of the connection was not seen}
    public boolean isPartial() {
        return partial;
    }

    // ---- the beginning

    /// Places in sequence space that a segment takes.
    static int span(Packet packet) {
        int places = packet.has(Packet.RST) ? 0 : packet.payloadLength;
        places += packet.has(Packet.SYN) ? 1 : 0;
        return places + (packet.has(Packet.FIN) ? 1 : 0);
    }

    /// Sets an endpoint's place in sequence space from its first segment, or again from a later
    /// SYN.
    final void begin(Packet packet, TcpEndpoint endpoint, int span) {
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

    // ---- who is who

    final void becomeWhole() {
        partial = false;
    }

    final boolean isOrig(TcpEndpoint endpoint) {
        return endpoint == orig;
    }

    /// Exchanges the roles because the first packet was the responder's.
    @Override
    final void flip() {
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

    // ---- flags and numbers

    /// Takes note of a segment without SYN, FIN and RST.
    final void notePlain(Packet packet, TcpEndpoint endpoint) {
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

    final void noteFlags(Packet packet, TcpEndpoint endpoint, long position) {
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

    final void noteWindow(Packet packet, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (packet.window == 0
                && !packet.has(Packet.RST)
                && peer.state != EndpointState.CLOSED
                && endpoint.state != EndpointState.RESET
                && endpoint.countZeroWindow()) {
            addLetter('W', endpoint == orig);
        }
    }

    final void noteOddFlags(Packet packet) {
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

    final void noteFin(Packet packet, TcpEndpoint endpoint, long end) {
        if (packet.has(Packet.FIN)) {
            endpoint.takeFin(end, (packet.flags & (Packet.SYN | Packet.RST)) == 0);
        }
    }

    /// Takes the acknowledgement number. Answers the position in the peer's stream up to which it
    /// goes.
    final long noteAcknowledgement(Packet packet, TcpEndpoint endpoint, TcpEndpoint peer) {
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
    final void onBadChecksum(boolean fromOrig) {
        if ((fromOrig ? orig : resp).countBadChecksum()) {
            addLetter('C', fromOrig);
        }
    }
}
