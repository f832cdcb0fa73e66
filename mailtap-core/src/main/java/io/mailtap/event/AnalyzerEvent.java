package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;

/// How sure the analyzers are of their protocols.
public sealed interface AnalyzerEvent extends Event {
    /// {@return the connection}
    Connection c();

    /// An analyzer is now sure that the connection speaks its protocol. Once per analyzer and
    /// connection.
    ///
    /// @param c the connection
    /// @param atype the analyzer's name: `SMTP`, `POP3`
    record AnalyzerConfirmation(Connection c, String atype) implements AnalyzerEvent {
        @Override
        public EventType type() {
            return EventType.ANALYZER_CONFIRMATION;
        }
    }

    /// An analyzer saw what its protocol cannot be.
    ///
    /// @param c the connection
    /// @param atype the analyzer's name
    /// @param reason what was wrong
    /// @param data the octets concerned, empty if none
    record AnalyzerViolation(Connection c, String atype, String reason, Bytes data)
            implements AnalyzerEvent {
        @Override
        public EventType type() {
            return EventType.ANALYZER_VIOLATION;
        }
    }

    /// An analyzer was taken off because of a violation, and its protocol's name off the
    /// connection's services. Zeek's `analyzer_failed`.
    ///
    /// @param c the connection
    /// @param atype the analyzer's name
    /// @param reason what was wrong
    /// @param data the octets concerned, empty if none
    record AnalyzerFailed(Connection c, String atype, String reason, Bytes data)
            implements AnalyzerEvent {
        @Override
        public EventType type() {
            return EventType.ANALYZER_FAILED;
        }
    }

    /// A signature with an `event` has matched.
    ///
    /// @param c the connection
    /// @param sigId the signature's name
    /// @param isOrig whether the originator's octets matched
    /// @param payloadSize octets of the first piece of that direction, as it was cut
    /// @param msg the message that stands in the signature
    /// @param data the octets of that direction until the match, as far as they are kept
    record SignatureMatch(
            Connection c, String sigId, boolean isOrig, long payloadSize, Bytes msg, Bytes data)
            implements AnalyzerEvent {
        @Override
        public EventType type() {
            return EventType.SIGNATURE_MATCH;
        }
    }

    /// The engine itself failed on a connection, whose analysis has ended; the rest goes on. A bug
    /// of ours: report it.
    ///
    /// @param c the connection
    /// @param reason the failure, with the place in the code
    record AnalyzerFailure(Connection c, String reason) implements AnalyzerEvent {
        @Override
        public EventType type() {
            return EventType.ANALYZER_FAILURE;
        }
    }
}
