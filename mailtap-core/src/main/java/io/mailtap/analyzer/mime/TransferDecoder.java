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

    /// {@return whether lines come out as they went in}
    default boolean leavesLines() {
        return false;
    }

    /// Takes note that octets are missing before the next line.
    void onGap();

    /// Ends the body.
    void onEnd();
}
