package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.TunnelLayer;
import java.util.List;

/// Reads the headers that wrap packets into packets.
///
/// What it leaves unread is the inner packet, and [Packet#tunnels] says where that was found.
final class TunnelDecoder {
    /// Port of VXLAN (RFC 7348).
    static final int VXLAN_PORT = 4789;

    /// Port of GENEVE (RFC 8926).
    static final int GENEVE_PORT = 6081;

    /// Port of Teredo servers (RFC 4380); relays and clients use any.
    private static final int TEREDO_PORT = 3544;

    private static final int IPV4_IN_IP = 4;
    private static final int NO_NEXT = 59;
    private static final int V6_HEADER = 40;
    private static final int VXLAN_HEADER = 8;
    private static final int GENEVE_HEADER = 8;
    private static final int ETHERNET_HEADER = 14;
    private static final int BRIDGED_ETHERNET = 0x6558;
    private static final int ERSPAN = 0x88be;
    private static final int ERSPAN_3 = 0x22eb;
    private static final int PPP = 0x880b;

    /// The prefix of Teredo addresses, 2001::/32.
    private static final long TEREDO_PREFIX = 0x20010000L;

    private final DecodeContext context;
    private final EthernetDecoder ethernet;
    private final TunnelFlows flows;

    TunnelDecoder(DecodeContext context, EthernetDecoder ethernet) {
        this.context = context;
        this.ethernet = ethernet;
        this.flows = new TunnelFlows(context.options.maxTunnelFlows());
    }

    /// {@return the tunnel that a UDP packet's ports, or its first octets, announce}
    ///
    /// @param packet whose ports are set
    /// @param payload after the UDP header
    static Layer withinUdp(Packet packet, Unread payload) {
        if (packet.dstPort == VXLAN_PORT || packet.srcPort == VXLAN_PORT) {
            return Layer.VXLAN;
        }
        if (packet.dstPort == GENEVE_PORT || packet.srcPort == GENEVE_PORT) {
            return Layer.GENEVE;
        }
        return isTeredoLike(packet, payload) ? Layer.TEREDO : Layer.NONE;
    }

    private static boolean isTeredoLike(Packet packet, Unread payload) {
        if (!payload.has(V6_HEADER)) {
            return false;
        }
        if (packet.dstPort == TEREDO_PORT || packet.srcPort == TEREDO_PORT) {
            return true;
        }
        ByteSlice octets = payload.octets;
        if (octets.u8(0) >>> 4 == 6) {
            return octets.u32(8) == TEREDO_PREFIX || octets.u32(24) == TEREDO_PREFIX;
        }
        return octets.u16(0) <= 1;
    }

    /// {@return whether the innermost of the encapsulations is Teredo}
    static boolean isTeredo(List<TunnelLayer> tunnels) {
        return !tunnels.isEmpty() && tunnels.getLast().type() == TunnelLayer.Type.TEREDO;
    }

    /// The payload of IP protocols 4 and 41.
    Layer ipInIp() {
        if (isTooDeep()) {
            return Layer.NONE;
        }
        return innerIp(context.packet.protocol == IPV4_IN_IP ? 4 : 6, TunnelLayer.Type.IP);
    }

    /// Reads a GRE header (RFC 2784, 2890; version 1: RFC 2637).
    ///
    /// ```
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// |C|R|K|S|  zeros  |A| 0 | Ver |             Protocol            |
    /// |      Checksum (C)             |         Reserved (C)          |
    /// |                    Key (K): version 1, length and call        |
    /// |                    Sequence number (S)                        |
    /// |                    Acknowledgement number (A)                 |
    /// ```
    Layer gre() {
        Unread rest = context.rest;
        if (!rest.has(4)) {
            return context.flowWeird("truncated_GRE");
        }
        int flags = rest.octets.u16(0);
        int protocol = rest.octets.u16(2);
        int version = flags & 7;
        if (version > 1) {
            return context.flowWeird("unknown_gre_version");
        }
        int length = greLength(flags);
        int bridged = version == 0 ? bridgeHeader(flags, protocol, length) : -1;
        if (bridged >= 0 && rest.captured() <= length + bridged + ETHERNET_HEADER) {
            return context.flowWeird("truncated_GRE");
        }
        if (version == 1 && protocol != PPP) {
            return context.flowWeird("egre_protocol_type");
        }
        if ((flags & 0x4000) != 0) {
            return context.flowWeird("gre_routing");
        }
        if ((flags & 0x0078) != 0) {
            return context.flowWeird("unknown_gre_flags");
        }
        if (!rest.has(length)) {
            return context.flowWeird("truncated_GRE");
        }
        rest.skip(length);
        return version == 1 ? pptp() : greInner(bridged);
    }

    private static int greLength(int flags) {
        int words = 1;
        words += flags >>> 15;
        words += flags >>> 13 & 1;
        words += flags >>> 12 & 1;
        words += flags >>> 7 & 1;
        return 4 * words;
    }

    /// {@return octets between the GRE header and an Ethernet frame, -1 if the payload is none}
    private int bridgeHeader(int flags, int protocol, int length) {
        return switch (protocol) {
            case BRIDGED_ETHERNET -> 0;
            case ERSPAN -> (flags & 0x1000) != 0 ? 8 : 0;
            case ERSPAN_3 -> {
                Unread rest = context.rest;
                boolean extended = rest.has(length + 12) && (rest.octets.u8(length + 11) & 1) != 0;
                yield extended ? 20 : 12;
            }
            default -> -1;
        };
    }

    // Whatever the protocol field says that is not Ethernet is taken for IP, as Zeek does.
    private Layer greInner(int bridged) {
        if (isTooDeep()) {
            return Layer.NONE;
        }
        if (bridged < 0) {
            return enter(TunnelLayer.Type.GRE, Layer.IP);
        }
        context.rest.skip(bridged);
        return enter(TunnelLayer.Type.GRE, Layer.ETHERNET);
    }

    /// A PPP header with address and control octets.
    private Layer pptp() {
        Unread rest = context.rest;
        if (!rest.has(4)) {
            return context.flowWeird("truncated_GRE");
        }
        int protocol = rest.octets.u16(2);
        if (LinkDecoder.pppProtocol(protocol) != Layer.IP) {
            return context.flowWeird("non_ip_packet_in_encap");
        }
        rest.skip(4);
        if (isTooDeep()) {
            return Layer.NONE;
        }
        return innerIp(protocol == LinkDecoder.PPP_IPV4 ? 4 : 6, TunnelLayer.Type.GRE);
    }

    /// Flags (1 octet, 0x08: has an id), reserved (3), id (3), reserved (1), then an Ethernet
    /// frame.
    Layer vxlan() {
        Unread rest = context.rest;
        if (isTooDeep() || !rest.has(VXLAN_HEADER) || (rest.octets.u8(0) & 0x08) == 0) {
            return Layer.NONE;
        }
        rest.skip(VXLAN_HEADER);
        if (rest.captured() == 0) {
            return context.flowWeird("vxlan_empty_packet");
        }
        return enter(TunnelLayer.Type.VXLAN, Layer.ETHERNET);
    }

    /// Version (2 bits) and words of options (6), flags (1 octet), Ethernet type (2), id (3),
    /// reserved (1), options.
    Layer geneve() {
        Unread rest = context.rest;
        if (isTooDeep() || !rest.has(GENEVE_HEADER)) {
            return Layer.NONE;
        }
        if (rest.octets.u8(0) >>> 6 != 0) {
            return context.flowWeird("geneve_invalid_version");
        }
        int length = GENEVE_HEADER + (rest.octets.u8(0) & 0x3f) * 4;
        if (!rest.has(length)) {
            return Layer.NONE;
        }
        int type = rest.octets.u16(2);
        rest.skip(length);
        if (rest.captured() == 0) {
            return context.flowWeird("geneve_empty_packet");
        }
        if (type == BRIDGED_ETHERNET) {
            return enter(TunnelLayer.Type.GENEVE, Layer.ETHERNET);
        }
        Layer inner = ethernet.byType(type);
        return inner == Layer.NONE ? inner : enter(TunnelLayer.Type.GENEVE, inner);
    }

    /// Authentication and origin indication, both optional, then an IPv6 packet that fills the rest
    /// (RFC 4380, 5.1.1).
    ///
    /// Anything else is not Teredo, and no fault.
    Layer teredo() {
        Unread rest = context.rest;
        ByteSlice octets = rest.octets;
        int at = 0;
        if (octets.u16(at) == 1) {
            at = 4 + octets.u8(2) + octets.u8(3) + 9;
        }
        if (rest.has(at + 8) && octets.u16(at) == 0) {
            at += 8;
        }
        if (!rest.has(at + V6_HEADER) || octets.u8(at) >>> 4 != 6) {
            return Layer.NONE;
        }
        int total = V6_HEADER + octets.u16(at + 4);
        boolean bubble = total == V6_HEADER && octets.u8(at + 6) == NO_NEXT;
        if (total != rest.wireLength() - at && !bubble || isTooDeep()) {
            return Layer.NONE;
        }
        if (total != rest.wireLength() - at) {
            context.connectionWeird("Teredo_bubble_with_payload");
        }
        rest.skip(at);
        return enter(TunnelLayer.Type.TEREDO, Layer.IP);
    }

    private Layer innerIp(int version, TunnelLayer.Type type) {
        Unread rest = context.rest;
        if (rest.captured() == 0 || rest.octets.u8(0) >>> 4 != version) {
            return context.flowWeird("invalid_inner_IP_version");
        }
        return enter(type, Layer.IP);
    }

    private Layer enter(TunnelLayer.Type type, Layer inner) {
        context.packet.tunnels = flows.within(context.packet, type);
        context.clearLink();
        return inner;
    }

    private boolean isTooDeep() {
        if (context.packet.tunnels.size() < context.options.maxTunnelDepth()) {
            return false;
        }
        context.flowWeird("exceeded_tunnel_max_depth");
        return true;
    }
}
