package io.mailtap.decode;

import io.mailtap.capture.Frame;
import java.util.List;

/// Walks the headers of frames and hands on the transport packets found inside.
///
/// A frame gives any number of packets: none if it carries no IP or only a fragment, one as a rule,
/// two or more if UDP carries packets in packets. No octets make it throw, and a frame of the usual
/// kinds allocates nothing. It belongs to one thread.
public final class FrameDecoder {
    private final DecodeContext context;
    private final EthernetDecoder ethernet;
    private final LinkDecoder link;
    private final IpDecoder ip;
    private final TransportDecoder transport;
    private final TunnelDecoder tunnel;

    /// Creates a decoder.
    ///
    /// @param consumer is told what is found, while a frame is being decoded
    /// @param options how it works
    public FrameDecoder(PacketConsumer consumer, DecodeOptions options) {
        context = new DecodeContext(consumer, options);
        ethernet = new EthernetDecoder(context);
        link = new LinkDecoder(context, ethernet);
        ip = new IpDecoder(context);
        transport = new TransportDecoder(context);
        tunnel = new TunnelDecoder(context, ethernet);
    }

    /// Decodes a frame.
    ///
    /// @param frame borrowed: may be used for the next as soon as this returns
    /// @param frameNumber becomes [Packet#number]
    public void decode(Frame frame, long frameNumber) {
        Packet packet = context.packet;
        packet.number = frameNumber;
        int ip = Glance.read(frame, packet);
        if (ip != Glance.NOWHERE && complete(frame, ip, packet)) {
            context.consumer.onPacket(packet);
        } else {
            byLayers(frame);
        }
    }

    /// Reads the rest of a frame that was seen at a glance, if that is all it takes to decode it:
    /// then [#decode] would have told of this packet, and of nothing else.
    ///
    /// @param frame borrowed
    /// @param ip what [Glance#read] has answered
    /// @param packet what it has filled; only its [Packet#number] is not set here
    /// @return whether the packet is complete
    public boolean complete(Frame frame, int ip, Packet packet) {
        return !context.options.verifyChecksums() && Glance.complete(frame, ip, packet);
    }

    /// Decodes any frame, layer by layer.
    void byLayers(Frame frame) {
        Packet packet = context.packet;
        packet.timeNanos = frame.timeNanos();
        packet.tunnels = List.of();
        context.clearLink();
        context.rest.start(frame.octets(), frame.originalLength());
        if (context.rest.captured() == 0) {
            context.netWeird("empty_pcap_header");
            return;
        }
        Layer layer = link.decode(frame.linkType());
        while (layer != Layer.NONE) {
            layer = next(layer);
        }
    }

    private Layer next(Layer layer) {
        return switch (layer) {
            case ETHERNET -> ethernet.decode();
            case IP -> ip.decode();
            case TRANSPORT -> transport.decode();
            case IP_IN_IP -> tunnel.ipInIp();
            case GRE -> tunnel.gre();
            case VXLAN -> tunnel.vxlan();
            case GENEVE -> tunnel.geneve();
            case TEREDO -> tunnel.teredo();
            case NONE -> Layer.NONE;
        };
    }
}
