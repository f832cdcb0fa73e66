package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.capture.LinkType;

/// Reads the header that the capture's link type prescribes.
///
/// A link type that is not listed is taken for raw IP, as Zeek does.
final class LinkDecoder {
    /// IPv4 as PPP numbers it.
    static final int PPP_IPV4 = 0x0021;

    private static final int PPP_IPV6 = 0x0057;

    private static final int FDDI = 10;
    private static final int FDDI_HEADER = 21;
    private static final int IEEE_802_11 = 105;
    private static final int IEEE_802_11_RADIOTAP = 127;
    private static final int NFLOG = 239;
    private static final int NFLOG_PAYLOAD = 9;

    private final DecodeContext context;
    private final EthernetDecoder ethernet;

    LinkDecoder(DecodeContext context, EthernetDecoder ethernet) {
        this.context = context;
        this.ethernet = ethernet;
    }

    Layer decode(int linkType) {
        return switch (linkType) {
            case LinkType.ETHERNET -> Layer.ETHERNET;
            case LinkType.NULL -> bsdLoopback(true);
            case LinkType.LOOP -> bsdLoopback(false);
            case LinkType.PPP -> ppp();
            case LinkType.PPP_HDLC -> pppHdlc();
            case LinkType.LINUX_SLL -> cooked();
            case LinkType.LINUX_SLL2 -> cooked2();
            case FDDI -> fddi();
            case IEEE_802_11 -> wireless();
            case IEEE_802_11_RADIOTAP -> radiotap();
            case NFLOG -> nflog();
            default -> Layer.IP;
        };
    }

    /// {@return the layer that a PPP protocol number announces}
    static Layer pppProtocol(int protocol) {
        return protocol == PPP_IPV4 || protocol == PPP_IPV6 ? Layer.IP : Layer.NONE;
    }

    // The address family in the byte order of the capturing host, or of the network; families fit
    // in one octet.
    private Layer bsdLoopback(boolean anyOrder) {
        Unread rest = context.rest;
        if (rest.captured() <= 4) {
            return context.netWeird("null_analyzer_failed");
        }
        long family = rest.octets.u32(0);
        if (anyOrder && family > 0xff) {
            family = rest.octets.u32Le(0);
        }
        rest.skip(4);
        boolean ip = family == 2 || family == 10 || family == 24 || family == 28 || family == 30;
        return ip ? Layer.IP : Layer.NONE;
    }

    private Layer ppp() {
        Unread rest = context.rest;
        if (rest.captured() <= 2) {
            return context.netWeird("truncated_ppp_header");
        }
        int first = rest.octets.u16(0);
        if (first != 0xff03) {
            rest.skip(2);
            return pppProtocol(first);
        }
        if (rest.captured() <= 4) {
            return context.netWeird("truncated_ppp_hdlc_header");
        }
        int protocol = rest.octets.u16(2);
        rest.skip(4);
        return pppProtocol(protocol);
    }

    private Layer pppHdlc() {
        Unread rest = context.rest;
        if (rest.captured() <= 4) {
            return context.netWeird("truncated_ppp_serial_header");
        }
        int protocol = rest.octets.u16(2);
        rest.skip(4);
        return pppProtocol(protocol);
    }

    /// Packet type, ARPHRD, address length (2 octets each), address (8), protocol (2).
    private Layer cooked() {
        Unread rest = context.rest;
        if (rest.captured() <= 16) {
            return context.netWeird("truncated_Linux_SLL_header");
        }
        ByteSlice octets = rest.octets;
        context.packet.srcMac = cookedSource(octets);
        int protocol = octets.u16(14);
        rest.skip(16);
        return ethernet.byType(protocol);
    }

    /// {@return the sender's address in such a header, -1 if it is none of six octets}
    static long cookedSource(ByteSlice octets) {
        return octets.u16(4) == 6 ? octets.i64(6) >>> 16 : -1;
    }

    /// Protocol (2 octets), reserved (2), interface (4), ARPHRD (2), packet type, address length (1
    /// each), address (8).
    private Layer cooked2() {
        Unread rest = context.rest;
        if (rest.captured() <= 20) {
            return context.netWeird("truncated_Linux_SLL2_header");
        }
        ByteSlice octets = rest.octets;
        if (octets.u8(11) == 6) {
            context.packet.srcMac = octets.i64(12) >>> 16;
        }
        int protocol = octets.u16(0);
        rest.skip(20);
        return ethernet.byType(protocol);
    }

    /// Frame control, two addresses of 6 octets, LLC and SNAP, taken for granted.
    private Layer fddi() {
        if (context.rest.captured() <= FDDI_HEADER) {
            return context.netWeird("FDDI_analyzer_failed");
        }
        context.rest.skip(FDDI_HEADER);
        return Layer.IP;
    }

    /// Version (1 octet), pad (1), length (2, little-endian), fields we do not need.
    private Layer radiotap() {
        Unread rest = context.rest;
        if (rest.captured() <= 3) {
            return context.netWeird("truncated_radiotap_header");
        }
        int length = rest.octets.u16Le(2);
        if (length < 4 || rest.captured() <= length) {
            return context.netWeird("truncated_radiotap_header");
        }
        rest.skip(length);
        return wireless();
    }

    /// Reads the header of an 802.11 data frame that carries one packet in clear.
    ///
    /// Management and control frames, frames without data, encrypted ones and aggregates of several
    /// packets give nothing.
    private Layer wireless() {
        Unread rest = context.rest;
        if (rest.captured() <= 24) {
            return context.netWeird("truncated_802_11_header");
        }
        int control = rest.octets.u16(0);
        boolean isData = (control & 0x0c00) == 0x0800;
        boolean isEmpty = (control & 0x4000) != 0;
        boolean isEncrypted = (control & 0x0040) != 0;
        boolean hasQuality = (control & 0x8000) != 0;
        if (!isData || isEmpty || isEncrypted) {
            return Layer.NONE;
        }
        int length = 24 + ((control & 3) == 3 ? 6 : 0);
        int withQuality = length + (hasQuality ? 2 : 0);
        if (rest.captured() <= withQuality) {
            return context.netWeird("truncated_802_11_header");
        }
        if (hasQuality && (rest.octets.u8(length) & 0x80) != 0) {
            return Layer.NONE;
        }
        readWirelessAddresses(rest.octets, control & 3);
        rest.skip(withQuality);
        return ethernet.byLlc();
    }

    /// The addresses' places depend on whether the frame goes to (1) or comes from (2) the
    /// distribution system.
    private void readWirelessAddresses(ByteSlice octets, int direction) {
        int source = direction < 2 ? 10 : direction == 2 ? 16 : 24;
        int destination = (direction & 1) == 0 ? 4 : 16;
        context.packet.srcMac = (long) octets.u16(source) << 32 | octets.u32(source + 2);
        context.packet.dstMac = (long) octets.u16(destination) << 32 | octets.u32(destination + 2);
    }

    /// Address family (1 octet), version (1), resource (2), then fields: length with header (2),
    /// type (2), value, padded to 4 octets; lengths and types in the byte order of the capturing
    /// host, taken for little-endian.
    private Layer nflog() {
        Unread rest = context.rest;
        if (rest.captured() <= 4) {
            return context.netWeird("truncated_nflog_header");
        }
        int family = rest.octets.u8(0);
        if (rest.octets.u8(1) != 0) {
            return context.netWeird("unknown_nflog_version");
        }
        rest.skip(4);
        while (rest.captured() > 4 && rest.octets.u16Le(2) != NFLOG_PAYLOAD) {
            int length = rest.octets.u16Le(0);
            if (length < 4) {
                return context.netWeird("nflog_bad_tlv_len");
            }
            rest.skip(Math.min((length + 3) / 4 * 4, rest.captured()));
        }
        if (rest.captured() <= 4) {
            return context.netWeird("nflog_no_pcap_payload");
        }
        rest.skip(4);
        return family == 2 || family == 10 ? Layer.IP : Layer.NONE;
    }
}
