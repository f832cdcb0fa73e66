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
            int end = sign + 1;
            while (end < text.length() && !isClosing(text.at(end))) {
                end++;
            }
            boolean address =
                    sign > local && sign < text.length() && text.at(sign) == '@' && end > sign + 1;
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
        int at = 0;
        while (at < text.length()) {
            int afterQuote = afterQuoted(text, at);
            int quotedEnd = afterQuote > at ? mailboxEnd(text, afterQuote) : -1;
            int end = Math.max(quotedEnd, mailboxEnd(text, at));
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
    private static int mailboxEnd(ByteSlice text, int from) {
        int comma = text.indexOf((byte) ',', from);
        int end = comma < 0 ? text.length() : comma;
        int sign = from < end ? text.slice(0, end).indexOf((byte) '@', from + 1) : -1;
        return sign > from && sign + 1 < end ? end : -1;
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
