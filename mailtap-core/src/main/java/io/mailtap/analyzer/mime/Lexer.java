package io.mailtap.analyzer.mime;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;
import org.jspecify.annotations.Nullable;

/// Reads the pieces that structured fields are made of (RFC 822, 3.3; RFC 2045, 5.1), leniently, as
/// Zeek does.
final class Lexer {
    // A bit for each octet below 128 that stands in a token: printable, and none of RFC 2045's
    // tspecials.
    private static final long[] IN_TOKEN = new long[2];

    static {
        for (int octet = '!'; octet < 127; octet++) {
            if ("()<>@,;:\\\"/[]?=".indexOf(octet) < 0) {
                IN_TOKEN[octet >> 6] |= 1L << octet;
            }
        }
    }

    private final ByteSlice token = new ByteSlice();
    private ByteSlice text = new ByteSlice();
    private int at;

    /// Begins to read a text.
    ///
    /// @param borrowed stays as it is until it has been read
    /// @return this
    Lexer on(ByteSlice borrowed) {
        text = borrowed;
        at = 0;
        return this;
    }

    int at() {
        return at;
    }

    void moveTo(int index) {
        at = index;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /// Steps over `wanted` if it is next.
    boolean take(char wanted) {
        if (!atEnd() && text.at(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    void skipBlanks() {
        while (!atEnd() && Ascii.isBlank(text.at(at))) {
            at++;
        }
    }

    /// Steps over blanks and comments; a comment that is not closed takes all the rest.
    void skipBlanksAndComments() {
        while (!atEnd()) {
            if (Ascii.isBlank(text.at(at))) {
                at++;
            } else if (text.at(at) == '(') {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        int open = 0;
        while (!atEnd()) {
            byte octet = text.at(at++);
            if (octet == '\\') {
                at = Math.min(at + 1, text.length());
            } else if (octet == '(') {
                open++;
            } else if (octet == ')' && --open == 0) {
                return;
            }
        }
    }

    /// The next token, stepping over whatever precedes it, or null if there is none. Borrowed: good
    /// until the next is asked for.
    @Nullable ByteSlice token() {
        while (!atEnd() && !isToken(text.at(at))) {
            if (text.at(at) == '(') {
                skipComment();
            } else {
                at++;
            }
        }
        int from = at;
        while (!atEnd() && isToken(text.at(at))) {
            at++;
        }
        return at == from ? null : token.pointAt(text, from, at - from);
    }

    private static boolean isToken(byte octet) {
        return octet >= 0 && (IN_TOKEN[octet >> 6] >>> octet & 1) != 0;
    }

    /// The content of the quoted string that is next, or null if it is not closed.
    @Nullable Bytes quoted() {
        OctetBuffer content = new OctetBuffer();
        at++;
        while (!atEnd()) {
            byte octet = text.at(at++);
            if (octet == '"') {
                return content.toBytes();
            }
            if (octet == '\\') {
                if (atEnd()) {
                    return null;
                }
                octet = text.at(at++);
            }
            content.append(octet);
        }
        return null;
    }

    /// Whether a quoted string is next.
    boolean isAtQuote() {
        return !atEnd() && text.at(at) == '"';
    }

    /// A boundary without quotes: the next run of printable octets other than quotes and
    /// semicolons.
    @Nullable Bytes bareBoundary() {
        while (!atEnd() && !isBoundary(text.at(at))) {
            at++;
        }
        int from = at;
        while (!atEnd() && isBoundary(text.at(at))) {
            at++;
        }
        return at == from ? null : text.slice(from, at).toBytes();
    }

    private static boolean isBoundary(byte octet) {
        return octet > 32 && octet < 127 && octet != '"' && octet != ';';
    }
}
