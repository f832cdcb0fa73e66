package io.mailtap;

import io.mailtap.decode.Packet;
import io.mailtap.net.IpAddress;

/// A TCP segment, taken out of its packet by somebody else.
///
/// @param timeNanos when it was captured, in nanoseconds since 1970-01-01T00:00Z
/// @param source address of the sender
/// @param sourcePort its port, 0 to 65535
/// @param destination address of the receiver
/// @param destinationPort its port, 0 to 65535
/// @param sequence sequence number, 0 to 2^32 - 1
/// @param acknowledgement acknowledgement number, 0 to 2^32 - 1; ignored unless the ACK flag is set
/// @param flags the low eight bits of the flags field: 1 FIN, 2 SYN, 4 RST, 8 PSH, 16 ACK, 32 URG
/// @param window window as on the wire, 0 to 65535
/// @param payload the octets, borrowed until the segment was taken
public record TcpSegment(
        long timeNanos,
        IpAddress source,
        int sourcePort,
        IpAddress destination,
        int destinationPort,
        long sequence,
        long acknowledgement,
        int flags,
        int window,
        byte[] payload) {
    private static final int TCP = 6;
    private static final int HEADERS = 40;

    Packet toPacket(long number) {
        Packet packet = new Packet();
        packet.timeNanos = timeNanos;
        packet.number = number;
        packet.srcHigh = source.high();
        packet.srcLow = source.low();
        packet.dstHigh = destination.high();
        packet.dstLow = destination.low();
        packet.protocol = TCP;
        packet.srcPort = sourcePort;
        packet.dstPort = destinationPort;
        packet.ipLength = HEADERS + payload.length;
        packet.srcMac = -1;
        packet.dstMac = -1;
        packet.sequence = (int) sequence;
        packet.acknowledgement = (int) acknowledgement;
        packet.flags = flags;
        packet.window = window;
        packet.windowScale = -1;
        packet.payloadLength = payload.length;
        packet.payload.pointAt(payload, 0, payload.length);
        return packet;
    }
}
