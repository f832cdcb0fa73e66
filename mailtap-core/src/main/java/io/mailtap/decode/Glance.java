package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import io.mailtap.net.IpAddress;

/// Who talks to whom in a frame, as far as that is seen at a glance.
///
/// That is TCP right behind Ethernet, VLAN tags, or no link header at all, and no fragment: nearly
/// everything where mail travels. To decode such a frame neither uses nor changes anything that
/// other frames have left behind.
public final class Glance {
    private static final int TCP = 6;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int VLAN = 0x8100;
    private static final int ETHERNET_HEADER = 14;
    private static final int COOKED_HEADER = 16;
    private static final int VLAN_TAG = 4;
    private static final int MOST_TAGS = 2;
    private static final int V6_HEADER = 40;
    private static final int FRAGMENTED = 0x3fff;
    private static final int NOWHERE = -1;

    private Glance() {}

    /// Reads a frame.
    ///
    /// @param frame borrowed
    /// @param packet gets addresses, ports, protocol and sequence number
    /// @return whether they were seen
    public static boolean read(Frame frame, Packet packet) {
        ByteSlice octets = frame.octets();
        int ip = ipAt(frame.linkType(), octets);
        if (ip < 0 || octets.length() < ip + V6_HEADER) {
            return false;
        }
        return switch (octets.u8(ip) >>> 4) {
            case 4 -> readV4(octets, ip, packet);
            case 6 -> readV6(octets, ip, packet);
            default -> false;
        };
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
