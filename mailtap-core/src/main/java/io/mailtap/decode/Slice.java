package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import io.mailtap.net.IpAddress;

/// Which part of the traffic a packet belongs to.
///
/// All packets of a connection are of one slice, in both directions, in every run and on every
/// machine: it follows from protocol and addresses, and for TCP and UDP from the ports. Workers
/// share slices out among them, and limits for all connections together are kept by slice, so that
/// neither depends on how many workers there are.
public final class Slice {
    /// How many there are.
    public static final int COUNT = 16;

    /// Instead of a slice: the frame may concern several, or none.
    public static final int ANY = -1;

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int VLAN = 0x8100;
    private static final int ETHERNET_HEADER = 14;
    private static final int COOKED_HEADER = 16;
    private static final int VLAN_TAG = 4;
    private static final int MOST_TAGS = 2;
    private static final int V6_HEADER = 40;
    private static final int FRAGMENTED = 0x3fff;

    private Slice() {}

    /// {@return the slice of a packet, 0 to 15}
    ///
    /// @param packet whose addresses, protocol and ports are set
    public static int of(Packet packet) {
        boolean ported = packet.protocol == TCP || packet.protocol == UDP;
        return of(
                end(packet.srcHigh, packet.srcLow, ported ? packet.srcPort : 0),
                end(packet.dstHigh, packet.dstLow, ported ? packet.dstPort : 0));
    }

    /// {@return the slice of a frame whose one packet is seen at a glance, else [#ANY]}
    ///
    /// That is TCP right behind Ethernet, VLAN tags, or no link header at all, and no fragment:
    /// nearly everything where mail travels. To decode such a frame neither uses nor changes
    /// anything that other frames have left behind, so that whoever has the other slices need not
    /// look at it.
    ///
    /// @param frame borrowed
    public static int of(Frame frame) {
        ByteSlice octets = frame.octets();
        int ip = ipAt(frame.linkType(), octets);
        if (ip < 0 || octets.length() < ip + V6_HEADER) {
            return ANY;
        }
        return switch (octets.u8(ip) >>> 4) {
            case 4 -> ofV4(octets, ip);
            case 6 -> ofV6(octets, ip);
            default -> ANY;
        };
    }

    private static int ipAt(int linkType, ByteSlice octets) {
        return switch (linkType) {
            case LinkType.ETHERNET -> behindType(octets, ETHERNET_HEADER);
            case LinkType.LINUX_SLL -> behindType(octets, COOKED_HEADER);
            case LinkType.RAW -> 0;
            default -> ANY;
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
                    return ANY;
            }
        }
        return ANY;
    }

    private static int ofV4(ByteSlice octets, int ip) {
        int ports = ip + (octets.u8(ip) & 0x0f) * 4;
        boolean whole = (octets.u16(ip + 6) & FRAGMENTED) == 0;
        if (octets.u8(ip + 9) != TCP || !whole || octets.length() < ports + 4) {
            return ANY;
        }
        return of(
                end(0, IpAddress.mapped(octets.i32(ip + 12)), octets.u16(ports)),
                end(0, IpAddress.mapped(octets.i32(ip + 16)), octets.u16(ports + 2)));
    }

    private static int ofV6(ByteSlice octets, int ip) {
        int ports = ip + V6_HEADER;
        if (octets.u8(ip + 6) != TCP || octets.length() < ports + 4) {
            return ANY;
        }
        return of(
                end(octets.i64(ip + 8), octets.i64(ip + 16), octets.u16(ports)),
                end(octets.i64(ip + 24), octets.i64(ip + 32), octets.u16(ports + 2)));
    }

    private static int of(long one, long two) {
        return (int) ((one + two) * 0x94d0_49bb_1331_11ebL >>> Long.SIZE - 4);
    }

    private static long end(long high, long low, int port) {
        long word = (high * 31 + low) * 0x9e37_79b9_7f4a_7c15L;
        word = (word ^ word >>> 29 ^ port) * 0xbf58_476d_1ce4_e5b9L;
        return word ^ word >>> 32;
    }
}
