package io.mailtap.log;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.net.IpAddress;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of Zeek's tab-separated format.
final class TsvRow implements Row {
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
    public Row unset() {
        next().put('-');
        return this;
    }

    @Override
    public Row time(long nanos) {
        next().seconds(nanos);
        return this;
    }

    @Override
    public Row interval(long nanos) {
        next().seconds(nanos);
        return this;
    }

    @Override
    public Row count(long number) {
        next().decimal(number);
        return this;
    }

    @Override
    public Row bool(boolean value) {
        next().put(value ? 'T' : 'F');
        return this;
    }

    @Override
    public Row name(@Nullable String text) {
        if (text == null) {
            return unset();
        }
        next().ascii(text.isEmpty() ? EMPTY : text);
        return this;
    }

    @Override
    public Row octets(@Nullable Bytes value) {
        if (value == null) {
            return unset();
        }
        next();
        escaped(value, false);
        return this;
    }

    @Override
    public Row address(@Nullable IpAddress value) {
        return name(value == null ? null : value.toString());
    }

    @Override
    public Row octetSet(@Nullable Collection<Bytes> values) {
        if (values == null) {
            return unset();
        }
        next();
        if (values.isEmpty()) {
            out.ascii(EMPTY);
        }
        for (Iterator<Bytes> each = values.iterator(); each.hasNext(); ) {
            escaped(each.next(), true);
            if (each.hasNext()) {
                out.put(',');
            }
        }
        return this;
    }

    @Override
    public Row nameSet(@Nullable Collection<String> values) {
        return name(values == null ? null : String.join(",", values));
    }

    @Override
    public Row addresses(@Nullable Collection<IpAddress> values) {
        if (values == null || values.isEmpty()) {
            return nameSet(values == null ? null : List.of());
        }
        next();
        String comma = "";
        for (IpAddress each : values) {
            out.ascii(comma).ascii(each.toString());
            comma = ",";
        }
        return this;
    }

    @Override
    public void end() {
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
        ByteSlice text = value.asSlice();
        if (isPlain(text, inSet) && text.length() > EMPTY.length()) {
            out.octets(text, 0, text.length());
            return;
        }
        int at = 0;
        if (text.contentEquals("-") || text.contentEquals(EMPTY)) {
            out.hexEscape(text.at(0));
            at = 1;
        }
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

    /// Whether a text is printable ASCII without escapes, as most are.
    private static boolean isPlain(ByteSlice text, boolean inSet) {
        for (int i = 0; i < text.length(); i++) {
            byte octet = text.at(i);
            if (octet < 0x20 || octet == 0x7f || octet == '\\' || inSet && octet == ',') {
                return false;
            }
        }
        return true;
    }

    private static boolean isEscape(byte octet, boolean inSet) {
        return octet == '\\' || octet == '\t' || inSet && octet == ',';
    }

    /// Text between escapes is shown as it is only if all of it is legal.
    private void segment(ByteSlice text, int from, int to) {
        if (isLegal(text.slice(from, to))) {
            out.octets(text, from, to - from);
            return;
        }
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
