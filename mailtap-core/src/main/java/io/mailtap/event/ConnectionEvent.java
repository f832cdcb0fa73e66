package io.mailtap.event;

import io.mailtap.net.Connection;

/// The life of a connection.
public sealed interface ConnectionEvent extends Event {
    /// {@return the connection}
    Connection c();

    /// Its first packet was seen.
    ///
    /// @param c the connection
    record NewConnection(Connection c) implements ConnectionEvent {
        @Override
        public EventType type() {
            return EventType.NEW_CONNECTION;
        }
    }

    /// The responder answered the SYN of a TCP connection.
    ///
    /// @param c the connection
    record ConnectionEstablished(Connection c) implements ConnectionEvent {
        @Override
        public EventType type() {
            return EventType.CONNECTION_ESTABLISHED;
        }
    }

    /// It is over or forgotten: its last event.
    ///
    /// @param c the connection
    record ConnectionStateRemove(Connection c) implements ConnectionEvent {
        @Override
        public EventType type() {
            return EventType.CONNECTION_STATE_REMOVE;
        }
    }

    /// Octets that the receiver has acknowledged are missing from the capture.
    ///
    /// @param c the connection
    /// @param isOrig whether the originator sent them
    /// @param seq position of the first in its direction's stream; the first octet after the SYN is
    ///   1
    /// @param length how many
    record ContentGap(Connection c, boolean isOrig, long seq, long length)
            implements ConnectionEvent {
        @Override
        public EventType type() {
            return EventType.CONTENT_GAP;
        }
    }
}
