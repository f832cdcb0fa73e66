package io.mailtap.decode;

import io.mailtap.capture.Frame;

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

    /// {@return the slice of a frame whose one packet is seen at a [Glance], else [#ANY]}
    ///
    /// Whoever has the other slices need not look at the frame.
    ///
    /// @param frame borrowed
    /// @param packet is overwritten
    public static int of(Frame frame, Packet packet) {
        return Glance.read(frame, packet) == Glance.NOWHERE ? ANY : of(packet);
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
