package io.mailtap.decode;

/// What the next unread octets of a frame are: the answer of one decoder, the task of the next.
///
/// A loop over layers instead of calls from decoder to decoder: however deep headers nest, the
/// stack does not grow.
enum Layer {
    /// An Ethernet frame.
    ETHERNET,
    /// An IPv4 or IPv6 packet, told apart by its first octet.
    IP,
    /// The payload of an IP packet whose header is in [Packet].
    TRANSPORT,
    /// An IP packet that is the payload of another.
    IP_IN_IP,
    /// A GRE header.
    GRE,
    /// A VXLAN header, after the UDP header.
    VXLAN,
    /// A GENEVE header, after the UDP header.
    GENEVE,
    /// What may be a Teredo packet, after the UDP header.
    TEREDO,
    /// Nothing more to read.
    NONE
}
