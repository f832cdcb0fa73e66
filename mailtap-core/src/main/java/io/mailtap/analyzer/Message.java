package io.mailtap.analyzer;

import io.mailtap.bytes.ByteSlice;

/// One mail in transfer, from the protocol that carries it to whoever understands its inside.
public interface Message {
    /// Takes the next line, or a piece of one.
    ///
    /// @param line without line end and without dot-stuffing, borrowed
    /// @param end what ended it on the wire
    void onLine(ByteSlice line, LineEnd end);

    /// Takes lines at once, as far as they are nothing to it but data: much faster than one by one.
    ///
    /// Only lines that end in CR LF are taken, of at most 1,024 octets, and none that begins with a
    /// dot.
    ///
    /// @param data holds lines, borrowed
    /// @param from index of the first octet of a line
    /// @return how many octets were taken, line ends included; 0 if the next line must come alone
    default int onLines(ByteSlice data, int from) {
        return 0;
    }

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
