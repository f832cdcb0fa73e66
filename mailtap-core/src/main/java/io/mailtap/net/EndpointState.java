package io.mailtap.net;

/// How far one side of a connection has come, in Zeek's terms.
public enum EndpointState {
    /// Nothing sent yet.
    INACTIVE,
    /// TCP: SYN sent.
    SYN_SENT,
    /// TCP: SYN+ACK sent.
    SYN_ACK_SENT,
    /// TCP: data seen without a handshake.
    PARTIAL,
    /// TCP: handshake done. UDP and others: something sent.
    ESTABLISHED,
    /// TCP: FIN sent.
    CLOSED,
    /// TCP: RST sent.
    RESET
}
