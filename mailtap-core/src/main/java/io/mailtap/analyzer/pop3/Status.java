package io.mailtap.analyzer.pop3;

import io.mailtap.bytes.ByteSlice;

/// The status word of a response (RFC 1939, section 3), case and sign forgiven as in Zeek.
enum Status {
    OK,
    ERR,
    NONE;

    static Status of(ByteSlice word) {
        boolean signed = !word.isEmpty() && (word.at(0) == '+' || word.at(0) == '-');
        int from = signed ? 1 : 0;
        if (word.length() - from == 2 && word.slice(from, word.length()).equalsIgnoreCase("OK")) {
            return OK;
        }
        if (word.length() - from == 3 && word.slice(from, word.length()).equalsIgnoreCase("ERR")) {
            return ERR;
        }
        return NONE;
    }
}
