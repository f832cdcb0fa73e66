package io.mailtap.loads;

/// A connection as it is seen, packet by packet.
interface Conversation {
    /// {@return about how many octets of the capture it takes, from its first packet to its last}
    long expectedOctets();

    /// {@return whether all packets have been seen}
    boolean isOver();

    /// {@return when the next packet is to be seen, in microseconds; never before the one it
    /// follows}
    long time();

    /// Writes the next packet into the encoder.
    void next(FrameEncoder encoder);
}
