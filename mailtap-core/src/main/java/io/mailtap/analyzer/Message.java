package io.mailtap.analyzer;

import io.mailtap.bytes.ByteSlice;

/// One mail in transfer, from the protocol that carries it to whoever understands its inside.
public interface Message {
    /// Takes the next line, or a piece of one.
    ///
    /// @param line without line end and without dot-stuffing, borrowed
    /// @param end what ended it on the wire
    void onLine(ByteSlice line, LineEnd end);

    /// Takes note that an LF followed the CR that ended the last line. Ignored after anything else.
    void onLineFeed();

    /// Takes note that octets are missing. Whole lines follow.
    ///
    /// @param length how many
    void onGap(long length);

    /// Takes note that the mail's end was not seen: the connection ended first, or the end is lost.
    /// Comes right before [#onEnd].
    void onCut();

    /// Ends the mail, complete or not. Nothing follows.
    void onEnd();
}
