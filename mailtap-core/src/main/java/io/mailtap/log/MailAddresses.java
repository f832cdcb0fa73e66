package io.mailtap.log;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/// Finds mail addresses in commands and header fields by the rules of Zeek's `email.zeek`.
final class MailAddresses {
    /// Longer values are not searched.
    static final int LONGEST = 10_000;

    // What an octet may be to an address: a bit for each.
    private static final int OPENING = 1;
    private static final int CLOSING = 2;
    private static final int SIGN = 4;
    private static final int AROUND = 8;
    private static final byte[] KINDS = kinds();

    private MailAddresses() {}

    /// {@return the addresses in the argument of MAIL or RCPT, without brackets}
    static List<Bytes> inEnvelope(Bytes argument) {
        List<Bytes> found = new ArrayList<>(1);
        int length = argument.length();
        if (length > LONGEST) {
            return found;
        }
        int at = 0;
        while (at < length) {
            int local = is(OPENING, argument.at(at)) ? at + 1 : at;
            int sign = local;
            while (sign < length && !is(OPENING | SIGN, argument.at(sign))) {
                sign++;
            }
            boolean hasSign = sign > local && sign < length && argument.at(sign) == '@';
            int end = sign + 1;
            while (hasSign && end < length && !is(CLOSING, argument.at(end))) {
                end++;
            }
            boolean address = hasSign && end > sign + 1;
            if (address) {
                found.add(bare(argument, at, Math.min(end + 1, length)));
                at = end + 1;
            } else {
                at = Math.max(sign, at + 1);
            }
        }
        return found;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        mark(kinds, OPENING, "<,: \t");
        mark(kinds, CLOSING, ">,; \t");
        mark(kinds, SIGN, "@");
        mark(kinds, AROUND, "<>,:; \t");
        return kinds;
    }

    private static void mark(byte[] kinds, int kind, String octets) {
        for (char octet : octets.toCharArray()) {
            kinds[octet] |= (byte) kind;
        }
    }

    private static boolean is(int kind, byte octet) {
        return (KINDS[octet & 0xff] & kind) != 0;
    }

    /// What is left of `[from, to)` without what may stand around an address, or in it.
    private static Bytes bare(Bytes text, int from, int to) {
        int start = from;
        while (start < to && is(AROUND, text.at(start))) {
            start++;
        }
        int end = start;
        while (end < to && !is(AROUND, text.at(end))) {
            end++;
        }
        int rest = end;
        while (rest < to && is(AROUND, text.at(rest))) {
            rest++;
        }
        return rest == to ? text.slice(start, end) : without(AROUND, text, start, to);
    }

    private static Bytes without(int kind, Bytes text, int from, int to) {
        byte[] left = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (!is(kind, text.at(i))) {
                left[length++] = text.at(i);
            }
        }
        return Bytes.copyOf(left, 0, length);
    }

    /// {@return the mailboxes in a To or Cc field, with display names}
    static List<Bytes> inField(Bytes value) {
        List<Bytes> found = new ArrayList<>(1);
        ByteSlice text = value.asSlice();
        if (text.length() > LONGEST) {
            return found;
        }
        Finder commas = new Finder(text, (byte) ',');
        Finder signs = new Finder(text, (byte) '@');
        int at = 0;
        while (at < text.length()) {
            int bareEnd = mailboxEnd(at, commas, signs);
            int afterQuote = afterQuoted(text, at);
            int quotedEnd = afterQuote > at ? mailboxEnd(afterQuote, commas, signs) : -1;
            int end = Math.max(quotedEnd, bareEnd);
            if (end > at) {
                found.add(stripped(value, at, end));
                at = end;
            } else {
                at = nextCandidate(text, at);
            }
        }
        return found;
    }

    private static int afterQuoted(ByteSlice text, int at) {
        if (text.at(at) != '"') {
            return at;
        }
        int close = text.indexOf((byte) '"', at + 1);
        return close < 0 ? at : close + 1;
    }

    /// Where a mailbox that begins at `from` ends, or -1 if none does.
    private static int mailboxEnd(int from, Finder commas, Finder signs) {
        int end = commas.next(from);
        int sign = signs.next(from + 1);
        return sign + 1 < end ? end : -1;
    }

    /// Finds an octet from many places, in time that grows with the text and not with its square.
    private static final class Finder {
        private final ByteSlice text;
        private final byte wanted;
        private int from;
        private int found = -1;

        Finder(ByteSlice text, byte wanted) {
            this.text = text;
            this.wanted = wanted;
        }

        /// Index of the next one at or behind `start`, the length of the text if there is none.
        int next(int start) {
            if (start < from || start > found) {
                from = start;
                int index = start < text.length() ? text.indexOf(wanted, start) : -1;
                found = index < 0 ? text.length() : index;
            }
            return found;
        }
    }

    private static int nextCandidate(ByteSlice text, int at) {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.at(i) == '"' || text.at(i - 1) == ',') {
                return i;
            }
        }
        return text.length();
    }

    private static Bytes stripped(Bytes text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Ascii.isSpace(text.at(start))) {
            start++;
        }
        while (end > start && Ascii.isSpace(text.at(end - 1))) {
            end--;
        }
        return text.slice(start, end);
    }
}
