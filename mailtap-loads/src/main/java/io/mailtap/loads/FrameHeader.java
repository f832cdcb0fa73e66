package io.mailtap.loads;

/// What stands before TCP or UDP in all frames of one side: Ethernet, a VLAN's tag, IP.
final class FrameHeader {
    static final int TCP = 6;
    static final int UDP = 17;

    private static final int VLAN = 0x8100;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int HOPS = 64;

    private final byte[] octets;
    private final int ipAt;
    private final boolean ipv6;
    private final long pseudoSum;
    private int identification;

    private FrameHeader(Route route, Side from, int protocol, Dice dice) {
        byte[] source = route.address(from);
        byte[] destination = route.address(from.other());
        Octets all = new Octets();
        hardwareAddress(all, route, from.other());
        hardwareAddress(all, route, from);
        if (route.vlan() != 0) {
            all.u16(VLAN).u16(route.vlan());
        }
        ipv6 = route.ipv6();
        all.u16(ipv6 ? IPV6 : IPV4);
        ipAt = all.length();
        if (ipv6) {
            all.hex("600000000000").u8(protocol).u8(HOPS);
        } else {
            all.hex("4500000000004000").u8(HOPS).u8(protocol).u16(0);
        }
        octets = all.octets(source).octets(destination).toArray();
        pseudoSum =
                protocol
                        + Checksum.sum(source, 0, source.length)
                        + Checksum.sum(destination, 0, destination.length);
        identification = dice.below(1 << 16);
    }

    static FrameHeader tcp(Route route, Side from, Dice dice) {
        return new FrameHeader(route, from, TCP, dice);
    }

    static FrameHeader udp(Route route, Side from, Dice dice) {
        return new FrameHeader(route, from, UDP, dice);
    }

    /// All clients are behind one router.
    private static void hardwareAddress(Octets to, Route route, Side side) {
        to.hex(side == Side.CLIENT ? "020000001001" : "0200000020");
        if (side == Side.SERVER) {
            to.u8(route.server());
        }
    }

    int length() {
        return octets.length;
    }

    /// {@return the sum of the addresses and the protocol, which checksums include}
    long pseudoSum() {
        return pseudoSum;
    }

    /// Writes it to the beginning of a frame.
    ///
    /// @param length of what follows
    void write(byte[] frame, int length) {
        System.arraycopy(octets, 0, frame, 0, octets.length);
        if (ipv6) {
            FrameEncoder.put16(frame, ipAt + 4, length);
            return;
        }
        int ipLength = octets.length - ipAt;
        identification++;
        FrameEncoder.put16(frame, ipAt + 2, ipLength + length);
        FrameEncoder.put16(frame, ipAt + 4, identification);
        FrameEncoder.put16(frame, ipAt + 10, Checksum.fold(Checksum.sum(frame, ipAt, ipLength)));
    }
}
