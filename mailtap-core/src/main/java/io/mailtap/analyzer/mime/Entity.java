package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.EventType;
import io.mailtap.event.MimeEvent.MimeBeginEntity;
import io.mailtap.event.MimeEvent.MimeEndEntity;
import io.mailtap.event.MimeEvent.MimeEntityData;
import org.jspecify.annotations.Nullable;

/// A mail, a part of one, or a mail within a mail: headers, then data or further entities.
final class Entity extends ContentFields {
    /// What an entity holds. Everything that is neither multipart nor message is read as data.
    enum Kind {
        DATA,
        MULTIPART,
        MESSAGE
    }

    private final @Nullable Entity parent;
    private final int depth;

    // Null once the header block has ended.
    private @Nullable HeaderBlock header;
    private @Nullable TransferDecoder decoder;
    private @Nullable InlineFiles inline;
    private @Nullable Entity child;
    private boolean ended;

    Entity(MimeMessage mail, @Nullable Entity parent) {
        super(mail, parent == null ? Encoding.OTHER : parent.encoding());
        this.parent = parent;
        depth = parent == null ? 0 : parent.depth + 1;
        if (mail.events().wants(EventType.MIME_BEGIN_ENTITY)) {
            mail.events().raise(new MimeBeginEntity(mail.c()));
        }
        if (mail.observer() != null) {
            mail.observer().onBegin();
        }
        header = new HeaderBlock(mail, this);
        mail.forgetEntity();
    }

    int depth() {
        return depth;
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isInHeader() {
        return header != null;
    }

    boolean isLeaf() {
        return kind() == Kind.DATA;
    }

    boolean isMultipart() {
        return kind() == Kind.MULTIPART;
    }

    @Nullable Entity child() {
        return child;
    }

    void onHeaderLine(ByteSlice line) {
        HeaderBlock block = header;
        if (block != null && !block.onLine(line)) {
            block.end();
            header = null;
            beginBody();
        }
    }

    private void beginBody() {
        switch (kind()) {
            case DATA -> {
                decoder = encoding().decoder(mail, isBounded());
                EntityObserver observer = mail.observer();
                if (observer != null && mayHoldFiles()) {
                    inline = new InlineFiles(observer, mail.bench().uuencode());
                }
            }
            case MESSAGE -> child = mail.childOf(this);
            case MULTIPART -> {}
        }
    }

    /// Whether a boundary ends it, so that the line end before is not its own: it is a part of a
    /// multipart, or a mail that is one.
    private boolean isBounded() {
        return parent != null
                && switch (parent.kind()) {
                    case MULTIPART -> true;
                    case MESSAGE -> parent.isBounded();
                    case DATA -> false;
                };
    }

    void onBodyLine(ByteSlice line, boolean lineEnd) {
        if (decoder != null) {
            decoder.onLine(line, lineEnd);
            mail.flush();
        }
        if (inline != null && decoder != null && decoder.leavesLines()) {
            inline.onLine(line);
        }
    }

    /// Takes lines at once, as far as they are nothing but data.
    ///
    /// @param bounded whether a multipart around it is open
    /// @return how many octets were taken, line ends included
    int onLines(ByteSlice data, int from, boolean bounded) {
        if (decoder == null || inline != null && !inline.isInText()) {
            return 0;
        }
        int count = decoder.onLines(data, from, bounded, inline != null);
        if (count > 0) {
            mail.flush();
        }
        return count;
    }

    void onGap() {
        if (header != null) {
            header.onGap();
        }
        if (decoder != null) {
            decoder.onGap();
        }
    }

    /// Whether a line that begins with two dashes is a boundary of this entity, and acts on it if
    /// it is.
    boolean isBoundary(ByteSlice line) {
        Bytes boundary = boundary();
        if (kind() != Kind.MULTIPART || boundary == null) {
            return false;
        }
        int length = boundary.length();
        if (line.length() < 2 + length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (line.at(2 + i) != boundary.at(i)) {
                return false;
            }
        }
        endChild();
        int after = 2 + length;
        boolean closing =
                line.length() >= after + 2 && line.at(after) == '-' && line.at(after + 1) == '-';
        if (closing) {
            end();
        } else {
            child = mail.childOf(this);
        }
        return true;
    }

    private void endChild() {
        if (child != null) {
            child.end();
            child = null;
        }
    }

    /// Ends the entity and all within it.
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (header != null) {
            header.end();
            header = null;
            mail.illegalFormat(Problems.NO_BODY);
        } else {
            if (child != null && kind() == Kind.MULTIPART && !child.ended) {
                mail.illegalFormat(Problems.NO_CLOSING);
            }
            endChild();
            if (inline != null) {
                inline.onEnd();
            }
            if (decoder != null) {
                decoder.onEnd();
                mail.flush();
            }
            mail.flush();
        }
        if (mail.events().wants(EventType.MIME_ENTITY_DATA)) {
            Bytes data = isLeaf() ? mail.entity() : Bytes.EMPTY;
            mail.events().raise(new MimeEntityData(mail.c(), data.length(), data));
        }
        if (mail.events().wants(EventType.MIME_END_ENTITY)) {
            mail.events().raise(new MimeEndEntity(mail.c()));
        }
        if (mail.observer() != null) {
            mail.observer().onEnd();
        }
    }
}
