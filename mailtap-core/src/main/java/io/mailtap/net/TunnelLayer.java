package io.mailtap.net;

/// One encapsulation around a connection: Zeek's `EncapsulatingConn`.
///
/// @param type how it wraps
/// @param outer addresses of the outer flow; ports are 0 where the tunnel has none
/// @param uid the tunnel's own uid
public record TunnelLayer(Type type, ConnectionId outer, String uid) {
    /// The kinds of tunnel, named as in Zeek's `Tunnel::Type`.
    public enum Type {
        /// IPv4 or IPv6 in IP (RFC 2003, RFC 4213).
        IP,
        /// Generic Routing Encapsulation (RFC 2784).
        GRE,
        /// IPv6 in UDP through NAT (RFC 4380).
        TEREDO,
        /// Ethernet in UDP (RFC 7348).
        VXLAN,
        /// Ethernet or IP in UDP (RFC 8926).
        GENEVE
    }
}
