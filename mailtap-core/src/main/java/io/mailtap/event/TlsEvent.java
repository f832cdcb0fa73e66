package io.mailtap.event;

import io.mailtap.net.Connection;

/// What can be seen of TLS: the handshake, and the records.
///
/// Raised for connections that begin with TLS, and from where SMTP or POP3 turn to it. The first
/// fault and the first gap end the events of a connection, and so does the end of the handshake:
/// what follows is encrypted.
///
/// Numbers have names in [TlsNames].
public sealed interface TlsEvent extends Event
        permits TlsExtensionEvent, TlsHandshakeEvent, TlsRecordEvent {
    /// {@return the connection it was seen on}
    Connection c();
}
