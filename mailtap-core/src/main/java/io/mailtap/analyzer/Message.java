package io.mailtap.analyzer;

import io.mailtap.bytes.ByteSlice;

/// One mail in transfer, from the protocol that carries it to whoever understands its inside.
public interface Message {
    /// Takes the next line, or a piece of one.
    ///
    /// @param line without line end and without dot-stuffing, borrowed
    /// @param ended whether a line end followed on the wire
    void onLine(ByteSlice line, boolean ended);

    /// Takes note that octets are missing. Whole lines follow.
    ///
    /// @param length how many
    void onGap(long length);

    /// Ends the mail, complete or not. Nothing follows.
    void onEnd();
}
