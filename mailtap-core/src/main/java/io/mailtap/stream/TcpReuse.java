package io.mailtap.stream;

import io.mailtap.decode.Packet;
import io.mailtap.net.EndpointState;

/// Whether a SYN of a known 5-tuple begins another connection.
final class TcpReuse {
    private TcpReuse() {}

    static boolean begins(TcpConnection c, Packet packet) {
        c.settle();
        boolean synAck = packet.has(Packet.ACK);
        if (synAck && c.orig.state != EndpointState.INACTIVE) {
            return false;
        }
        TcpEndpoint opener = synAck ? c.resp : c.orig;
        boolean reset = c.orig.state == EndpointState.RESET || c.resp.state == EndpointState.RESET;
        if (!c.orig.closed && !c.resp.closed) {
            if (packet.sequence == opener.start || isLateSyn(c, packet, opener)) {
                return false;
            }
            c.weird(
                    opener.state == EndpointState.SYN_SENT
                            ? "SYN_seq_jump"
                            : "active_connection_reuse");
        } else if (!reset && (c.orig.isOpen() || c.resp.isOpen())) {
            c.weird("active_connection_reuse");
        } else if (!reset && packet.timeNanos - c.lastNanos < TcpLifetime.LINGER) {
            c.weird("premature_connection_reuse");
        }
        return true;
    }

    /// SYN and SYN+ACK were captured the wrong way round.
    private static boolean isLateSyn(TcpConnection c, Packet packet, TcpEndpoint opener) {
        return !packet.has(Packet.ACK)
                && opener.state == EndpointState.SYN_ACK_SENT
                && c.resp.state == EndpointState.INACTIVE
                && packet.sequence == c.resp.start;
    }
}
