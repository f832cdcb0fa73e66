package io.mailtap.analyzer.tls;

/// The limits of TLS analysis.
///
/// A record needs none: its length has 16 bits, and only records of the handshake, alerts and
/// heartbeats are gathered.
///
/// @param messageOctets octets of a handshake message; a longer one ends the analysis with weird
///   `ssl_handshake_message_too_long`
/// @param alertsPerRecord alerts that a record may hold, before TLS 1.3; more are left out with
///   weird `SSL_excessive_alerts_in_record`, as in Zeek
public record TlsLimits(int messageOctets, int alertsPerRecord) {
    /// The limits that hold unless others are asked for: 1 MiB, 10.
    public static final TlsLimits DEFAULT = new TlsLimits(1 << 20, 10);
}
