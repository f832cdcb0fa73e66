package io.mailtap.file;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;

/// Tells JSON by the beginning of its first object or array.
final class JsonText {
    private final ByteSlice head;
    private int at;

    JsonText(ByteSlice head) {
        this.head = head;
    }

    void offer(Sniffer sniffer) {
        at = head.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
        boolean fits = take('{') ? isMember() : take('[') && isElement();
        if (fits) {
            sniffer.offer("text/json", 1);
        }
    }

    private boolean isMember() {
        return (takeString() || takeWord()) && take(':') && beginsValue();
    }

    private boolean beginsValue() {
        return take('"') || take('[') || take('{') || takeScalar();
    }

    private boolean isElement() {
        return take('{') || take('[') || (takeString() || takeScalar()) && take(',');
    }

    private boolean take(char wanted) {
        while (at < head.length() && Ascii.isSpace(head.at(at))) {
            at++;
        }
        if (at < head.length() && head.at(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private boolean takeString() {
        if (!take('"')) {
            return false;
        }
        int from = at;
        int end = head.indexOf((byte) '"', at);
        at = end < 0 ? head.length() : end + 1;
        return end > from;
    }

    private boolean takeWord() {
        int from = at;
        while (at < head.length() && isWord(head.at(at))) {
            at++;
        }
        return at > from && !Ascii.isDigit(head.at(from));
    }

    private static boolean isWord(byte octet) {
        byte upper = Ascii.toUpper(octet);
        return upper >= 'A' && upper <= 'Z' || Ascii.isDigit(octet) || octet == '_';
    }

    private boolean takeScalar() {
        for (String word : new String[] {"true", "false"}) {
            if (at + word.length() <= head.length()
                    && head.slice(at, at + word.length()).contentEquals(word)) {
                at += word.length();
                return true;
            }
        }
        int from = at;
        while (at < head.length() && (Ascii.isDigit(head.at(at)) || head.at(at) == '.')) {
            at++;
        }
        return at > from;
    }
}
