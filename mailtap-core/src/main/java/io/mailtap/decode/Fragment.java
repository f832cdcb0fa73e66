package io.mailtap.decode;

/// What an IP header says of the fragment it leads; one object serves all packets of a decoder.
final class Fragment {
    /// Identification, 16 or 32 bits; those of IPv6 have bit 32 set, so that the versions never
    /// meet.
    long identification;

    /// Where the payload stands in the datagram's.
    int offset;

    /// Whether more fragments follow.
    boolean more;

    /// Whether the header forbids what has happened.
    boolean dontFragment;

    /// Octets of the headers that every fragment repeats; without the IPv6 fragment header.
    int headerLength;

    /// Protocol of the payload: for IPv6 the header after the fragment header.
    int protocol;
}
