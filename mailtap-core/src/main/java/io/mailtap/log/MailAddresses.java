package io.mailtap.log;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;
import java.util.ArrayList;
import java.util.List;

/// Finds mail addresses in commands and header fields by the rules of Zeek's `email.zeek`.
final class MailAddresses {
    /// Longer values are not searched.
    static final int LONGEST = 10_000;

    private MailAddresses() {}

    /// {@return the addresses in the argument of MAIL or RCPT, without brackets}
    static List<Bytes> inEnvelope(Bytes argument) {
        List<Bytes> found = new ArrayList<>(1);
        ByteSlice text = argument.asSlice();
        if (text.length() > LONGEST) {
            return found;
        }
        int at = 0;
        while (at < text.length()) {
            int local = isOpening(text.at(at)) ? at + 1 : at;
            int sign = local;
            while (sign < text.length() && isLocal(text.at(sign))) {
                sign++;
            }
            boolean hasSign = sign > local && sign < text.length() && text.at(sign) == '@';
            int end = sign + 1;
            while (hasSign && end < text.length() && !isClosing(text.at(end))) {
                end++;
            }
            boolean address = hasSign && end > sign + 1;
            if (address) {
                found.add(bare(text, at, Math.min(end + 1, text.length())));
                at = end + 1;
            } else {
                at = Math.max(sign, at + 1);
            }
        }
        return found;
    }

    private static boolean isOpening(byte octet) {
        return octet == '<' || octet == ',' || octet == ':' || Ascii.isBlank(octet);
    }

    private static boolean isLocal(byte octet) {
        return !isOpening(octet) && octet != '@';
    }

    private static boolean isClosing(byte octet) {
        return octet == '>' || octet == ',' || octet == ';' || Ascii.isBlank(octet);
    }

    private static Bytes bare(ByteSlice text, int from, int to) {
        OctetBuffer address = new OctetBuffer();
        for (int i = from; i < to; i++) {
            byte octet = text.at(i);
            if (!Ascii.isBlank(octet) && "<>,:;".indexOf(octet) < 0) {
                address.append(octet);
            }
        }
        return address.toBytes();
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
                found.add(stripped(text, at, end));
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

    private static Bytes stripped(ByteSlice text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Ascii.isSpace(text.at(start))) {
            start++;
        }
        while (end > start && Ascii.isSpace(text.at(end - 1))) {
            end--;
        }
        return text.slice(start, end).toBytes();
    }
}
