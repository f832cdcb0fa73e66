package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import io.mailtap.net.IpAddress;
import java.util.List;

/// Who talks to whom in a frame, as far as that is seen at a glance.
///
/// That is TCP right behind Ethernet, VLAN tags, or no link header at all, and no fragment: nearly
/// everything where mail travels. To decode such a frame neither uses nor changes anything that
/// other frames have left behind. Where such a frame has nothing odd about it at all, and that is
/// nearly always so, the rest of it is read the same way: [#complete].
public final class Glance {
    /// Instead of an index: nothing was seen.
    public static final int NOWHERE = -1;

    private static final int TCP = 6;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int VLAN = 0x8100;
    private static final int ETHERNET_HEADER = 14;
    private static final int COOKED_HEADER = 16;
    private static final int VLAN_TAG = 4;
    private static final int MOST_TAGS = 2;
    private static final int V6_HEADER = 40;
    private static final int TCP_HEADER = 20;
    private static final int V4_HEADER = 20;
    private static final int FRAGMENTED = 0x3fff;
    private static final int VLAN_ID = 0xfff;
    private static final int FLOW_LABEL = 0xfffff;

    private Glance() {}

    /// Reads a frame.
    ///
    /// @param frame borrowed
    /// @param packet gets addresses, ports and protocol
    /// @return index of the IP header, or [#NOWHERE] if they were not seen
    public static int read(Frame frame, Packet packet) {
        ByteSlice octets = frame.octets();
        int ip = ipAt(frame.linkType(), octets);
        if (ip < 0 || octets.length() < ip + V6_HEADER) {
            return NOWHERE;
        }
        boolean seen =
                switch (octets.u8(ip) >>> 4) {
                    case 4 -> readV4(octets, ip, packet);
                    case 6 -> readV6(octets, ip, packet);
                    default -> false;
                };
        return seen ? ip : NOWHERE;
    }

    /// Reads the rest of a frame, all that the decoders of its layers would have read. Whatever
    /// they would complain of is left to them.
    ///
    /// @param frame the same, borrowed
    /// @param ip where [#read] has seen the IP header
    /// @param packet the same; its payload is borrowed from the frame
    /// @return whether this was all, checksums aside
    static boolean complete(Frame frame, int ip, Packet packet) {
        ByteSlice octets = frame.octets();
        boolean v4 = octets.u8(ip) >>> 4 == 4;
        int header = v4 ? (octets.u8(ip) & 0x0f) * 4 : V6_HEADER;
        int length = v4 ? octets.u16(ip + 2) : V6_HEADER + octets.u16(ip + 4);
        int onWire = Math.max(frame.originalLength(), octets.length()) - ip;
        if (header < V4_HEADER || length < header + TCP_HEADER || length > onWire) {
            return false; // that of a packet too long for the field is 0
        }
        packet.flowLabel = v4 ? 0 : octets.i32(ip) & FLOW_LABEL;
        packet.ipLength = length;
        packet.transportLength = length - header;
        packet.timeNanos = frame.timeNanos();
        packet.tunnels = List.of();
        completeLink(frame.linkType(), octets, ip, packet);
        return completeTcp(octets, ip + header, packet);
    }

    private static void completeLink(int linkType, ByteSlice octets, int ip, Packet packet) {
        int link = 0;
        packet.srcMac = -1;
        packet.dstMac = -1;
        if (linkType == LinkType.ETHERNET) {
            link = ETHERNET_HEADER;
            packet.dstMac = octets.i64(0) >>> 16;
            packet.srcMac = octets.i64(6) >>> 16;
        } else if (linkType == LinkType.LINUX_SLL) {
            link = COOKED_HEADER;
            packet.srcMac = LinkDecoder.cookedSource(octets);
        }
        packet.vlan = ip > link ? octets.u16(link) & VLAN_ID : 0;
        packet.innerVlan = ip > link + VLAN_TAG ? octets.u16(link + VLAN_TAG) & VLAN_ID : 0;
    }

    private static boolean completeTcp(ByteSlice octets, int tcp, Packet packet) {
        int captured = Math.min(octets.length() - tcp, packet.transportLength);
        if (captured < TCP_HEADER) {
            return false;
        }
        int header = (octets.u8(tcp + 12) >>> 4) * 4;
        if (header < TCP_HEADER || header > captured) {
            return false;
        }
        packet.sequence = octets.i32(tcp + 4);
        packet.acknowledgement = octets.i32(tcp + 8);
        packet.flags = octets.u8(tcp + 13);
        packet.window = octets.u16(tcp + 14);
        packet.windowScale =
                packet.has(Packet.SYN)
                        ? TransportDecoder.windowScale(octets, tcp + TCP_HEADER, tcp + header)
                        : -1;
        packet.udpLength = 0;
        packet.badChecksum = false;
        packet.payloadLength = packet.transportLength - header;
        packet.payload.pointAt(octets, tcp + header, captured - header);
        return true;
    }

    private static int ipAt(int linkType, ByteSlice octets) {
        return switch (linkType) {
            case LinkType.ETHERNET -> behindType(octets, ETHERNET_HEADER);
            case LinkType.LINUX_SLL -> behindType(octets, COOKED_HEADER);
            case LinkType.RAW -> 0;
            default -> NOWHERE;
        };
    }

    /// {@return where IP begins, if the type that ends a link header of `length` octets leads
    /// there}
    private static int behindType(ByteSlice octets, int length) {
        int at = length;
        for (int tags = 0; tags <= MOST_TAGS && octets.length() >= at; tags++) {
            switch (octets.u16(at - 2)) {
                case IPV4, IPV6:
                    return at;
                case VLAN:
                    at += VLAN_TAG;
                    break;
                default:
                    return NOWHERE;
            }
        }
        return NOWHERE;
    }

    private static boolean readV4(ByteSlice octets, int ip, Packet packet) {
        int ports = ip + (octets.u8(ip) & 0x0f) * 4;
        boolean whole = (octets.u16(ip + 6) & FRAGMENTED) == 0;
        if (octets.u8(ip + 9) != TCP || !whole || octets.length() < ports + 4) {
            return false;
        }
        packet.srcHigh = 0;
        packet.srcLow = IpAddress.mapped(octets.i32(ip + 12));
        packet.dstHigh = 0;
        packet.dstLow = IpAddress.mapped(octets.i32(ip + 16));
        setPorts(octets, ports, packet);
        return true;
    }

    private static boolean readV6(ByteSlice octets, int ip, Packet packet) {
        int ports = ip + V6_HEADER;
        if (octets.u8(ip + 6) != TCP || octets.length() < ports + 4) {
            return false;
        }
        packet.srcHigh = octets.i64(ip + 8);
        packet.srcLow = octets.i64(ip + 16);
        packet.dstHigh = octets.i64(ip + 24);
        packet.dstLow = octets.i64(ip + 32);
        setPorts(octets, ports, packet);
        return true;
    }

    private static void setPorts(ByteSlice octets, int ports, Packet packet) {
        packet.protocol = TCP;
        packet.srcPort = octets.u16(ports);
        packet.dstPort = octets.u16(ports + 2);
    }
}
