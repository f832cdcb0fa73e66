package io.mailtap.loads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Writes packets as frames of Ethernet, one at a time.
final class FrameEncoder {
    /// The longest frame: an IP packet of 65,535 octets, with room for Ethernet and a tag.
    static final int LONGEST = 65_536 + 64;

    static final int TCP_HEADER = 20;
    static final int UDP_HEADER = 8;

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int SYN_OPTIONS = 12;
    private static final int SYN_WINDOW = 64_240;

    /// In units of 128 octets, as the options of SYN say.
    private static final int WINDOW = 502;

    private final byte[] frame = new byte[LONGEST];
    private int length;

    /// {@return the frame that was written last, in the first [#length] octets}
    byte[] frame() {
        return frame;
    }

    int length() {
        return length;
    }

    void tcp(FrameHeader header, Segment segment, Route route) {
        int at = header.length();
        int options = segment.isSyn() ? SYN_OPTIONS : 0;
        int tcpLength = TCP_HEADER + options + segment.length();
        header.write(frame, tcpLength);
        ports(at, segment.from(), route);
        put32(frame, at + 4, segment.sequence());
        put32(frame, at + 8, segment.acknowledged());
        put16(frame, at + 12, (TCP_HEADER + options) / 4 << 12 | segment.flags());
        put16(frame, at + 14, segment.isSyn() ? SYN_WINDOW : WINDOW);
        put32(frame, at + 16, 0);
        if (segment.isSyn()) {
            synOptions(at + TCP_HEADER, route.mss());
        }
        if (segment.length() > 0) {
            int dataAt = at + TCP_HEADER;
            segment.content().copy(segment.offset(), segment.length(), frame, dataAt);
        }
        put16(frame, at + 16, checksum(header, at, tcpLength));
        length = at + tcpLength;
    }

    /// Maximum segment size, window scale 7, selective acknowledgements permitted.
    private void synOptions(int at, int mss) {
        put16(frame, at, 0x0204);
        put16(frame, at + 2, mss);
        put32(frame, at + 4, 0x01030307);
        put32(frame, at + 8, 0x01010402);
    }

    void udp(FrameHeader header, Side from, Content content, Route route) {
        int at = header.length();
        int udpLength = UDP_HEADER + (int) content.length();
        header.write(frame, udpLength);
        ports(at, from, route);
        put16(frame, at + 4, udpLength);
        put16(frame, at + 6, 0);
        content.copy(0, (int) content.length(), frame, at + UDP_HEADER);
        int checksum = checksum(header, at, udpLength);
        put16(frame, at + 6, checksum == 0 ? 0xffff : checksum);
        length = at + udpLength;
    }

    private void ports(int at, Side from, Route route) {
        put16(frame, at, route.port(from));
        put16(frame, at + 2, route.port(from.other()));
    }

    private int checksum(FrameHeader header, int at, int size) {
        return Checksum.fold(header.pseudoSum() + size + Checksum.sum(frame, at, size));
    }

    static void put16(byte[] octets, int at, int value) {
        SHORT.set(octets, at, (short) value);
    }

    static void put32(byte[] octets, int at, int value) {
        INT.set(octets, at, value);
    }
}
