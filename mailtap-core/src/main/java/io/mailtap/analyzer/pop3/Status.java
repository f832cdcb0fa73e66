package io.mailtap.analyzer.pop3;

import io.mailtap.bytes.ByteSlice;

/// The status word of a response (RFC 1939, section 3), case and sign forgiven as in Zeek.
enum Status {
    OK,
    ERR,
    NONE;

    static Status of(ByteSlice word) {
        if (word.isEmpty()) {
            return NONE;
        }
        int from = word.at(0) == '+' || word.at(0) == '-' ? 1 : 0;
        return switch (word.length() - from) {
            case 2 -> is(word, from, 'O') && is(word, from + 1, 'K') ? OK : NONE;
            case 3 ->
                    is(word, from, 'E') && is(word, from + 1, 'R') && is(word, from + 2, 'R')
                            ? ERR
                            : NONE;
            default -> NONE;
        };
    }

    private static boolean is(ByteSlice word, int at, char capital) {
        return (word.at(at) & 0xdf) == capital;
    }
}
