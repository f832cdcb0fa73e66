package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.OctetBuffer;
import java.util.ArrayDeque;

/// What the mails of an engine use in turns: nothing of a mail is left on it when a call returns.
/// So a mail in transfer holds no buffer for its data, however many there are. What a header block
/// needs to the end of the block is lent.
///
/// Belongs to one engine, hence to one thread.
final class Workbench {
    /// Octets of data that are handed on at once, at least.
    private static final int CHUNK_OCTETS = 16 * 1024;

    /// Buffers for header fields that are kept at most.
    private static final int MOST_KEPT = 256;

    private final byte[] chunk;
    private final ArrayDeque<OctetBuffer> fields = new ArrayDeque<>();
    private final ByteSlice field = new ByteSlice();
    private final ByteSlice name = new ByteSlice();
    private final ByteSlice value = new ByteSlice();
    private final Lexer lexer = new Lexer();
    private final Uuencode uuencode = new Uuencode();
    private final ByteSlice window = new ByteSlice();
    private final Base64Block base64 = new Base64Block();
    private final QuotedLines quoted = new QuotedLines();

    Workbench(MimeLimits limits) {
        chunk = new byte[Math.max(CHUNK_OCTETS, limits.segmentOctets())];
    }

    /// Decoded data on its way.
    byte[] chunk() {
        return chunk;
    }

    /// Points at data on its way.
    ByteSlice window() {
        return window;
    }

    Base64Block base64() {
        return base64;
    }

    QuotedLines quoted() {
        return quoted;
    }

    /// Reads a header field.
    Lexer lexer() {
        return lexer;
    }

    Uuencode uuencode() {
        return uuencode;
    }

    /// Points at a header field.
    ByteSlice field() {
        return field;
    }

    /// Points at a header field's name.
    ByteSlice name() {
        return name;
    }

    /// Points at a header field's value.
    ByteSlice value() {
        return value;
    }

    /// {@return an empty buffer for header fields, to be given back}
    OctetBuffer takeField() {
        OctetBuffer idle = fields.poll();
        return idle == null ? new OctetBuffer() : idle;
    }

    /// Takes back a buffer, with whatever is in it.
    void giveBack(OctetBuffer buffer) {
        buffer.clear();
        if (fields.size() < MOST_KEPT) {
            fields.push(buffer);
        }
    }
}
