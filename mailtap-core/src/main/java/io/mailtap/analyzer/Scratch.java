package io.mailtap.analyzer;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;
import java.util.ArrayDeque;

/// Windows and buffers that the analyzers of one engine use in turn.
///
/// A million connections may be open, but an engine looks at one at a time: what is needed only
/// while it does need not be there for each of them. A window is its user's until a call to
/// somebody who may point it elsewhere.
public final class Scratch {
    /// Buffers kept for the next who needs one.
    private static final int MOST_KEPT = 64;

    private final ByteSlice line = new ByteSlice();
    private final ByteSlice word = new ByteSlice();
    private final ByteSlice rest = new ByteSlice();
    private final ArrayDeque<OctetBuffer> buffers = new ArrayDeque<>();
    private final RepeatedTexts texts = new RepeatedTexts();

    /// For an engine.
    public Scratch() {}

    /// {@return the window onto the line, or the piece, that is being delivered}
    public ByteSlice line() {
        return line;
    }

    /// {@return the window onto a line's first word}
    public ByteSlice word() {
        return word;
    }

    /// {@return the window onto what follows the first word}
    public ByteSlice rest() {
        return rest;
    }

    /// {@return an owned copy of a text that others are likely to have said, too: the same object
    /// for the same octets, as a rule}
    ///
    /// @param text borrowed
    public Bytes repeated(ByteSlice text) {
        return texts.copyOf(text);
    }

    /// {@return an empty buffer, the caller's until given back}
    OctetBuffer takeBuffer() {
        OctetBuffer kept = buffers.poll();
        return kept == null ? new OctetBuffer() : kept;
    }

    /// Takes a buffer back that is no longer needed.
    void giveBack(OctetBuffer buffer) {
        if (buffers.size() < MOST_KEPT) {
            buffer.clear();
            buffers.push(buffer);
        }
    }
}
