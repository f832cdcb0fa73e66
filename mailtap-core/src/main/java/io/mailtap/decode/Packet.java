package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.TunnelLayer;
import java.util.List;

/// An IP packet with its transport header read, borrowed: one object serves all packets of a
/// decoder.
///
/// Public fields, because it is the struct between two layers of the engine and on the path of
/// every packet; nobody outside the engine sees it. Addresses are pairs of words, IPv4 in
/// IPv4-mapped form.
public final class Packet {
    /// TCP flag FIN.
    public static final int FIN = 0x01;

    /// TCP flag SYN.
    public static final int SYN = 0x02;

    /// TCP flag RST.
    public static final int RST = 0x04;

    /// TCP flag PSH.
    public static final int PSH = 0x08;

    /// TCP flag ACK.
    public static final int ACK = 0x10;

    /// TCP flag URG.
    public static final int URG = 0x20;

    /// Captured at, in nanoseconds since 1970-01-01T00:00Z.
    public long timeNanos;

    /// Number of the frame in its stream of frames, from 1.
    public long number;

    /// First words of the addresses.
    public long srcHigh, dstHigh;

    /// Last words of the addresses.
    public long srcLow, dstLow;

    /// Number of the transport's IP protocol: 6 TCP, 17 UDP, 1 ICMP, 58 ICMPv6, else as found.
    public int protocol;

    /// Ports, 0 to 65535; for ICMP, `srcPort` is the type and `dstPort` the code; 0 for other
    // protocols.
    public int srcPort, dstPort;

    /// Octets of the IP packet, headers included, as the IP header says (after reassembly of
    /// fragments: of the whole).
    public int ipLength;

    /// IPv6 flow label, 0 for IPv4.
    public int flowLabel;

    /// VLAN ids of the outermost tags, 0 if none.
    public int vlan, innerVlan;

    /// Link-layer addresses in the low 48 bits, -1 if none.
    public long srcMac, dstMac;

    /// TCP sequence and acknowledgement numbers as on the wire.
    public int sequence, acknowledgement;

    /// TCP flags, the low 8 bits of the flags field.
    public int flags;

    /// TCP window as on the wire, unscaled.
    public int window;

    /// TCP window scale option of a SYN, -1 if absent.
    public int windowScale;

    /// UDP: octets of header and payload as the UDP header says, which may not be
    /// [#transportLength]; 0 for others.
    public int udpLength;

    /// Octets of transport header and payload on the wire, by the IP header.
    public int transportLength;

    /// Octets of transport payload on the wire, by the IP header.
    public int payloadLength;

    /// The captured part of the payload, borrowed; shorter than [#payloadLength] when the frame was
    /// snapped.
    public final ByteSlice payload = new ByteSlice();

    /// Whether a verified transport checksum was wrong; always false when checksums are not
    /// verified.
    public boolean badChecksum;

    /// Whether it is known to come after everything that was sent before it.
    public boolean inOrder;

    /// Encapsulations, outermost first; empty list when none. Owned: may be kept.
    public List<TunnelLayer> tunnels = List.of();

    /// Creates a packet with nothing in it.
    public Packet() {}

    /// {@return whether all bits of `mask` are set in the TCP flags}
    ///
    /// @param mask one or more flags
    public boolean has(int mask) {
        return (flags & mask) == mask;
    }

    /// {@return a copy that owns its payload}
    public Packet copy() {
        Packet copy = new Packet();
        copy.timeNanos = timeNanos;
        copy.number = number;
        copy.srcHigh = srcHigh;
        copy.srcLow = srcLow;
        copy.dstHigh = dstHigh;
        copy.dstLow = dstLow;
        copy.protocol = protocol;
        copy.srcPort = srcPort;
        copy.dstPort = dstPort;
        copy.ipLength = ipLength;
        copy.flowLabel = flowLabel;
        copy.vlan = vlan;
        copy.innerVlan = innerVlan;
        copy.srcMac = srcMac;
        copy.dstMac = dstMac;
        copy.sequence = sequence;
        copy.acknowledgement = acknowledgement;
        copy.flags = flags;
        copy.window = window;
        copy.windowScale = windowScale;
        copy.udpLength = udpLength;
        copy.transportLength = transportLength;
        copy.payloadLength = payloadLength;
        copy.badChecksum = badChecksum;
        copy.inOrder = inOrder;
        copy.tunnels = tunnels;
        byte[] octets = payload.toBytes().toArray();
        copy.payload.pointAt(octets, 0, octets.length);
        return copy;
    }
}
