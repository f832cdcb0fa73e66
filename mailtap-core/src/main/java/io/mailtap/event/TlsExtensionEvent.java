package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import java.util.List;

/// The extensions of hello messages (RFC 8446, section 4.2), in the order in which they were sent.
///
/// Those with an empty or broken body raise only [SslExtension].
public sealed interface TlsExtensionEvent extends TlsEvent {
    /// {@return whether the client sent it}
    boolean isClient();

    /// An extension of a hello, whatever it is; the event of its own kind, if there is one, comes
    /// before.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param code number of the extension
    /// @param val its body
    record SslExtension(Connection c, boolean isClient, int code, Bytes val)
            implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION;
        }
    }

    /// The groups that a side supports (extension 10).
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param curves their numbers, best first
    record SslExtensionEllipticCurves(Connection c, boolean isClient, List<Integer> curves)
            implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION_ELLIPTIC_CURVES;
        }
    }

    /// The point formats that a side reads (extension 11).
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param pointFormats their numbers
    record SslExtensionEcPointFormats(Connection c, boolean isClient, List<Integer> pointFormats)
            implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION_EC_POINT_FORMATS;
        }
    }

    /// The signatures that a side accepts (extension 13).
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param signatureAlgorithms best first
    record SslExtensionSignatureAlgorithm(
            Connection c, boolean isClient, List<SignatureAndHashAlgorithm> signatureAlgorithms)
            implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION_SIGNATURE_ALGORITHM;
        }
    }

    /// The protocols that are offered within TLS, or the one that was chosen (extension 16, RFC
    /// 7301).
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param protocols their names
    record SslExtensionApplicationLayerProtocolNegotiation(
            Connection c, boolean isClient, List<Bytes> protocols) implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION_APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
        }
    }

    /// The server that the client wants (extension 0): SNI.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param names host names, usually one
    record SslExtensionServerName(Connection c, boolean isClient, List<Bytes> names)
            implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION_SERVER_NAME;
        }
    }

    /// That a certificate stands in a public log (extension 18, RFC 6962). Once for each log.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param version of the structure
    /// @param logid identifies the log
    /// @param timestamp milliseconds since 1970-01-01T00:00Z
    /// @param signatureAndHashalgorithm of the signature
    /// @param signature that of the log
    record SslExtensionSignedCertificateTimestamp(
            Connection c,
            boolean isClient,
            int version,
            Bytes logid,
            long timestamp,
            SignatureAndHashAlgorithm signatureAndHashalgorithm,
            Bytes signature)
            implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION_SIGNED_CERTIFICATE_TIMESTAMP;
        }
    }

    /// The versions that the client supports, or the one that the server has chosen (extension 43).
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param versions their numbers
    record SslExtensionSupportedVersions(Connection c, boolean isClient, List<Integer> versions)
            implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION_SUPPORTED_VERSIONS;
        }
    }

    /// How the client would use a key of before (extension 45).
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param modes their numbers
    record SslExtensionPskKeyExchangeModes(Connection c, boolean isClient, List<Integer> modes)
            implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION_PSK_KEY_EXCHANGE_MODES;
        }
    }

    /// The groups for which a side sends a share of the key, or the one that the server asks for
    /// (extension 51).
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param curves their numbers
    record SslExtensionKeyShare(Connection c, boolean isClient, List<Integer> curves)
            implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION_KEY_SHARE;
        }
    }

    /// The keys of before that the client knows (extension 41).
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param identities of the keys
    /// @param binders prove that the client knows them
    record SslExtensionPreSharedKeyClientHello(
            Connection c,
            boolean isClient,
            List<PresharedKeyIdentity> identities,
            List<Bytes> binders)
            implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION_PRE_SHARED_KEY_CLIENT_HELLO;
        }
    }

    /// The key of before that the server has chosen (extension 41): the session is resumed.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param selectedIdentity which of the client's, from 0
    record SslExtensionPreSharedKeyServerHello(Connection c, boolean isClient, int selectedIdentity)
            implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION_PRE_SHARED_KEY_SERVER_HELLO;
        }
    }

    /// A connection identifier (extension 54, RFC 9146), of DTLS rather than TLS.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param cid the identifier
    record SslExtensionConnectionId(Connection c, boolean isClient, Bytes cid)
            implements TlsExtensionEvent {
        @Override
        public EventType type() {
            return EventType.SSL_EXTENSION_CONNECTION_ID;
        }
    }
}
