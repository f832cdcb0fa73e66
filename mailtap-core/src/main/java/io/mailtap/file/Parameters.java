package io.mailtap.file;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds a parameter of a structured field, as leniently as mail clients do: without quotes a value
/// goes on to the next semicolon, a quote that is not closed to the end, and within quotes a
/// backslash is one unless a quote or another follows it.
final class Parameters {
    /// Pieces that a value may come in (RFC 2231, 3).
    static final int MOST_PIECES = 1000;

    /// A value, or one of its pieces.
    private record Piece(Bytes raw, Bytes value, boolean isExtended) {}

    private final ByteSlice text;
    private final String wanted;
    private @Nullable TreeMap<Integer, Piece> pieces;
    private @Nullable Piece plain;
    private @Nullable Piece extended;
    private int at;

    private Parameters(ByteSlice text, String wanted) {
        this.text = text;
        this.wanted = wanted;
    }

    /// {@return the value of a parameter, decoded, or null if there is none}
    ///
    /// @param text the field's value
    /// @param wanted the parameter's name in lower case
    static @Nullable ParameterValue find(ByteSlice text, String wanted) {
        Parameters parameters = new Parameters(text, wanted);
        parameters.read();
        return parameters.result();
    }

    private void read() {
        skipTo(';');
        while (at < text.length()) {
            at++;
            skipBlanks();
            int from = at;
            while (at < text.length() && text.at(at) != '=' && text.at(at) != ';') {
                at++;
            }
            if (at < text.length() && text.at(at) == '=') {
                int end = at;
                at++;
                skipBlanks();
                onParameter(from, end);
            }
        }
    }

    private void skipTo(char wantedOctet) {
        while (at < text.length() && text.at(at) != wantedOctet) {
            at++;
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Ascii.isSpace(text.at(at))) {
            at++;
        }
    }

    /// Takes a parameter, whose value is next.
    ///
    /// @param nameFrom index of the first octet of its name
    /// @param nameEnd index behind the last, which may be a blank
    private void onParameter(int nameFrom, int nameEnd) {
        int from = at;
        boolean quoted = at < text.length() && text.at(at) == '"';
        int begin = nameFrom;
        while (begin < nameEnd && Character.isWhitespace(text.u8(begin))) {
            begin++;
        }
        boolean isWanted =
                nameEnd - begin >= wanted.length() && text.startsWithIgnoreCase(begin, wanted);
        if (!isWanted) {
            skipValue(quoted);
            return;
        }
        Bytes value = quoted ? quoted() : bare();
        Bytes raw = text.slice(from, quoted ? at : from + value.length()).toBytes();
        if (quoted) {
            skipTo(';');
        }
        String rest = text.slice(begin + wanted.length(), nameEnd).toString().stripTrailing();
        boolean isExtended = rest.endsWith("*");
        Piece piece = new Piece(raw, value, isExtended);
        if (rest.isEmpty()) {
            plain = plain == null ? piece : plain;
        } else if (rest.equals("*")) {
            extended = extended == null ? piece : extended;
        } else if (rest.startsWith("*")) {
            int number = number(rest.substring(1, rest.length() - (isExtended ? 1 : 0)));
            if (number >= 0) {
                pieces = pieces == null ? new TreeMap<>() : pieces;
                pieces.putIfAbsent(number, piece);
            }
        }
    }

    private void skipValue(boolean quoted) {
        if (!quoted) {
            skipTo(';');
            return;
        }
        at++;
        while (at < text.length()) {
            byte octet = text.at(at++);
            if (octet == '"') {
                return;
            }
            if (octet == '\\' && isQuotable()) {
                at++;
            }
        }
    }

    private boolean isQuotable() {
        return at < text.length() && (text.at(at) == '"' || text.at(at) == '\\');
    }

    private static int number(String digits) {
        boolean fine = !digits.isEmpty() && digits.length() <= 4;
        for (int i = 0; i < digits.length(); i++) {
            fine &= Ascii.isDigit((byte) digits.charAt(i)) && digits.charAt(i) < 128;
        }
        int number = fine ? Integer.parseInt(digits) : -1;
        return number < MOST_PIECES ? number : -1;
    }

    private Bytes bare() {
        int from = at;
        skipTo(';');
        int end = at;
        while (end > from && Ascii.isSpace(text.at(end - 1))) {
            end--;
        }
        return text.slice(from, end).toBytes();
    }

    private Bytes quoted() {
        OctetBuffer content = new OctetBuffer();
        at++;
        while (at < text.length()) {
            byte octet = text.at(at++);
            if (octet == '"') {
                return content.toBytes();
            }
            if (octet == '\\' && isQuotable()) {
                octet = text.at(at++);
            }
            content.append(octet);
        }
        return content.toBytes();
    }

    private @Nullable ParameterValue result() {
        if (extended != null) {
            return new ParameterValue(extended.raw(), new ExtendedValue(extended.value()).decode());
        }
        if (pieces != null && pieces.containsKey(0)) {
            return joined(pieces);
        }
        return plain == null
                ? null
                : new ParameterValue(plain.raw(), EncodedWords.decode(plain.value()));
    }

    private static ParameterValue joined(TreeMap<Integer, Piece> pieces) {
        OctetBuffer raw = new OctetBuffer();
        ExtendedValue value = null;
        OctetBuffer words = new OctetBuffer();
        int next = 0;
        for (var entry : pieces.entrySet()) {
            if (entry.getKey() != next++) {
                break;
            }
            Piece piece = entry.getValue();
            raw.append(piece.raw().asSlice());
            if (next == 1 && piece.isExtended()) {
                value = new ExtendedValue(piece.value());
            } else if (value != null) {
                value.append(piece.value(), piece.isExtended());
            } else {
                words.append(piece.value().asSlice());
            }
        }
        Bytes decoded = value != null ? value.decode() : EncodedWords.decode(words.toBytes());
        return new ParameterValue(raw.toBytes(), decoded);
    }
}
