package io.mailtap.log;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row as a JSON object with flat keys, as Zeek's JSON logs have it. Unset columns are left out.
final class JsonRow extends Row {
    private final RowBuffer out;

    // As they are written: quoted, with the colon.
    private final String[] keys;
    private int column;
    private boolean first = true;

    JsonRow(RowBuffer out, List<Column> columns) {
        this.out = out;
        keys = columns.stream().map(each -> '"' + each.name() + "\":").toArray(String[]::new);
    }

    private RowBuffer next() {
        out.put(first ? '{' : ',').ascii(keys[column++]);
        first = false;
        return out;
    }

    @Override
    void expect(int octets) {
        out.expect(octets);
    }

    @Override
    Row unset() {
        column++;
        return this;
    }

    @Override
    Row time(long nanos) {
        next().shortSeconds(nanos);
        return this;
    }

    @Override
    Row interval(long nanos) {
        next().shortSeconds(nanos);
        return this;
    }

    @Override
    Row count(long number) {
        next().decimal(number);
        return this;
    }

    @Override
    Row bool(boolean value) {
        next().ascii(value ? "true" : "false");
        return this;
    }

    @Override
    Row name(@Nullable String text) {
        if (text == null) {
            return unset();
        }
        next().put('"').ascii(text).put('"');
        return this;
    }

    @Override
    Row octets(@Nullable Bytes value) {
        if (value == null) {
            return unset();
        }
        next();
        quoted(value.asSlice());
        return this;
    }

    @Override
    Row reply(int code, Bytes text) {
        int from = next().put('"').length();
        out.decimal(code).put(' ').octets(text, 0, text.length());
        if (!out.isPlain(from, '"')) {
            out.truncate(from);
            escaped(Bytes.of(code + " ").concat(text).asSlice());
        }
        out.put('"');
        return this;
    }

    @Override
    Row hex(@Nullable Bytes value) {
        if (value == null) {
            return unset();
        }
        next().put('"').hex(value).put('"');
        return this;
    }

    @Override
    Row address(@Nullable IpAddress value) {
        if (value == null) {
            return unset();
        }
        next().put('"').address(value).put('"');
        return this;
    }

    @Override
    Row octetSet(@Nullable List<Bytes> values) {
        if (values == null) {
            return unset();
        }
        next().put('[');
        for (int i = 0; i < values.size(); i++) {
            comma(i);
            quoted(values.get(i).asSlice());
        }
        out.put(']');
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
        next().put('[');
        for (int i = 0; i < values.size(); i++) {
            comma(i);
            quoted(Bytes.of(values.get(i)).asSlice());
        }
        out.put(']');
        return this;
    }

    @Override
    Row addresses(@Nullable List<IpAddress> values) {
        if (values == null) {
            return unset();
        }
        next().put('[');
        for (int i = 0; i < values.size(); i++) {
            comma(i);
            out.put('"').address(values.get(i)).put('"');
        }
        out.put(']');
        return this;
    }

    @Override
    void end() {
        if (first) {
            out.put('{');
        }
        out.put('}').put('\n');
        first = true;
        column = 0;
    }

    /// A string with one octet that cannot be shown has all such octets written as `\xNN`.
    private void quoted(ByteSlice text) {
        int from = out.put('"').length();
        out.octets(text, 0, text.length());
        if (!out.isPlain(from, '"')) {
            out.truncate(from);
            escaped(text);
        }
        out.put('"');
    }

    private void escaped(ByteSlice text) {
        boolean legal = isLegal(text);
        for (int i = 0; i < text.length(); i++) {
            int octet = text.u8(i);
            if (isPlainControl(octet) || octet == '"' || octet == '\\') {
                escape(octet);
            } else if (octet >= 0x20 && octet < 0x7f || legal) {
                out.put(octet);
            } else {
                out.put('\\').hexEscape(octet);
            }
        }
    }

    private void escape(int octet) {
        out.put('\\');
        switch (octet) {
            case '\b' -> out.put('b');
            case '\f' -> out.put('f');
            case '\n' -> out.put('n');
            case '\r' -> out.put('r');
            case '\t' -> out.put('t');
            default -> out.put(octet);
        }
    }

    private static boolean isPlainControl(int octet) {
        return switch (octet) {
            case '\b', '\f', '\n', '\r', '\t' -> true;
            default -> false;
        };
    }

    private static boolean isLegal(ByteSlice text) {
        int at = 0;
        while (at < text.length()) {
            int length = Utf8.lengthAt(text, at);
            boolean shown =
                    length > 0
                            && (isPlainControl(text.u8(at))
                                    || Utf8.isShown(Utf8.codePointAt(text, at, length)));
            if (!shown) {
                return false;
            }
            at += length;
        }
        return true;
    }
}
