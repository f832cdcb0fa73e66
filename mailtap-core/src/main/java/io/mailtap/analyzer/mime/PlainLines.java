package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;

/// Finds lines of a body that can be nothing but text of it, so that they may be taken at once.
final class PlainLines {
    /// Octets of the longest such line, its end aside. The rules for long ones differ with what
    /// carries the mail.
    static final int LONGEST = 1024;

    private PlainLines() {}

    /// {@return index behind the last plain line; `from` if the first is none}
    ///
    /// Plain lines end in CR LF, and do not begin with a dot, which may have been added in
    /// transfer.
    ///
    /// @param from index of the first octet of a line
    /// @param bounded whether lines that begin with two dashes may be boundaries
    /// @param searched whether lines that begin with `begin` may begin a file
    static int end(ByteSlice data, int from, boolean bounded, boolean searched) {
        int length = data.length();
        int at = from;
        while (at < length && mayBegin(data, at, bounded, searched)) {
            int end = data.indexOfLineEnd(at);
            boolean whole = end >= 0 && end + 1 < length && end - at <= LONGEST;
            if (!whole || data.at(end) != '\r' || data.at(end + 1) != '\n') {
                break;
            }
            at = end + 2;
        }
        return at;
    }

    private static boolean mayBegin(ByteSlice data, int at, boolean bounded, boolean searched) {
        return switch (data.at(at)) {
            case '.' -> false;
            case '-' -> !bounded || at + 1 < data.length() && data.at(at + 1) != '-';
            case 'b' -> !searched || at + 1 < data.length() && data.at(at + 1) != 'e';
            default -> true;
        };
    }
}
