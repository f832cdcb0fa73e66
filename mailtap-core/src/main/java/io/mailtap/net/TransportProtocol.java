package io.mailtap.net;

/// The transport of a connection, as conn.log's `proto` names it.
public enum TransportProtocol {
    /// Transmission Control Protocol (RFC 9293).
    TCP,
    /// User Datagram Protocol (RFC 768).
    UDP,
    /// ICMP for IPv4 or IPv6; "ports" are message type and code.
    ICMP,
    /// Any other IP protocol.
    UNKNOWN;

    /// {@return Zeek's name of it: `tcp`, `udp`, `icmp` or `unknown_transport`}
    public String zeekName() {
        return switch (this) {
            case TCP -> "tcp";
            case UDP -> "udp";
            case ICMP -> "icmp";
            case UNKNOWN -> "unknown_transport";
        };
    }
}
