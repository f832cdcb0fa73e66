package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;

/// What SMTP connections show (RFC 5321, with 2920, 3030, 3207, 4954).
///
/// Once STARTTLS has been accepted no more of these are raised for the connection.
public sealed interface SmtpEvent extends Event {
    /// {@return the connection it was seen on}
    Connection c();

    /// A command of the client, an answer in a SASL dialogue, or the end of the mail data.
    ///
    /// @param c the connection it was seen on
    /// @param isOrig whether the client is the TCP originator; false only after TURN
    /// @param command the verb in capitals; `AUTH_ANSWER` for a SASL answer, `.` for the end of
    ///   data, `(UNKNOWN)` for a command that was lost in a gap
    /// @param arg the rest of the line without leading blanks; a secret for `AUTH_ANSWER`, and
    ///   possibly for AUTH
    record SmtpRequest(Connection c, boolean isOrig, Bytes command, Bytes arg)
            implements SmtpEvent {
        @Override
        public EventType type() {
            return EventType.SMTP_REQUEST;
        }
    }

    /// A line of a server's reply to a command.
    ///
    /// Raised once per line: a reply of three lines gives three events, all but the last with
    /// `contResp` set. Handlers that want the whole reply join them.
    ///
    /// @param c the connection it was seen on
    /// @param isOrig whether the TCP originator sent it; false unless TURN swapped the roles
    /// @param code reply code as sent, 100 to 599
    /// @param cmd the command answered, in capitals; `>` for the greeting, `.` for the end of data,
    ///   `(UNKNOWN)` where no known command was waiting
    /// @param msg text after the code, line end removed; empty when the line has none
    /// @param contResp whether further lines of the same reply follow
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2">RFC 5321, 4.2</a>
    record SmtpReply(Connection c, boolean isOrig, int code, Bytes cmd, Bytes msg, boolean contResp)
            implements SmtpEvent {
        @Override
        public EventType type() {
            return EventType.SMTP_REPLY;
        }
    }

    /// A line of mail data sent with DATA, dot-unstuffed.
    ///
    /// Not raised for BDAT chunks, which are not lines.
    ///
    /// @param c the connection it was seen on
    /// @param isOrig whether the TCP originator sent it
    /// @param data the line without its line end
    record SmtpData(Connection c, boolean isOrig, Bytes data) implements SmtpEvent {
        @Override
        public EventType type() {
            return EventType.SMTP_DATA;
        }
    }

    /// Something that does not fit the protocol.
    ///
    /// @param c the connection it was seen on
    /// @param isOrig the side concerned
    /// @param msg what kind of thing
    /// @param detail more about it
    record SmtpUnexpected(Connection c, boolean isOrig, Bytes msg, Bytes detail)
            implements SmtpEvent {
        @Override
        public EventType type() {
            return EventType.SMTP_UNEXPECTED;
        }
    }

    /// STARTTLS or X-ANONYMOUSTLS was accepted: what follows is TLS.
    ///
    /// @param c the connection it was seen on
    record SmtpStarttls(Connection c) implements SmtpEvent {
        @Override
        public EventType type() {
            return EventType.SMTP_STARTTLS;
        }
    }
}
