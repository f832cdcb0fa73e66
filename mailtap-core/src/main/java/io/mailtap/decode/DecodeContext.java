package io.mailtap.decode;

/// What the decoders of all layers share: the octets still unread, the packet being filled, and who
/// is told.
final class DecodeContext {
    final PacketConsumer consumer;
    final DecodeOptions options;
    final Packet packet = new Packet();
    final Unread rest = new Unread();

    /// Whether the frame has had a VLAN tag; its id may be 0.
    boolean tagged;

    DecodeContext(PacketConsumer consumer, DecodeOptions options) {
        this.consumer = consumer;
        this.options = options;
    }

    /// Forgets the link layer of the frame before, or of the one around.
    void clearLink() {
        packet.vlan = 0;
        packet.innerVlan = 0;
        packet.srcMac = -1;
        packet.dstMac = -1;
        tagged = false;
    }

    /// Reports a problem before the addresses are known.
    ///
    /// @return nothing more to read
    Layer netWeird(String name) {
        consumer.onNetWeird(named(name), "");
        return Layer.NONE;
    }

    /// Reports a problem of the packet between two addresses.
    ///
    /// @return nothing more to read
    Layer flowWeird(String name) {
        consumer.onFlowWeird(named(name), packet);
        return Layer.NONE;
    }

    /// Reports a problem of the datagram: Zeek gives these no tunnel suffix.
    void datagramWeird(String name) {
        consumer.onFlowWeird(name, packet);
    }

    /// Reports a problem of the packet's connection.
    ///
    /// @return nothing more to read
    Layer connectionWeird(String name) {
        consumer.onConnectionWeird(name, packet);
        return Layer.NONE;
    }

    private String named(String name) {
        return packet.tunnels.isEmpty() ? name : name + "_in_tunnel";
    }
}
