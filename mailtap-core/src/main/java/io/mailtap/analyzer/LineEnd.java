package io.mailtap.analyzer;

/// What ended a line on the wire, as far as is known when the line is delivered.
public enum LineEnd {
    /// Nothing: a piece of a line, or the last one of a stream.
    NONE,
    /// A CR. Whether an LF belongs to it is not known yet: it is told afterwards, in a call of its
    /// own.
    CR,
    /// An LF alone.
    LF,
    /// CR and LF.
    CR_LF;

    /// {@return whether there was an end at all}
    public boolean isEnd() {
        return this != NONE;
    }
}
