package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.IpAddress;

/// Reads TCP, UDP and ICMP headers and delivers packets.
final class TransportDecoder {
    private static final int ICMP = 1;
    private static final int IPV4_IN_IP = 4;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int IPV6_IN_IP = 41;
    private static final int GRE = 47;
    private static final int ICMP_V6 = 58;
    private static final int NO_NEXT = 59;

    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int ICMP_HEADER = 8;

    private static final int END_OF_OPTIONS = 0;
    private static final int NO_OPERATION = 1;
    private static final int WINDOW_SCALE = 3;

    private final DecodeContext context;

    TransportDecoder(DecodeContext context) {
        this.context = context;
    }

    Layer decode() {
        return switch (context.packet.protocol) {
            case TCP -> tcp();
            case UDP -> udp();
            case ICMP, ICMP_V6 -> icmp();
            case IPV4_IN_IP, IPV6_IN_IP -> Layer.IP_IN_IP;
            case GRE -> Layer.GRE;
            default -> other();
        };
    }

    /// Reads a TCP header.
    ///
    /// ```
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// |          Source Port          |       Destination Port        |
    /// |                        Sequence Number                        |
    /// |                    Acknowledgment Number                      |
    /// | Offset|       |     Flags     |            Window             |
    /// |           Checksum            |         Urgent Pointer        |
    /// ```
    private Layer tcp() {
        if (!hasHeader(TCP_HEADER)) {
            return Layer.NONE;
        }
        ByteSlice octets = context.rest.octets;
        Packet packet = context.packet;
        clearTransport();
        packet.srcPort = octets.u16(0);
        packet.dstPort = octets.u16(2);
        packet.sequence = octets.i32(4);
        packet.acknowledgement = octets.i32(8);
        packet.flags = octets.u8(13);
        packet.window = octets.u16(14);
        int headerLength = (octets.u8(12) >>> 4) * 4;
        if (headerLength < TCP_HEADER) {
            return context.connectionWeird("bad_TCP_header_len");
        }
        if (headerLength > octets.length()) {
            return context.connectionWeird("truncated_header");
        }
        if (packet.has(Packet.SYN)) {
            packet.windowScale = windowScale(octets, TCP_HEADER, headerLength);
        }
        if (sumsUp()) {
            give(headerLength);
        }
        return Layer.NONE;
    }

    /// {@return the last window scale among TCP's options, -1 if there is none}
    ///
    /// @param from index of the first option
    /// @param end index behind the last, which was captured
    static int windowScale(ByteSlice octets, int from, int end) {
        int at = from;
        int scale = -1;
        while (at < end) {
            int kind = octets.u8(at);
            if (kind == NO_OPERATION) {
                at++;
                continue;
            }
            if (kind == END_OF_OPTIONS || at + 1 >= end) {
                return scale;
            }
            int length = octets.u8(at + 1);
            if (length == 0 || at + length > end) {
                return scale;
            }
            if (kind == WINDOW_SCALE && length >= 3) {
                scale = octets.u8(at + 2);
            }
            at += length;
        }
        return scale;
    }

    /// Reads a UDP header: ports, length, checksum (2 octets each).
    ///
    /// A length that does not fit into the IP packet is not believed.
    private Layer udp() {
        if (!hasHeader(UDP_HEADER)) {
            return Layer.NONE;
        }
        Unread rest = context.rest;
        Packet packet = context.packet;
        clearTransport();
        packet.srcPort = rest.octets.u16(0);
        packet.dstPort = rest.octets.u16(2);
        packet.udpLength = rest.octets.u16(4);
        if (packet.udpLength >= UDP_HEADER) {
            rest.limit(packet.udpLength);
        }
        boolean summed = rest.octets.u16(6) != 0 || !mayOmitChecksum();
        if (summed && !sumsUp()) {
            return Layer.NONE;
        }
        give(UDP_HEADER);
        rest.skip(UDP_HEADER);
        return TunnelDecoder.withinUdp(packet, rest);
    }

    // IPv4 leaves the checksum to the sender; over IPv6 only tunnels may leave it out (RFC 6935).
    private boolean mayOmitChecksum() {
        Packet packet = context.packet;
        return IpAddress.isV4(packet.srcHigh, packet.srcLow)
                || packet.dstPort == TunnelDecoder.VXLAN_PORT
                || packet.dstPort == TunnelDecoder.GENEVE_PORT;
    }

    private Layer icmp() {
        if (!hasHeader(ICMP_HEADER)) {
            return Layer.NONE;
        }
        clearTransport();
        context.packet.srcPort = context.rest.octets.u8(0);
        context.packet.dstPort = context.rest.octets.u8(1);
        if (sumsUp()) {
            give(ICMP_HEADER);
        }
        return Layer.NONE;
    }

    private Layer other() {
        Packet packet = context.packet;
        clearTransport();
        if (packet.protocol == NO_NEXT && !TunnelDecoder.isTeredo(packet.tunnels)) {
            context.flowWeird("ipv6_no_next");
        }
        give(0);
        return Layer.NONE;
    }

    /// {@return whether a header was captured, having said so if it was not}
    private boolean hasHeader(int length) {
        Unread rest = context.rest;
        if (rest.wireLength() != 0 && rest.wireLength() < length) {
            context.flowWeird("truncated_header");
            return false;
        }
        if (!rest.has(length)) {
            context.flowWeird("internally_truncated_header");
            return false;
        }
        return true;
    }

    private void clearTransport() {
        Packet packet = context.packet;
        packet.srcPort = 0;
        packet.dstPort = 0;
        packet.sequence = 0;
        packet.acknowledgement = 0;
        packet.flags = 0;
        packet.window = 0;
        packet.windowScale = -1;
        packet.udpLength = 0;
        packet.transportLength = context.rest.wireLength();
        packet.badChecksum = false;
        packet.payloadLength = 0;
        packet.payload.clear();
    }

    /// {@return whether the transport's checksum is right, cannot be known, or does not matter; if
    /// not, that is told}
    private boolean sumsUp() {
        Packet packet = context.packet;
        Unread rest = context.rest;
        if (!context.options.verifyChecksums() || rest.captured() < rest.wireLength()) {
            return true;
        }
        boolean holds =
                packet.protocol == ICMP
                        ? Checksum.holds(rest.octets, rest.captured())
                        : Checksum.holds(packet, rest.octets);
        if (!holds) {
            packet.badChecksum = true;
            context.consumer.onBadChecksum(packet);
        }
        return holds;
    }

    private void give(int headerLength) {
        Packet packet = context.packet;
        Unread rest = context.rest;
        packet.payloadLength = rest.wireLength() - headerLength;
        packet.payload.pointAt(rest.octets, headerLength, rest.captured() - headerLength);
        context.consumer.onPacket(packet);
    }
}
