package io.mailtap.decode;

import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import io.mailtap.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/// Decodes frames and writes down what the consumer was told.
final class Seen implements PacketConsumer {
    final List<String> lines = new ArrayList<>();
    final List<Packet> packets = new ArrayList<>();
    private final FrameDecoder decoder;
    private final Frame frame = new Frame();
    private long number;

    Seen() {
        this(DecodeOptions.DEFAULT);
    }

    Seen(DecodeOptions options) {
        decoder = new FrameDecoder(this, options);
    }

    /// What one frame gives.
    static List<String> of(int linkType, byte[] octets) {
        return new Seen().frame(linkType, octets).lines;
    }

    /// What an IP packet gives.
    static List<String> ofIp(byte[] octets) {
        return of(LinkType.RAW, octets);
    }

    Seen frame(int linkType, byte[] octets) {
        return frame(0, linkType, octets.length, octets);
    }

    Seen ip(byte[] octets) {
        return frame(LinkType.RAW, octets);
    }

    /// Decodes from a buffer that is overwritten at once: nothing borrowed may be kept.
    Seen frame(long timeNanos, int linkType, int originalLength, byte[] octets) {
        byte[] buffer = Octets.join(new byte[3], octets, new byte[5]);
        decoder.decode(
                frame.set(timeNanos, linkType, originalLength, buffer, 3, octets.length), ++number);
        java.util.Arrays.fill(buffer, (byte) 0x55);
        return this;
    }

    Packet last() {
        return packets.getLast();
    }

    @Override
    public void onPacket(Packet packet) {
        packets.add(copy(packet));
        StringBuilder line = new StringBuilder();
        packet.tunnels.forEach(layer -> line.append(layer.type()).append(' '));
        line.append(packet.protocol).append(' ').append(ends(packet));
        line.append(" '").append(packet.payload).append('\'');
        if (packet.payloadLength != packet.payload.length()) {
            line.append(" of ").append(packet.payloadLength);
        }
        lines.add(line.toString());
    }

    @Override
    public void onNetWeird(String name, String detail) {
        lines.add("net " + name);
    }

    @Override
    public void onFlowWeird(String name, Packet packet) {
        lines.add("flow " + name + " " + ends(packet).replaceAll(":\\d+( |$)", "$1"));
    }

    @Override
    public void onConnectionWeird(String name, Packet packet) {
        lines.add("conn " + name + " " + ends(packet));
    }

    @Override
    public void onBadChecksum(Packet packet) {
        lines.add("bad checksum " + packet.protocol + " " + ends(packet));
    }

    private static String ends(Packet packet) {
        return end(packet.srcHigh, packet.srcLow, packet.srcPort)
                + " "
                + end(packet.dstHigh, packet.dstLow, packet.dstPort);
    }

    private static String end(long high, long low, int port) {
        String address = new IpAddress(high, low).toString();
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }

    private static Packet copy(Packet from) {
        Packet to = new Packet();
        to.timeNanos = from.timeNanos;
        to.number = from.number;
        to.ipLength = from.ipLength;
        to.flowLabel = from.flowLabel;
        to.vlan = from.vlan;
        to.innerVlan = from.innerVlan;
        to.srcMac = from.srcMac;
        to.dstMac = from.dstMac;
        to.sequence = from.sequence;
        to.acknowledgement = from.acknowledgement;
        to.flags = from.flags;
        to.window = from.window;
        to.windowScale = from.windowScale;
        to.udpLength = from.udpLength;
        to.transportLength = from.transportLength;
        to.payloadLength = from.payloadLength;
        to.payload.pointAt(from.payload.toBytes().toArray(), 0, from.payload.length());
        to.tunnels = from.tunnels;
        return to;
    }
}
