package io.mailtap.decode;

/// Takes what a [FrameDecoder] finds, in the order of the frames.
public interface PacketConsumer {
    /// Takes a packet with a complete transport header, of any IP protocol.
    ///
    /// @param packet borrowed: valid until this call returns
    void onPacket(Packet packet);

    /// Takes a problem that cannot be tied to a pair of addresses (Zeek's `net_weird`).
    ///
    /// @param name Zeek's name of it
    /// @param detail more, may be empty
    void onNetWeird(String name, String detail);

    /// Takes a problem between two addresses (Zeek's `flow_weird`); the addresses are those of
    /// `packet`.
    ///
    /// @param name Zeek's name of it
    /// @param packet whose addresses are set; borrowed
    void onFlowWeird(String name, Packet packet);

    /// Takes a problem of one connection's packet (Zeek's `conn_weird`), which may or may not be
    /// given to [#onPacket] afterwards.
    ///
    /// Unless overridden it is taken for a problem between the addresses.
    ///
    /// @param name Zeek's name of it
    /// @param packet whose addresses, protocol and ports are set; borrowed
    default void onConnectionWeird(String name, Packet packet) {
        onFlowWeird(name, packet);
    }

    /// Takes a packet whose transport checksum was verified and is wrong; it is not given to
    /// [#onPacket].
    ///
    /// @param packet borrowed
    void onBadChecksum(Packet packet);
}
