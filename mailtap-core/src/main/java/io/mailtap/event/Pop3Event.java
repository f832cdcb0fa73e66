package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;

/// What POP3 connections show (RFC 1939, with 1734, 2449, 2595, 5034).
///
/// Once STLS has been accepted no more of these are raised for the connection.
public sealed interface Pop3Event extends Event {
    /// {@return the connection it was seen on}
    Connection c();

    /// A command of the client.
    ///
    /// Pipelined commands are raised one by one, each when the response to the one before is
    /// complete. Commands that are not allowed in the session's state raise [Pop3Unexpected]
    /// instead.
    ///
    /// @param c the connection it was seen on
    /// @param isOrig always true
    /// @param command the verb in capitals
    /// @param arg the rest of the line without surrounding blanks, empty if none; a secret after
    ///   PASS and APOP, and possibly after AUTH
    record Pop3Request(Connection c, boolean isOrig, Bytes command, Bytes arg)
            implements Pop3Event {
        @Override
        public EventType type() {
            return EventType.POP3_REQUEST;
        }
    }

    /// The status line of a response, except that of an accepted STLS.
    ///
    /// @param c the connection it was seen on
    /// @param isOrig always false
    /// @param cmd `OK` or `ERR`
    /// @param msg text after the status word, without surrounding blanks
    record Pop3Reply(Connection c, boolean isOrig, Bytes cmd, Bytes msg) implements Pop3Event {
        @Override
        public EventType type() {
            return EventType.POP3_REPLY;
        }
    }

    /// A line of a multi-line response, dot-unstuffed, as sent.
    ///
    /// @param c the connection it was seen on
    /// @param isOrig always false
    /// @param data the line without its line end
    record Pop3Data(Connection c, boolean isOrig, Bytes data) implements Pop3Event {
        @Override
        public EventType type() {
            return EventType.POP3_DATA;
        }
    }

    /// Something that does not fit the protocol's state.
    ///
    /// @param c the connection it was seen on
    /// @param isOrig whether the client sent it
    /// @param msg the verb concerned
    /// @param detail what is wrong with it
    record Pop3Unexpected(Connection c, boolean isOrig, Bytes msg, Bytes detail)
            implements Pop3Event {
        @Override
        public EventType type() {
            return EventType.POP3_UNEXPECTED;
        }
    }

    /// STLS was accepted: what follows is TLS.
    ///
    /// @param c the connection it was seen on
    record Pop3Starttls(Connection c) implements Pop3Event {
        @Override
        public EventType type() {
            return EventType.POP3_STARTTLS;
        }
    }

    /// A login succeeded.
    ///
    /// @param c the connection it was seen on
    /// @param isOrig always false: the server's answer decides
    /// @param user who logged in
    /// @param password a secret; empty for mechanisms that do not reveal one
    record Pop3LoginSuccess(Connection c, boolean isOrig, Bytes user, Bytes password)
            implements Pop3Event {
        @Override
        public EventType type() {
            return EventType.POP3_LOGIN_SUCCESS;
        }
    }

    /// A login was refused.
    ///
    /// @param c the connection it was seen on
    /// @param isOrig always false: the server's answer decides
    /// @param user who tried
    /// @param password a secret, though a wrong one; empty for mechanisms that do not reveal one
    record Pop3LoginFailure(Connection c, boolean isOrig, Bytes user, Bytes password)
            implements Pop3Event {
        @Override
        public EventType type() {
            return EventType.POP3_LOGIN_FAILURE;
        }
    }
}
