package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;

/// Reads Ethernet frames and what may stand between their addresses and IP: tags, labels, sessions,
/// LLC.
final class EthernetDecoder {
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int ARP = 0x0806;
    private static final int RARP = 0x8035;
    private static final int VLAN = 0x8100;
    private static final int VLAN_SERVICE = 0x88a8;
    private static final int VLAN_OLD_SERVICE = 0x9100;
    private static final int MPLS = 0x8847;
    private static final int MPLS_MULTICAST = 0x8848;
    private static final int PPPOE_SESSION = 0x8864;
    private static final int BACKBONE_BRIDGE = 0x88e7;
    private static final int VN_TAG = 0x8926;
    private static final int FABRIC_PATH = 0x8903;

    private static final int HEADER = 14;
    private static final int FABRIC_PATH_HEADER = 16;

    /// Largest value of the type field that is a length (IEEE 802.3).
    private static final int MAX_LENGTH = 1500;

    /// Smallest value of the type field that is a type.
    private static final int MIN_TYPE = 1536;

    /// Instead of a type: nothing more to read.
    private static final int NO_TYPE = -1;

    private final DecodeContext context;

    EthernetDecoder(DecodeContext context) {
        this.context = context;
    }

    Layer decode() {
        Unread rest = context.rest;
        if (rest.captured() <= HEADER + 2) {
            return context.netWeird("truncated_ethernet_frame");
        }
        if (rest.octets.u16(12) == FABRIC_PATH) {
            if (rest.captured() <= FABRIC_PATH_HEADER + HEADER) {
                return context.netWeird("truncated_link_header_cfp");
            }
            rest.skip(FABRIC_PATH_HEADER);
        }
        ByteSlice octets = rest.octets;
        context.packet.dstMac = octets.i64(0) >>> 16;
        context.packet.srcMac = octets.i64(6) >>> 16;
        int type = octets.u16(12);
        rest.skip(HEADER);
        if (type <= MAX_LENGTH && rest.captured() < type) {
            return context.netWeird("truncated_ethernet_frame");
        }
        if (type > MAX_LENGTH && type < MIN_TYPE) {
            return context.netWeird("undefined_ether_type");
        }
        return byTypeOrLength(type);
    }

    /// {@return the layer that an Ethernet type announces, once the headers up to that layer are
    /// read}
    ///
    /// @param type 0 to 65535; what is no type announces nothing
    Layer byType(int type) {
        return type < MIN_TYPE ? Layer.NONE : byTypeOrLength(type);
    }

    /// {@return the layer after an LLC header}
    Layer byLlc() {
        int type = llc();
        return type == NO_TYPE ? Layer.NONE : byType(type);
    }

    private Layer byTypeOrLength(int typeOrLength) {
        int next = typeOrLength;
        while (true) {
            switch (next) {
                case IPV4, IPV6:
                    return Layer.IP;
                case VLAN, VLAN_SERVICE, VLAN_OLD_SERVICE:
                    next = vlan();
                    break;
                case VN_TAG:
                    next = vnTag();
                    break;
                case MPLS, MPLS_MULTICAST:
                    return labels();
                case PPPOE_SESSION:
                    return pppoe();
                case BACKBONE_BRIDGE:
                    return backboneBridge();
                case ARP, RARP:
                    return arp();
                default:
                    if (next < 0 || next > MAX_LENGTH) {
                        return Layer.NONE;
                    }
                    context.rest.limit(next);
                    next = llc();
            }
        }
    }

    /// Priority and id (2 octets), type or length of what follows (2).
    private int vlan() {
        Unread rest = context.rest;
        Packet packet = context.packet;
        if (rest.captured() <= 4) {
            return nothing("truncated_VLAN_header");
        }
        int id = rest.octets.u16(0) & 0xfff;
        if (context.tagged) {
            packet.innerVlan = id;
        } else {
            packet.vlan = id;
            context.tagged = true;
        }
        int type = rest.octets.u16(2);
        rest.skip(4);
        if (type > MAX_LENGTH && type < MIN_TYPE) {
            return nothing("undefined_vlan_protocol");
        }
        return type;
    }

    private int vnTag() {
        Unread rest = context.rest;
        if (rest.captured() <= 6) {
            return nothing("truncated_vntag_header");
        }
        int type = rest.octets.u16(4);
        rest.skip(6);
        return type < MIN_TYPE ? NO_TYPE : type;
    }

    private int nothing(String weird) {
        context.netWeird(weird);
        return NO_TYPE;
    }

    /// A service tag (4 octets), then the customer's Ethernet frame (IEEE 802.1ah).
    private Layer backboneBridge() {
        if (context.rest.captured() <= 18) {
            return context.netWeird("truncated_PBB_header");
        }
        context.rest.skip(4);
        return Layer.ETHERNET;
    }

    /// Labels of 4 octets, the last one marked (RFC 3032); what follows is taken for IP.
    private Layer labels() {
        Unread rest = context.rest;
        boolean last = false;
        while (!last) {
            if (rest.captured() <= 4) {
                return context.netWeird("truncated_link_header");
            }
            last = (rest.octets.u8(2) & 1) != 0;
            rest.skip(4);
        }
        return Layer.IP;
    }

    /// Version and type, code, session (2 octets), length (2), PPP protocol (2, counted by the
    /// length) (RFC 2516).
    private Layer pppoe() {
        Unread rest = context.rest;
        if (rest.captured() <= 8) {
            return context.netWeird("truncated_pppoe_header");
        }
        int length = rest.octets.u16(4);
        int protocol = rest.octets.u16(6);
        if (length < rest.captured() - 6) {
            context.netWeird("pppoe_extra_data_after_payload");
        } else if (length > rest.captured() - 6) {
            context.netWeird("pppoe_truncated_payload");
        }
        rest.skip(8);
        rest.limit(Math.max(length - 2, 0));
        return LinkDecoder.pppProtocol(protocol);
    }

    /// ARP carries nothing for us; only its truncation is told.
    private Layer arp() {
        Unread rest = context.rest;
        boolean whole = rest.has(8) && rest.has(8 + 2 * rest.octets.u8(4) + 2 * rest.octets.u8(5));
        return whole ? Layer.NONE : context.netWeird("truncated_ARP");
    }

    /// An LLC header, and after the SNAP pair of access points (0xaaaa) the organization (3 octets)
    /// and a type (2).
    private int llc() {
        Unread rest = context.rest;
        if (!rest.has(2) || rest.octets.u16(0) != 0xaaaa) {
            return NO_TYPE;
        }
        if (!rest.has(3)) {
            return nothing("truncated_snap_llc_header");
        }
        int control = (rest.octets.u8(2) & 3) == 3 ? 1 : 2;
        if (!rest.has(2 + control + 5)) {
            return nothing("truncated_snap_header");
        }
        rest.skip(2 + control);
        int organization = rest.octets.u16(0) << 8 | rest.octets.u8(2);
        int type = rest.octets.u16(3);
        rest.skip(5);
        return organization == 0 && type >= MIN_TYPE ? type : NO_TYPE;
    }
}
