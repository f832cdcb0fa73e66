package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/// What Content-Type and Content-Transfer-Encoding say of an entity (RFC 2045, sections 5 and 6).
/// One object with the [Entity].
abstract sealed class ContentFields permits Entity {
    /// The mail that it is of.
    final MimeMessage mail;

    private Entity.Kind kind = Entity.Kind.DATA;
    private Encoding encoding;
    private boolean text = true;
    private @Nullable Bytes boundary;

    /// @param inherited the encoding of the parent, which holds unless the entity has its own
    ContentFields(MimeMessage mail, Encoding inherited) {
        this.mail = mail;
        encoding = inherited;
    }

    final Entity.Kind kind() {
        return kind;
    }

    final Encoding encoding() {
        return encoding;
    }

    /// Whether files may be found in the lines of its text.
    final boolean mayHoldFiles() {
        return encoding == Encoding.UUENCODE || text && encoding == Encoding.OTHER;
    }

    final @Nullable Bytes boundary() {
        return boundary;
    }

    final void onField(ByteSlice name, ByteSlice value) {
        if (name.equalsIgnoreCase("Content-Type")) {
            onType(value);
        } else if (name.equalsIgnoreCase("Content-Transfer-Encoding")) {
            onEncoding(value);
        }
    }

    private void onType(ByteSlice value) {
        Lexer lexer = mail.bench().lexer().on(value);
        ByteSlice type = lexer.token();
        boolean isText = type != null && type.equalsIgnoreCase("TEXT");
        boolean isMultipart = type != null && type.equalsIgnoreCase("MULTIPART");
        boolean isMessage = type != null && type.equalsIgnoreCase("MESSAGE");
        lexer.skipBlanksAndComments();
        ByteSlice subtype = type != null && lexer.take('/') ? lexer.token() : null;
        if (subtype == null) {
            mail.illegalFormat(Problems.NO_TYPE);
            return;
        }
        text = isText;
        kind =
                isMultipart
                        ? Entity.Kind.MULTIPART
                        : isMessage && isMail(subtype) ? Entity.Kind.MESSAGE : Entity.Kind.DATA;
        if (kind != Entity.Kind.DATA) {
            onParameters(lexer, kind == Entity.Kind.MULTIPART);
        }
        if (kind == Entity.Kind.MULTIPART && boundary == null) {
            mail.illegalFormat(Problems.NO_BOUNDARY);
            kind = Entity.Kind.DATA;
        }
    }

    /// Whether a subtype of `message` holds a whole mail: others, such as delivery-status, have a
    /// text of their own (RFC 2046, 5.2; RFC 3464).
    private static boolean isMail(ByteSlice subtype) {
        return subtype.equalsIgnoreCase("RFC822")
                || subtype.equalsIgnoreCase("GLOBAL")
                || subtype.equalsIgnoreCase("NEWS");
    }

    private void onEncoding(ByteSlice value) {
        Lexer lexer = mail.bench().lexer().on(value);
        ByteSlice name = lexer.token();
        if (name == null) {
            mail.illegalFormat(Problems.NO_ENCODING);
            return;
        }
        encoding = Encoding.named(name);
        if (kind != Entity.Kind.DATA) {
            onParameters(lexer, false);
        }
    }

    private void onParameters(Lexer lexer, boolean wantsBoundary) {
        while (true) {
            lexer.skipBlanksAndComments();
            if (!lexer.take(';')) {
                return;
            }
            ByteSlice attribute = lexer.token();
            if (attribute == null) {
                mail.illegalFormat(Problems.NO_ATTRIBUTE);
                return;
            }
            lexer.skipBlanksAndComments();
            if (!lexer.take('=')) {
                mail.illegalFormat(Problems.NO_EQUALS);
            } else if (wantsBoundary && attribute.equalsIgnoreCase("boundary")) {
                onBoundary(lexer);
            } else {
                skipValue(lexer);
            }
        }
    }

    private void onBoundary(Lexer lexer) {
        Bytes found = lexer.isAtQuote() ? lexer.quoted() : lexer.bareBoundary();
        if (found == null) {
            mail.illegalFormat(Problems.BAD_BOUNDARY);
        } else {
            boundary = found;
        }
    }

    private void skipValue(Lexer lexer) {
        lexer.skipBlanksAndComments();
        boolean found = lexer.isAtQuote() ? lexer.quoted() != null : lexer.token() != null;
        if (!found) {
            mail.illegalFormat(Problems.NO_VALUE);
        }
    }
}
