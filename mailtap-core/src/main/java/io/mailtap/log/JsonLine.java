package io.mailtap.log;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.SignatureAndHashAlgorithm;
import java.util.List;
import java.util.function.Consumer;

/// The fields of a JSON object that stands on one line.
///
/// Octets are UTF-8 text in which `\xNN` stands for an octet that is not valid UTF-8, and a
/// backslash before an `x` is written `\x5c`, so that every value can be turned back into its
/// octets.
final class JsonLine {
    private final RowBuffer line;

    // Whether no field of the object has been written yet.
    private boolean first;

    /// Writes fields behind those that `line` has.
    JsonLine(RowBuffer line) {
        this.line = line;
    }

    JsonLine key(String name) {
        line.ascii(first ? "\"" : ",\"").ascii(name).put('"').put(':');
        first = false;
        return this;
    }

    /// Begins an object, whose fields follow.
    JsonLine object() {
        line.put('{');
        first = true;
        return this;
    }

    /// Ends an object.
    JsonLine end() {
        line.put('}');
        first = false;
        return this;
    }

    /// Writes an array.
    ///
    /// @param each writes a value of it
    <T> JsonLine list(String name, List<T> values, Consumer<T> each) {
        key(name);
        line.put('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                line.put(',');
            }
            each.accept(values.get(i));
        }
        line.put(']');
        return this;
    }

    JsonLine counts(String name, List<Integer> values) {
        return list(name, values, (Integer each) -> line.decimal(each));
    }

    JsonLine octetList(String name, List<Bytes> values) {
        return list(name, values, (Bytes each) -> quoted(each.asSlice()));
    }

    JsonLine time(String name, long nanos) {
        key(name);
        line.seconds(nanos);
        return this;
    }

    JsonLine pair(String name, SignatureAndHashAlgorithm value) {
        key(name).pair(value);
        return this;
    }

    void pair(SignatureAndHashAlgorithm value) {
        object().count("HashAlgorithm", value.hashAlgorithm())
                .count("SignatureAlgorithm", value.signatureAlgorithm())
                .end();
    }

    /// Writes a text of ours as a value.
    void value(String text) {
        line.put('"').ascii(text).put('"');
    }

    JsonLine bool(String name, boolean value) {
        key(name);
        line.ascii(value ? "true" : "false");
        return this;
    }

    JsonLine count(String name, long value) {
        key(name);
        line.decimal(value);
        return this;
    }

    JsonLine text(String name, String value) {
        return octets(name, Bytes.of(value));
    }

    JsonLine octets(String name, Bytes value) {
        key(name);
        quoted(value.asSlice());
        return this;
    }

    void quoted(ByteSlice text) {
        int from = line.put('"').length();
        line.octets(text, 0, text.length());
        if (!line.isPlain(from, '"')) {
            line.truncate(from);
            escaped(text);
        }
        line.put('"');
    }

    private void escaped(ByteSlice text) {
        int at = 0;
        while (at < text.length()) {
            int length = Utf8.lengthAt(text, at);
            if (length > 1) {
                line.octets(text, at, length);
            } else if (length == 0) {
                line.put('\\').hexEscape(text.u8(at));
            } else {
                ascii(text, at);
            }
            at += Math.max(length, 1);
        }
    }

    private void ascii(ByteSlice text, int at) {
        int octet = text.u8(at);
        switch (octet) {
            case '"' -> line.put('\\').put('"');
            case '\\' -> {
                boolean ambiguous = at + 1 < text.length() && text.at(at + 1) == 'x';
                if (ambiguous) {
                    line.put('\\').hexEscape('\\');
                } else {
                    line.put('\\').put('\\');
                }
            }
            case '\n' -> line.put('\\').put('n');
            case '\r' -> line.put('\\').put('r');
            case '\t' -> line.put('\\').put('t');
            default -> {
                if (octet < 0x20 || octet == 0x7f) {
                    line.ascii("\\u00")
                            .ascii(octet < 0x10 ? "0" : "")
                            .ascii(Integer.toHexString(octet));
                } else {
                    line.put(octet);
                }
            }
        }
    }
}
