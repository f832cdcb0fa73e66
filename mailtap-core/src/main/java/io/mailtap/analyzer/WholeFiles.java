package io.mailtap.analyzer;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Direction;

/// Takes files that a protocol carries in one piece, and whose type it tells.
@FunctionalInterface
public interface WholeFiles {
    /// Takes a file.
    ///
    /// @param context that of the analyzer which carries it
    /// @param source name of that analyzer
    /// @param from who sends it
    /// @param number which of the sender's files of that type it is, from 0; the same number may
    ///   come again
    /// @param mimeType its type
    /// @param octets all of it, borrowed
    void take(
            AnalyzerContext context,
            String source,
            Direction from,
            int number,
            String mimeType,
            ByteSlice octets);
}
