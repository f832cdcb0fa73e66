package io.mailtap.log;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of Zeek's tab-separated format.
final class TsvRow extends Row {
    private static final String EMPTY = "(empty)";

    private final RowBuffer out;
    private int start;
    private boolean first = true;

    TsvRow(RowBuffer out) {
        this.out = out;
    }

    private RowBuffer next() {
        if (first) {
            first = false;
            start = out.length();
        } else {
            out.put('\t');
        }
        return out;
    }

    @Override
    void expect(int octets) {
        out.expect(octets);
    }

    @Override
    Row unset() {
        next().put('-');
        return this;
    }

    @Override
    Row time(long nanos) {
        next().seconds(nanos);
        return this;
    }

    @Override
    Row interval(long nanos) {
        next().seconds(nanos);
        return this;
    }

    @Override
    Row count(long number) {
        next().decimal(number);
        return this;
    }

    @Override
    Row bool(boolean value) {
        next().put(value ? 'T' : 'F');
        return this;
    }

    @Override
    Row name(@Nullable String text) {
        if (text == null) {
            return unset();
        }
        next().ascii(text.isEmpty() ? EMPTY : text);
        return this;
    }

    @Override
    Row octets(@Nullable Bytes value) {
        if (value == null) {
            return unset();
        }
        next();
        escaped(value, false);
        return this;
    }

    @Override
    Row octets(Bytes head, Bytes tail) {
        int from = next().length();
        out.octets(head, 0, head.length()).octets(tail, 0, tail.length());
        if (!out.isPlain(from, '\\')) {
            out.truncate(from);
            escaped(head.concat(tail), false);
        }
        return this;
    }

    @Override
    Row reply(int code, Bytes text) {
        int from = next().length();
        out.decimal(code).put(' ').octets(text, 0, text.length());
        if (!out.isPlain(from, '\\')) {
            out.truncate(from);
            escaped(Bytes.of(code + " ").concat(text), false);
        }
        return this;
    }

    @Override
    Row hex(@Nullable Bytes value) {
        if (value == null) {
            return unset();
        }
        next().hex(value);
        return this;
    }

    @Override
    Row address(@Nullable IpAddress value) {
        if (value == null) {
            return unset();
        }
        next().address(value);
        return this;
    }

    @Override
    Row octetSet(@Nullable List<Bytes> values) {
        if (values == null) {
            return unset();
        }
        next();
        if (values.isEmpty()) {
            out.ascii(EMPTY);
        }
        for (int i = 0; i < values.size(); i++) {
            comma(i);
            escaped(values.get(i), true);
        }
        return this;
    }

    private void comma(int index) {
        if (index > 0) {
            out.put(',');
        }
    }

    @Override
    Row nameSet(@Nullable List<String> values) {
        if (values == null) {
            return unset();
        }
        int from = next().length();
        for (int i = 0; i < values.size(); i++) {
            comma(i);
            out.ascii(values.get(i));
        }
        if (out.length() == from) {
            out.ascii(EMPTY);
        }
        return this;
    }

    @Override
    Row addresses(@Nullable List<IpAddress> values) {
        if (values == null) {
            return unset();
        }
        next();
        if (values.isEmpty()) {
            out.ascii(EMPTY);
        }
        for (int i = 0; i < values.size(); i++) {
            comma(i);
            out.address(values.get(i));
        }
        return this;
    }

    @Override
    void end() {
        if (out.at(start) == '#') {
            byte[] rest = new byte[out.length() - start - 1];
            for (int i = 0; i < rest.length; i++) {
                rest[i] = out.at(start + 1 + i);
            }
            out.truncate(start);
            out.hexEscape('#').octets(ByteSlice.of(rest), 0, rest.length);
        }
        out.put('\n');
        first = true;
    }

    private void escaped(Bytes value, boolean inSet) {
        if (value.isEmpty()) {
            out.ascii(EMPTY);
            return;
        }
        int at = 0;
        if (value.length() == 1 || value.length() == EMPTY.length()) {
            at = lookalike(value);
        }
        int from = out.length();
        out.octets(value, at, value.length() - at);
        int plainEnd = out.plainEnd(from, inSet ? ',' : '\\');
        if (plainEnd < out.length()) {
            int start = isEscape(out.at(plainEnd), inSet) ? plainEnd : from;
            out.truncate(start);
            segments(value.asSlice(), at + start - from, inSet);
        }
    }

    /// Writes the first octet of a text that would be taken for none. Answers how many it wrote.
    private int lookalike(Bytes value) {
        ByteSlice text = value.asSlice();
        if (text.contentEquals("-") || text.contentEquals(EMPTY)) {
            out.hexEscape(text.at(0));
            return 1;
        }
        return 0;
    }

    private void segments(ByteSlice text, int from, boolean inSet) {
        int at = from;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !isEscape(text.at(end), inSet)) {
                end++;
            }
            segment(text, at, end);
            if (end < text.length()) {
                byte octet = text.at(end);
                if (octet == '\\') {
                    out.put('\\').put('\\');
                } else {
                    out.hexEscape(octet);
                }
                end++;
            }
            at = end;
        }
    }

    private static boolean isEscape(byte octet, boolean inSet) {
        return octet == '\\' || octet == '\t' || inSet && octet == ',';
    }

    /// Text between escapes is shown as it is only if all of it is legal.
    private void segment(ByteSlice text, int from, int to) {
        int start = out.length();
        out.octets(text, from, to - from);
        if (out.isPlain(start, '\\') || isLegal(text.slice(from, to))) {
            return;
        }
        out.truncate(start);
        for (int i = from; i < to; i++) {
            int octet = text.u8(i);
            if (octet >= 0x20 && octet < 0x7f) {
                out.put(octet);
            } else {
                out.hexEscape(octet);
            }
        }
    }

    private static boolean isLegal(ByteSlice text) {
        int at = 0;
        while (at < text.length()) {
            int length = Utf8.lengthAt(text, at);
            if (length == 0 || !Utf8.isShown(Utf8.codePointAt(text, at, length))) {
                return false;
            }
            at += length;
        }
        return true;
    }
}
