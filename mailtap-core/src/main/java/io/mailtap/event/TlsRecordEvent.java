package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;

/// The records that TLS is made of (RFC 5246, section 6.2; RFC 8446, section 5).
public sealed interface TlsRecordEvent extends TlsEvent {
    /// {@return whether the client sent it}
    boolean isClient();

    /// What the side sends from now on is encrypted; in TLS 1.3 it means nothing.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    record SslChangeCipherSpec(Connection c, boolean isClient) implements TlsRecordEvent {
        @Override
        public EventType type() {
            return EventType.SSL_CHANGE_CIPHER_SPEC;
        }
    }

    /// An alert in clear.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param level 1 for a warning, 2 for the end
    /// @param desc number of its kind
    record SslAlert(Connection c, boolean isClient, int level, int desc) implements TlsRecordEvent {
        @Override
        public EventType type() {
            return EventType.SSL_ALERT;
        }
    }

    /// A heartbeat in clear (RFC 6520).
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param length octets of the record
    /// @param heartbeatType 1 for a request, 2 for a response
    /// @param payloadLength octets of payload, as the message says
    /// @param payload what there is, padding included
    record SslHeartbeat(
            Connection c,
            boolean isClient,
            int length,
            int heartbeatType,
            int payloadLength,
            Bytes payload)
            implements TlsRecordEvent {
        @Override
        public EventType type() {
            return EventType.SSL_HEARTBEAT;
        }
    }

    /// A record in clear, behind the events of what is in it.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param recordVersion that of the record
    /// @param contentType number of its kind
    /// @param length in octets, without its header
    record SslPlaintextData(
            Connection c, boolean isClient, int recordVersion, int contentType, int length)
            implements TlsRecordEvent {
        @Override
        public EventType type() {
            return EventType.SSL_PLAINTEXT_DATA;
        }
    }

    /// An encrypted record.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the client sent it
    /// @param recordVersion that of the record
    /// @param contentType number of its kind; in TLS 1.3 the outer one, 23
    /// @param length in octets, without its header
    record SslEncryptedData(
            Connection c, boolean isClient, int recordVersion, int contentType, int length)
            implements TlsRecordEvent {
        @Override
        public EventType type() {
            return EventType.SSL_ENCRYPTED_DATA;
        }
    }

    /// An encrypted record of TLS 1.3 until the handshake is over.
    ///
    /// @param c the connection it was seen on
    /// @param isClient whether the originator sent it
    /// @param length in octets
    record SslProbableEncryptedHandshakeMessage(Connection c, boolean isClient, int length)
            implements TlsRecordEvent {
        @Override
        public EventType type() {
            return EventType.SSL_PROBABLE_ENCRYPTED_HANDSHAKE_MESSAGE;
        }
    }
}
