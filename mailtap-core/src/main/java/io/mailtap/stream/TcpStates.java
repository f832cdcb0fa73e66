package io.mailtap.stream;

import io.mailtap.decode.Packet;
import io.mailtap.net.EndpointState;

/// How a segment moves the states of a connection's endpoints: Zeek's table, which forgives more
/// than RFC 9293.
final class TcpStates {
    private TcpStates() {}

    /// Moves the state of `endpoint`, the sender of `packet`, and perhaps that of `peer`.
    ///
    /// @param ahead how far the segment's end lies beyond the last of its sender
    static void update(
            TcpConnection c, Packet packet, TcpEndpoint endpoint, TcpEndpoint peer, long ahead) {
        switch (endpoint.state) {
            case INACTIVE -> fromInactive(c, packet, endpoint, peer);
            case SYN_SENT, SYN_ACK_SENT -> fromHandshake(c, packet, endpoint, peer);
            case ESTABLISHED, PARTIAL -> fromEstablished(c, packet, endpoint, peer);
            case CLOSED -> fromClosed(c, packet, endpoint, peer, ahead);
            case RESET -> fromReset(c, packet);
        }
    }

    private static void fromInactive(
            TcpConnection c, Packet packet, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (packet.has(Packet.SYN)) {
            if (c.isOrig(endpoint)) {
                openedBy(c, packet, endpoint);
            } else {
                answeredBy(c, packet, endpoint, peer);
            }
        }
        if (packet.has(Packet.FIN)) {
            c.become(endpoint, EndpointState.CLOSED);
            c.closeAfterOctets(true);
            if (peer.state != EndpointState.PARTIAL && !packet.has(Packet.SYN)) {
                c.weird("spontaneous_FIN");
            }
        }
        if (packet.has(Packet.RST)) {
            refusedBy(c, endpoint, peer);
        }
        if (endpoint.state == EndpointState.INACTIVE) {
            joinedBy(c, packet, endpoint, peer);
        }
    }

    private static void openedBy(TcpConnection c, Packet packet, TcpEndpoint endpoint) {
        if (packet.has(Packet.ACK)) {
            c.weird("connection_originator_SYN_ack");
            c.become(endpoint, EndpointState.SYN_ACK_SENT);
        } else {
            c.become(endpoint, EndpointState.SYN_SENT);
        }
        c.awaitAnswer(packet.timeNanos);
    }

    private static void answeredBy(
            TcpConnection c, Packet packet, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (packet.has(Packet.ACK)) {
            if (!peer.isSilent() && !acknowledgesOpening(packet, peer)) {
                c.weird("bad_SYN_ack");
            }
        } else if (peer.state == EndpointState.SYN_ACK_SENT && packet.sequence == endpoint.start) {
            c.flip(); // SYN and SYN+ACK were captured the wrong way round
            c.become(peer, EndpointState.ESTABLISHED);
        } else {
            c.weird("simultaneous_open");
        }
        if (peer.state == EndpointState.SYN_SENT) {
            c.become(peer, EndpointState.ESTABLISHED);
        } else if (peer.state == EndpointState.INACTIVE) {
            c.weird("unsolicited_SYN_response");
        }
        c.become(endpoint, EndpointState.ESTABLISHED);
        if (peer.state != EndpointState.PARTIAL) {
            c.established();
        }
    }

    private static boolean acknowledgesOpening(Packet packet, TcpEndpoint peer) {
        long position = peer.position(packet.acknowledgement, 0);
        return position >= 0 && position <= peer.last;
    }

    private static void refusedBy(TcpConnection c, TcpEndpoint endpoint, TcpEndpoint peer) {
        c.become(endpoint, EndpointState.RESET);
        boolean refusal =
                c.isOrig(endpoint)
                        ? peer.state == EndpointState.ESTABLISHED
                        : peer.state == EndpointState.SYN_SENT
                                || peer.state == EndpointState.SYN_ACK_SENT;
        c.closeAfterOctets(!refusal);
        if (!refusal && peer.state == EndpointState.INACTIVE) {
            c.weird("spontaneous_RST");
        }
    }

    /// A first segment without SYN, FIN or RST: the beginning was missed.
    private static void joinedBy(
            TcpConnection c, Packet packet, TcpEndpoint endpoint, TcpEndpoint peer) {
        boolean earlyAck =
                !c.isOrig(endpoint)
                        && packet.payloadLength == 0
                        && peer.state == EndpointState.SYN_SENT;
        if (earlyAck) {
            return;
        }
        if (packet.has(Packet.ACK) && peer.state == EndpointState.ESTABLISHED) {
            c.become(endpoint, EndpointState.ESTABLISHED); // only the SYN was missed
            c.becomeWhole();
        } else {
            c.become(endpoint, EndpointState.PARTIAL);
        }
    }

    private static void fromHandshake(
            TcpConnection c, Packet packet, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (packet.has(Packet.SYN)) {
            repeatedSyn(c, packet, endpoint);
        }
        if (packet.has(Packet.FIN)) {
            if (peer.state == EndpointState.INACTIVE || peer.state == EndpointState.SYN_SENT) {
                c.weird("inappropriate_FIN");
            }
            c.become(endpoint, EndpointState.CLOSED);
            c.closeAfterOctets(true);
        }
        if (packet.has(Packet.RST)) {
            c.become(endpoint, EndpointState.RESET);
            c.reset();
            c.closeAfterOctets(false);
        } else if (packet.payloadLength > 0) {
            c.weird("data_before_established");
        }
    }

    private static void repeatedSyn(TcpConnection c, Packet packet, TcpEndpoint endpoint) {
        boolean plainAck =
                packet.has(Packet.ACK) && !packet.has(Packet.FIN) && !packet.has(Packet.RST);
        if (c.isOrig(endpoint)) {
            if (plainAck && endpoint.state != EndpointState.SYN_ACK_SENT) {
                c.weird("repeated_SYN_with_ack");
            }
        } else if (!packet.has(Packet.ACK) && endpoint.state != EndpointState.SYN_SENT) {
            c.weird("repeated_SYN_reply_wo_ack");
        }
    }

    private static void fromEstablished(
            TcpConnection c, Packet packet, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (packet.has(Packet.SYN)
                && !packet.has(Packet.ACK)
                && endpoint.state == EndpointState.PARTIAL
                && peer.state == EndpointState.INACTIVE) {
            c.weird("SYN_after_partial");
            c.become(endpoint, EndpointState.SYN_SENT);
        }
        if (packet.has(Packet.FIN) && !packet.has(Packet.RST)) {
            c.become(endpoint, EndpointState.CLOSED);
            if (peer.state == EndpointState.RESET && peer.previous == EndpointState.CLOSED) {
                c.become(peer, EndpointState.CLOSED); // FIN, then RST: it was an ordinary end
            }
            c.closeAfterOctets(true);
        }
        if (packet.has(Packet.RST)) {
            c.become(endpoint, EndpointState.RESET);
            c.closeAfterOctets(false);
            if (peer.state != EndpointState.RESET || peer.previous != EndpointState.ESTABLISHED) {
                c.reset();
            }
        }
    }

    private static void fromClosed(
            TcpConnection c, Packet packet, TcpEndpoint endpoint, TcpEndpoint peer, long ahead) {
        if (packet.has(Packet.SYN)) {
            c.weird("SYN_after_close");
        }
        if (packet.has(Packet.FIN) && ahead > 0) {
            c.weird("FIN_advanced_last_seq");
        }
        if (packet.has(Packet.RST) && peer.state != EndpointState.CLOSED) {
            c.become(endpoint, EndpointState.RESET);
            if (!endpoint.closed) {
                c.closeAfterOctets(false);
            }
        }
    }

    private static void fromReset(TcpConnection c, Packet packet) {
        if (packet.has(Packet.SYN)) {
            c.weird("SYN_after_reset");
        }
        if (packet.has(Packet.FIN)) {
            c.weird("FIN_after_reset");
        }
        if (packet.payloadLength > 0 && !packet.has(Packet.RST)) {
            c.weird("data_after_reset");
        }
    }
}
