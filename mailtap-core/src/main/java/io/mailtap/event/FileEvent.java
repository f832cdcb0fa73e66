package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import org.jspecify.annotations.Nullable;

/// The files that mails carry: the decoded content of each entity that holds data, and whole mails
/// if they were asked for.
///
/// A file begins with its first octet: one without any has no events.
public sealed interface FileEvent extends Event {
    /// {@return the connection it was seen on}
    Connection c();

    /// {@return the file}
    FileInfo f();

    /// A file begins; none of its octets has been counted.
    ///
    /// @param c the connection it was seen on
    /// @param f the file
    record FileNew(Connection c, FileInfo f) implements FileEvent {
        @Override
        public EventType type() {
            return EventType.FILE_NEW;
        }
    }

    /// It is seen on a connection, which mail files are on exactly one: right after `file_new`.
    ///
    /// @param f the file
    /// @param c the connection
    /// @param isOrig whether the originator sends it
    record FileOverNewConnection(FileInfo f, Connection c, boolean isOrig) implements FileEvent {
        @Override
        public EventType type() {
            return EventType.FILE_OVER_NEW_CONNECTION;
        }
    }

    /// Its type is known, or known not to be found: after 4096 octets, at its end, or at a gap.
    /// Once.
    ///
    /// @param c the connection it was seen on
    /// @param f the file
    /// @param mimeType the type, or null
    /// @param inferred whether the content told, rather than the protocol
    record FileSniff(Connection c, FileInfo f, @Nullable String mimeType, boolean inferred)
            implements FileEvent {
        @Override
        public EventType type() {
            return EventType.FILE_SNIFF;
        }
    }

    /// Octets are missing.
    ///
    /// @param c the connection it was seen on
    /// @param f the file
    /// @param offset octets of the file before them
    /// @param len how many, counted as they were on the wire
    record FileGap(Connection c, FileInfo f, long offset, long len) implements FileEvent {
        @Override
        public EventType type() {
            return EventType.FILE_GAP;
        }
    }

    /// A digest of the whole file. Not raised where octets are missing.
    ///
    /// @param c the connection it was seen on
    /// @param f the file
    /// @param kind which digest
    /// @param hash its octets
    record FileHash(Connection c, FileInfo f, HashKind kind, Bytes hash) implements FileEvent {
        @Override
        public EventType type() {
            return EventType.FILE_HASH;
        }
    }

    /// The file is over: its last event.
    ///
    /// @param c the connection it was seen on
    /// @param f the file
    record FileStateRemove(Connection c, FileInfo f) implements FileEvent {
        @Override
        public EventType type() {
            return EventType.FILE_STATE_REMOVE;
        }
    }
}
