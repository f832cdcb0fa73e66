package io.mailtap.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// Owned, immutable octets: what Zeek calls a `string`.
///
/// Mail is octets long before it is text, so events carry octets and handlers choose how to read
/// them.
public final class Bytes implements Comparable<Bytes> {
    /// No octets.
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    /// {@return a copy of part of `source`}
    ///
    /// @param source stays the caller's
    /// @param offset index of the first octet
    /// @param length in octets
    public static Bytes copyOf(byte[] source, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(source, offset, offset + length));
    }

    /// {@return a copy of `source`}
    ///
    /// @param source stays the caller's
    public static Bytes copyOf(byte[] source) {
        return copyOf(source, 0, source.length);
    }

    /// {@return the octets of `text` in UTF-8}
    ///
    /// @param text any text
    public static Bytes of(String text) {
        return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// {@return the octets of `text`, a character each; those beyond U+00FF become `?`}
    ///
    /// @param text octets as [#latin1()] gives them
    public static Bytes ofLatin1(String text) {
        return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// {@return the number of octets}
    public int length() {
        return octets.length;
    }

    /// {@return whether there are no octets}
    public boolean isEmpty() {
        return octets.length == 0;
    }

    /// {@return the octet at `index`, signed}
    ///
    /// @param index 0 to length - 1
    public byte at(int index) {
        return octets[index];
    }

    /// {@return the octets `[from, to)`}
    ///
    /// @param from first index
    /// @param to index after the last
    /// @throws IndexOutOfBoundsException if they are not all within
    public Bytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, octets.length);
        return copyOf(octets, from, to - from);
    }

    /// {@return these octets with those of `other` behind them}
    ///
    /// @param other the octets that follow
    public Bytes concat(Bytes other) {
        byte[] joined = Arrays.copyOf(octets, octets.length + other.octets.length);
        System.arraycopy(other.octets, 0, joined, octets.length, other.octets.length);
        return new Bytes(joined);
    }

    /// {@return these octets read as ASCII; octets above 127 become U+FFFD}
    public String ascii() {
        return new String(octets, StandardCharsets.US_ASCII);
    }

    /// {@return these octets read as Latin-1, one character an octet, which loses nothing}
    public String latin1() {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /// {@return these octets read as UTF-8; what is not UTF-8 becomes U+FFFD}
    public String utf8() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /// {@return these octets in lower-case hexadecimal digits}
    public String hex() {
        return HexFormat.of().formatHex(octets);
    }

    /// {@return a copy of these octets}
    public byte[] toArray() {
        return octets.clone();
    }

    /// {@return a window onto these octets, valid as long as this object}
    public ByteSlice asSlice() {
        return ByteSlice.of(octets);
    }

    /// {@return whether these octets are `text`, ASCII letters compared without case}
    ///
    /// @param text in ASCII
    public boolean equalsIgnoreCase(String text) {
        return asSlice().equalsIgnoreCase(text);
    }

    boolean contentEquals(byte[] array, int offset, int length) {
        return Arrays.equals(octets, 0, octets.length, array, offset, offset + length);
    }

    /// Copies octets out.
    ///
    /// @param from index of the first octet copied
    /// @param target receives them
    /// @param at index of the first in `target`
    /// @param count in octets
    public void copyTo(int from, byte[] target, int at, int count) {
        System.arraycopy(octets, from, target, at, count);
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof Bytes that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /// Orders by unsigned octets, shorter first where one begins the other.
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(octets, other.octets);
    }

    /// {@return these octets as Latin-1 text, for messages to people}
    @Override
    public String toString() {
        return latin1();
    }
}
