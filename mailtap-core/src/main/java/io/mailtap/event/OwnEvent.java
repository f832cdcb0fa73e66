package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;

/// What mailtap tells beyond Zeek's events, because its logs want to know it without asking for
/// each line of every mail.
public sealed interface OwnEvent extends Event {
    /// {@return the connection it was seen on}
    Connection c();

    /// A line of the response to CAPA (RFC 2449).
    ///
    /// @param c the connection it was seen on
    /// @param isOrig always false
    /// @param capability the line, dot-unstuffed, without its line end
    record Pop3Capability(Connection c, boolean isOrig, Bytes capability) implements OwnEvent {
        @Override
        public EventType type() {
            return EventType.POP3_CAPABILITY;
        }
    }

    /// A POP3 response of many lines is over: its end was seen, or will not be.
    ///
    /// @param c the connection it was seen on
    /// @param isOrig always false
    /// @param command the command that it answers, in capitals; `(UNKNOWN)` if that was not seen
    /// @param octets of its lines as far as they were seen, dot-unstuffed, line ends counted as two
    /// @param complete whether its end was seen and nothing is missing
    record Pop3ResponseEnd(
            Connection c, boolean isOrig, Bytes command, long octets, boolean complete)
            implements OwnEvent {
        @Override
        public EventType type() {
            return EventType.POP3_RESPONSE_END;
        }
    }
}
