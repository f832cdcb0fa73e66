package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import java.util.List;

/// Handshake messages that are sent in clear (RFC 5246, section 7.4; RFC 8446, section 4).
public sealed interface TlsHandshakeEvent extends TlsEvent {

    /// The client begins.
    ///
    /// The events of its extensions come before.
    ///
    /// @param c the connection it was seen on
    /// @param version the latest it supports; of TLS 1.3 that of TLS 1.2, and the extension
    ///   `supported_versions` tells
    /// @param recordVersion that of the record
    /// @param possibleTs its random octets 0 to 3 as a time, in nanoseconds since
    ///   1970-01-01T00:00Z; old clients have the time there
    /// @param clientRandom its random octets 4 to 31
    /// @param sessionId 32 octets, filled up with zeros
    /// @param ciphers the suites it offers, best first
    /// @param compMethods the compressions it offers
    record SslClientHello(
            Connection c,
            int version,
            int recordVersion,
            long possibleTs,
            Bytes clientRandom,
            Bytes sessionId,
            List<Integer> ciphers,
            List<Integer> compMethods)
            implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_CLIENT_HELLO;
        }
    }

    /// The server has chosen, or asks for another client hello (TLS 1.3).
    ///
    /// The events of its extensions come before.
    ///
    /// @param c the connection it was seen on
    /// @param version the one chosen; of TLS 1.3 that of TLS 1.2
    /// @param recordVersion that of the record
    /// @param possibleTs its random octets 0 to 3 as a time, in nanoseconds since 1970-01-01T00:00Z
    /// @param serverRandom all its 32 random octets
    /// @param sessionId 32 octets, filled up with zeros
    /// @param cipher the suite chosen
    /// @param compMethod the compression chosen
    record SslServerHello(
            Connection c,
            int version,
            int recordVersion,
            long possibleTs,
            Bytes serverRandom,
            Bytes sessionId,
            int cipher,
            int compMethod)
            implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_SERVER_HELLO;
        }
    }

    /// The server's share of an elliptic-curve key.
    ///
    /// @param c the connection it was seen on
    /// @param curve number of the group
    /// @param point the share
    record SslEcdhServerParams(Connection c, int curve, Bytes point) implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_ECDH_SERVER_PARAMS;
        }
    }

    /// The server's share of a Diffie-Hellman key.
    ///
    /// @param c the connection it was seen on
    /// @param p the modulus
    /// @param q the generator, in spite of its name
    /// @param ys the share
    record SslDhServerParams(Connection c, Bytes p, Bytes q, Bytes ys)
            implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_DH_SERVER_PARAMS;
        }
    }

    /// The signature of the server's share.
    ///
    /// @param c the connection it was seen on
    /// @param signatureAndHashalgorithm its kind; 256 and 256 before TLS 1.2, where none is named
    /// @param signature as it was sent
    record SslServerSignature(
            Connection c, SignatureAndHashAlgorithm signatureAndHashalgorithm, Bytes signature)
            implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_SERVER_SIGNATURE;
        }
    }

    /// The client's share of an elliptic-curve key.
    ///
    /// @param c the connection it was seen on
    /// @param point the share
    record SslEcdhClientParams(Connection c, Bytes point) implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_ECDH_CLIENT_PARAMS;
        }
    }

    /// The client's share of a Diffie-Hellman key.
    ///
    /// @param c the connection it was seen on
    /// @param yc the share
    record SslDhClientParams(Connection c, Bytes yc) implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_DH_CLIENT_PARAMS;
        }
    }

    /// The secret that the client has chosen, encrypted for the server.
    ///
    /// @param c the connection it was seen on
    /// @param pms as it was sent
    record SslRsaClientPms(Connection c, Bytes pms) implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_RSA_CLIENT_PMS;
        }
    }

    /// The server wants to see a certificate of the client.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param certificateTypes numbers of the kinds
    /// @param supportedSignatureAlgorithms best first; empty before TLS 1.2
    /// @param certificateAuthorities names of issuers, in DER
    record SslCertificateRequest(
            Connection c,
            boolean isClient,
            List<Integer> certificateTypes,
            List<SignatureAndHashAlgorithm> supportedSignatureAlgorithms,
            List<Bytes> certificateAuthorities)
            implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_CERTIFICATE_REQUEST;
        }
    }

    /// What the issuer says of the server's certificate.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param response in DER (RFC 6960)
    record SslStapledOcsp(Connection c, boolean isClient, Bytes response)
            implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_STAPLED_OCSP;
        }
    }

    /// A ticket with which the client can resume the session, as far as it is sent in clear: before
    /// TLS 1.3.
    ///
    /// @param c the connection it was seen on
    /// @param ticketLifetimeHint in seconds
    /// @param ticket as it was sent
    record SslSessionTicketHandshake(Connection c, long ticketLifetimeHint, Bytes ticket)
            implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_SESSION_TICKET_HANDSHAKE;
        }
    }

    /// A handshake message, behind the events of what is in it.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param msgType number of its kind
    /// @param length in octets, without its header
    record SslHandshakeMessage(Connection c, boolean isClient, int msgType, int length)
            implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_HANDSHAKE_MESSAGE;
        }
    }

    /// The handshake is over, as far as can be told from outside: both sides have sent something
    /// encrypted. No event of TLS follows.
    ///
    /// @param c the connection it was seen on
    record SslEstablished(Connection c) implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_ESTABLISHED;
        }
    }

    /// Who opened the connection is the server, or no longer is: `isClient` of later events is
    /// turned.
    ///
    /// @param c the connection it was seen on
    record SslConnectionFlipped(Connection c) implements TlsHandshakeEvent {
        @Override
        public EventType type() {
            return EventType.SSL_CONNECTION_FLIPPED;
        }
    }
}
