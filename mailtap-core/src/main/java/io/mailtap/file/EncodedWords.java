package io.mailtap.file;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;

/// Decodes the encoded words of a text (RFC 2047), also where they may not stand, such as within
/// quotes.
final class EncodedWords {
    private final String text;
    private final OctetBuffer out = new OctetBuffer();

    // Octets of words that follow each other in one character set: a character may span them.
    private final OctetBuffer word = new OctetBuffer();
    private String charset = "";

    private EncodedWords(String text) {
        this.text = text;
    }

    /// {@return the text in UTF-8}
    ///
    /// @param text octets outside of encoded words stay as they are
    static Bytes decode(Bytes text) {
        String latin1 = text.latin1();
        return latin1.contains("=?") ? new EncodedWords(latin1).decode() : text;
    }

    private Bytes decode() {
        int at = 0;
        boolean afterWord = false;
        while (at < text.length()) {
            int start = text.indexOf("=?", at);
            int end = start < 0 ? -1 : word(start);
            if (end < 0) {
                // What begins like a word and is none is text.
                int stop = start < 0 ? text.length() : start + 2;
                literal(at, stop);
                at = stop;
                afterWord = false;
                continue;
            }
            if (!(afterWord && text.substring(at, start).isBlank())) {
                literal(at, start);
            }
            take(start, end);
            at = end;
            afterWord = true;
        }
        flush();
        return out.toBytes();
    }

    private void literal(int from, int to) {
        if (from < to) {
            flush();
            for (int i = from; i < to; i++) {
                out.append((byte) text.charAt(i));
            }
        }
    }

    /// The index after the word that begins at `start`, or -1 if there is none.
    private int word(int start) {
        int encoding = endOfToken(start + 2);
        if (encoding < 0 || encoding + 2 >= text.length() || text.charAt(encoding + 2) != '?') {
            return -1;
        }
        if ("BbQq".indexOf(text.charAt(encoding + 1)) < 0) {
            return -1;
        }
        int at = encoding + 3;
        while (at < text.length() && text.charAt(at) != '?') {
            at++;
        }
        return at + 1 < text.length() && text.charAt(at + 1) == '=' ? at + 2 : -1;
    }

    private int endOfToken(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) > ' ' && text.charAt(at) != '?') {
            at++;
        }
        return at < text.length() && at > from && text.charAt(at) == '?' ? at : -1;
    }

    private void take(int start, int end) {
        int mark = text.indexOf('?', start + 2);
        String name = text.substring(start + 2, mark);
        int language = name.indexOf('*');
        name = language < 0 ? name : name.substring(0, language);
        if (!name.equalsIgnoreCase(charset)) {
            flush();
            charset = name;
        }
        boolean base64 = Ascii.toUpper((byte) text.charAt(mark + 1)) == 'B';
        if (base64) {
            base64(mark + 3, end - 2);
        } else {
            quoted(mark + 3, end - 2);
        }
    }

    private void base64(int from, int to) {
        int bits = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            int value =
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                            .indexOf(text.charAt(i));
            if (value < 0) {
                continue;
            }
            bits = bits << 6 | value;
            count += 6;
            if (count >= 8) {
                count -= 8;
                word.append((byte) (bits >>> count));
            }
        }
    }

    private void quoted(int from, int to) {
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            int high = c == '=' && at + 2 < to ? Ascii.hexValue((byte) text.charAt(at + 1)) : -1;
            int low = high < 0 ? -1 : Ascii.hexValue((byte) text.charAt(at + 2));
            if (low >= 0) {
                word.append((byte) (high << 4 | low));
                at += 3;
            } else {
                word.append((byte) (c == '_' ? ' ' : c));
                at++;
            }
        }
    }

    private void flush() {
        if (!word.isEmpty()) {
            out.append(Charsets.toUtf8(word.toBytes(), charset).asSlice());
            word.clear();
        }
    }
}
