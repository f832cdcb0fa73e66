package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import java.util.List;

/// What the mails carried by SMTP and POP3 contain (RFC 5322, 2045 to 2047).
///
/// A mail is a tree of entities. Each begins, shows its headers, and holds data or further
/// entities, and ends; the events of an inner entity come between the headers and the end of the
/// outer one.
public sealed interface MimeEvent extends Event {
    /// {@return the connection it was seen on}
    Connection c();

    /// An entity begins: a mail, a part of a multipart, or an attached mail.
    ///
    /// @param c the connection it was seen on
    record MimeBeginEntity(Connection c) implements MimeEvent {
        @Override
        public EventType type() {
            return EventType.MIME_BEGIN_ENTITY;
        }
    }

    /// A header field of the current entity.
    ///
    /// @param c the connection it was seen on
    /// @param h the field
    record MimeOneHeader(Connection c, MimeHeader h) implements MimeEvent {
        @Override
        public EventType type() {
            return EventType.MIME_ONE_HEADER;
        }
    }

    /// The header block of the current entity is complete.
    ///
    /// @param c the connection it was seen on
    /// @param hlist its fields in order of appearance, unmodifiable
    record MimeAllHeaders(Connection c, List<MimeHeader> hlist) implements MimeEvent {
        @Override
        public EventType type() {
            return EventType.MIME_ALL_HEADERS;
        }
    }

    /// A piece of decoded data of the current entity, usually one line of the body.
    ///
    /// @param c the connection it was seen on
    /// @param length of `data`
    /// @param data decoded octets
    record MimeSegmentData(Connection c, long length, Bytes data) implements MimeEvent {
        @Override
        public EventType type() {
            return EventType.MIME_SEGMENT_DATA;
        }
    }

    /// All decoded data of the current entity, which is about to end.
    ///
    /// @param c the connection it was seen on
    /// @param length of `data`
    /// @param data decoded octets, without those of inner entities; cut at the engine's limit
    record MimeEntityData(Connection c, long length, Bytes data) implements MimeEvent {
        @Override
        public EventType type() {
            return EventType.MIME_ENTITY_DATA;
        }
    }

    /// The current entity ends.
    ///
    /// @param c the connection it was seen on
    record MimeEndEntity(Connection c) implements MimeEvent {
        @Override
        public EventType type() {
            return EventType.MIME_END_ENTITY;
        }
    }

    /// All decoded data of a mail, after its last entity.
    ///
    /// @param c the connection it was seen on
    /// @param length of `data`
    /// @param data that of all entities in order; cut at the engine's limit
    record MimeAllData(Connection c, long length, Bytes data) implements MimeEvent {
        @Override
        public EventType type() {
            return EventType.MIME_ALL_DATA;
        }
    }

    /// The MD5 of all decoded data of a mail: the last event of the mail.
    ///
    /// @param c the connection it was seen on
    /// @param contentLen octets hashed
    /// @param hashValue 16 octets
    record MimeContentHash(Connection c, long contentLen, Bytes hashValue) implements MimeEvent {
        @Override
        public EventType type() {
            return EventType.MIME_CONTENT_HASH;
        }
    }

    /// Something is wrong with the mail's structure or encoding: Zeek's `mime_event`.
    ///
    /// @param c the connection it was seen on
    /// @param eventType `illegal format` or `illegal encoding`
    /// @param detail what is wrong
    record MimeProblem(Connection c, Bytes eventType, Bytes detail) implements MimeEvent {
        @Override
        public EventType type() {
            return EventType.MIME_EVENT;
        }
    }
}
