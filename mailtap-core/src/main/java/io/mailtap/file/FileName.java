package io.mailtap.file;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/// What an entity's header calls its content: `filename` of Content-Disposition, or else `name` of
/// Content-Type, decoded (RFC 2183, RFC 2231, RFC 2047), or else what uuencode calls it.
final class FileName {
    /// Octets of a field that are looked at.
    static final int LONGEST_FIELD = 16 * 1024;

    private @Nullable ParameterValue disposition;
    private @Nullable ParameterValue type;
    private @Nullable ParameterValue own;

    /// Takes a header field. Answers whether all of it was looked at.
    boolean onField(ByteSlice name, ByteSlice value) {
        if (name.equalsIgnoreCase("Content-Disposition")) {
            disposition = find(value, "filename", disposition);
        } else if (name.equalsIgnoreCase("Content-Type")) {
            type = find(value, "name", type);
        } else {
            return true;
        }
        return value.length() <= LONGEST_FIELD;
    }

    /// Takes the name that the content gives itself, which counts if the header has none.
    void onContent(ByteSlice name) {
        Bytes text = name.slice(0, Math.min(name.length(), LONGEST_FIELD)).toBytes();
        own = new ParameterValue(text, text);
    }

    /// Forgets all names: the entity holds others, and no data.
    void forget() {
        disposition = null;
        type = null;
        own = null;
    }

    private static @Nullable ParameterValue find(
            ByteSlice value, String parameter, @Nullable ParameterValue before) {
        if (value.indexOf((byte) ';', 0) < 0) {
            return before;
        }
        ByteSlice read = value.length() <= LONGEST_FIELD ? value : value.slice(0, LONGEST_FIELD);
        ParameterValue found = Parameters.find(read, parameter);
        return found == null ? before : found;
    }

    private @Nullable ParameterValue best() {
        if (disposition != null) {
            return disposition;
        }
        return type != null ? type : own;
    }

    /// {@return the name in UTF-8, or null if there is none}
    @Nullable Bytes decoded() {
        ParameterValue best = best();
        return best == null ? null : best.decoded();
    }

    /// {@return the parameter's value as it was sent, or null}
    @Nullable Bytes raw() {
        ParameterValue best = best();
        return best == null ? null : best.raw();
    }
}
