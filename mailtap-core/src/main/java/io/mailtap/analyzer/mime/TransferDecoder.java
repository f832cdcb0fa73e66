package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;

/// Undoes a transfer encoding, line by line, into the mail's [BodySink].
sealed interface TransferDecoder
        permits IdentityDecoder, QuotedPrintableDecoder, Base64Decoder, UuDecoder {
    /// Takes a line of the body.
    ///
    /// @param line borrowed
    /// @param lineEnd whether a line end followed on the wire
    void onLine(ByteSlice line, boolean lineEnd);

    /// Takes lines at once, as far as none of them can be anything but data, or has anything wrong.
    /// To be called only if the mail's [BodySink#takesRuns()].
    ///
    /// @param data holds lines, borrowed
    /// @param from index of the first octet of a line
    /// @param bounded whether lines that begin with two dashes may be boundaries
    /// @param searched whether files are looked for in the text
    /// @return how many octets were taken, line ends included
    default int onLines(ByteSlice data, int from, boolean bounded, boolean searched) {
        return 0;
    }

    /// {@return whether lines come out as they went in}
    default boolean leavesLines() {
        return false;
    }

    /// Takes note that octets are missing before the next line.
    void onGap();

    /// Ends the body.
    void onEnd();
}
