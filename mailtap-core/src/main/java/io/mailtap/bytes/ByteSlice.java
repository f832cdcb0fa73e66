package io.mailtap.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A borrowed window onto octets.
///
/// The window can be pointed at other octets, which is how the engine passes millions of lines
/// without allocating: a slice handed to a method is valid until that method returns. Who wants to
/// keep the octets takes [#toBytes()]. Every access is checked against the window; multi-octet
/// reads are big-endian (network order) unless the name ends in `Le`.
public final class ByteSlice {
    private static final VarHandle SHORT_BE =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_BE =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_BE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_LE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] NOTHING = new byte[0];
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    // 0 <= offset, 0 <= length, offset + length <= array.length
    private byte[] array = NOTHING;
    private int offset;
    private int length;

    /// Creates an empty window, to be pointed somewhere later.
    public ByteSlice() {}

    /// {@return a window onto the whole of `octets`, which are not copied}
    ///
    /// @param octets stay the caller's
    public static ByteSlice of(byte[] octets) {
        return new ByteSlice().pointAt(octets, 0, octets.length);
    }

    /// {@return a window onto a part of `octets`, which are not copied}
    ///
    /// @param octets stay the caller's
    /// @param offset index of the first octet
    /// @param length in octets
    public static ByteSlice of(byte[] octets, int offset, int length) {
        return new ByteSlice().pointAt(octets, offset, length);
    }

    /// {@return a window onto a fresh copy of `text` as Latin-1}
    ///
    /// @param text characters up to U+00FF
    public static ByteSlice of(String text) {
        return of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Points this window at other octets.
    ///
    /// @param octets stay the caller's
    /// @param from index of the first octet
    /// @param count in octets
    /// @return this window
    public ByteSlice pointAt(byte[] octets, int from, int count) {
        Objects.checkFromIndexSize(from, count, octets.length);
        array = octets;
        offset = from;
        length = count;
        return this;
    }

    /// Points this window at a part of another one.
    ///
    /// @param source the other window; may be this one
    /// @param from index of the first octet in `source`
    /// @param count in octets
    /// @return this window
    public ByteSlice pointAt(ByteSlice source, int from, int count) {
        Objects.checkFromIndexSize(from, count, source.length);
        array = source.array;
        offset = source.offset + from;
        length = count;
        return this;
    }

    /// Points this window at nothing.
    ///
    /// @return this window
    public ByteSlice clear() {
        array = NOTHING;
        offset = 0;
        length = 0;
        return this;
    }

    /// {@return the number of octets}
    public int length() {
        return length;
    }

    /// {@return whether there are no octets}
    public boolean isEmpty() {
        return length == 0;
    }

    /// {@return the octet at `index`, signed}
    ///
    /// @param index 0 to length - 1
    public byte at(int index) {
        return array[offset + Objects.checkIndex(index, length)];
    }

    /// {@return the octet at `index`, 0 to 255}
    ///
    /// @param index 0 to length - 1
    public int u8(int index) {
        return at(index) & 0xff;
    }

    /// {@return the 16-bit number at `index`, 0 to 65535}
    ///
    /// @param index of its first octet
    public int u16(int index) {
        return (short) SHORT_BE.get(array, at(index, 2)) & 0xffff;
    }

    /// {@return the 32-bit number at `index` as it is, which may be negative}
    ///
    /// @param index of its first octet
    public int i32(int index) {
        return (int) INT_BE.get(array, at(index, 4));
    }

    /// {@return the 32-bit number at `index`, never negative}
    ///
    /// @param index of its first octet
    public long u32(int index) {
        return i32(index) & 0xffff_ffffL;
    }

    /// {@return the 64-bit number at `index` as it is}
    ///
    /// @param index of its first octet
    public long i64(int index) {
        return (long) LONG_BE.get(array, at(index, 8));
    }

    /// {@return the little-endian 16-bit number at `index`, 0 to 65535}
    ///
    /// @param index of its first octet
    public int u16Le(int index) {
        return Short.reverseBytes((short) u16(index)) & 0xffff;
    }

    /// {@return the little-endian 32-bit number at `index`, never negative}
    ///
    /// @param index of its first octet
    public long u32Le(int index) {
        return Integer.reverseBytes(i32(index)) & 0xffff_ffffL;
    }

    private int at(int index, int count) {
        return offset + Objects.checkFromIndexSize(index, count, length);
    }

    /// {@return a new window onto `[from, to)` of this one}
    ///
    /// @param from first index
    /// @param to index after the last
    public ByteSlice slice(int from, int to) {
        return new ByteSlice().pointAt(this, from, to - from);
    }

    /// {@return the index of the first `wanted` at or after `from`, or -1}
    ///
    /// @param wanted the octet looked for
    /// @param from 0 to length
    public int indexOf(byte wanted, int from) {
        Objects.checkFromToIndex(from, length, length);
        byte[] octets = array;
        int end = offset + length;
        int i = offset + from;
        long pattern = ONES * (wanted & 0xff);
        for (; i + 8 <= end; i += 8) {
            long hits = zeroOctets((long) LONG_LE.get(octets, i) ^ pattern);
            if (hits != 0) {
                return i - offset + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; i < end; i++) {
            if (octets[i] == wanted) {
                return i - offset;
            }
        }
        return -1;
    }

    /// {@return the index of the first CR or LF at or after `from`, or -1}
    ///
    /// Eight octets at a time, as lines are most of what mail is made of: a word without octets up
    /// to CR, which is nearly every one, takes one test. A word may reach beyond the window, but
    /// not beyond the octets that the window is on: what it finds there does not count.
    ///
    /// @param from 0 to length
    public int indexOfLineEnd(int from) {
        Objects.checkFromToIndex(from, length, length);
        byte[] octets = array;
        int end = offset + length;
        int words = Math.min(end, octets.length - 7);
        int i = offset + from;
        for (; i < words; i += 8) {
            long eight = (long) LONG_LE.get(octets, i);
            if ((eight - ONES * ('\r' + 1) & ~eight & HIGHS) != 0) {
                long hits = zeroOctets(eight ^ ONES * '\r') | zeroOctets(eight ^ ONES * '\n');
                if (hits != 0) {
                    int at = i + (Long.numberOfTrailingZeros(hits) >>> 3);
                    return at < end ? at - offset : -1;
                }
            }
        }
        for (; i < end; i++) {
            if (octets[i] == '\r' || octets[i] == '\n') {
                return i - offset;
            }
        }
        return -1;
    }

    // The lowest mark is exact; higher ones may be false, which is why only the lowest is used.
    private static long zeroOctets(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    /// {@return whether these octets are `text` in ASCII}
    ///
    /// @param text in ASCII
    public boolean contentEquals(String text) {
        return length == text.length() && startsWith(text);
    }

    /// {@return whether these octets are the same as those of `other`}
    ///
    /// @param other another window
    public boolean contentEquals(ByteSlice other) {
        return java.util.Arrays.equals(
                array,
                offset,
                offset + length,
                other.array,
                other.offset,
                other.offset + other.length);
    }

    /// {@return whether these octets are the same as `other`}
    ///
    /// @param other owned octets
    public boolean contentEquals(Bytes other) {
        return other.contentEquals(array, offset, length);
    }

    /// {@return whether these octets begin with `text` in ASCII}
    ///
    /// @param text in ASCII
    public boolean startsWith(String text) {
        if (length < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (array[offset + i] != (byte) text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// {@return whether these octets are `text`, ASCII letters compared without case}
    ///
    /// @param text in ASCII
    public boolean equalsIgnoreCase(String text) {
        return length == text.length() && startsWithIgnoreCase(text);
    }

    /// {@return whether these octets begin with `text`, ASCII letters compared without case}
    ///
    /// @param text in ASCII
    public boolean startsWithIgnoreCase(String text) {
        return startsWithIgnoreCase(0, text);
    }

    /// {@return whether `text` follows at an index, ASCII letters compared without case}
    ///
    /// @param from 0 to length
    /// @param text in ASCII
    public boolean startsWithIgnoreCase(int from, String text) {
        if (length - Objects.checkIndex(from, length + 1) < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            byte octet = array[offset + from + i];
            byte wanted = (byte) text.charAt(i);
            if (octet != wanted && Ascii.toUpper(octet) != Ascii.toUpper(wanted)) {
                return false;
            }
        }
        return true;
    }

    /// {@return an owned copy}
    public Bytes toBytes() {
        return Bytes.copyOf(array, offset, length);
    }

    /// Copies octets out.
    ///
    /// @param from index of the first octet copied
    /// @param target receives them
    /// @param at index of the first in `target`
    /// @param count in octets
    public void copyTo(int from, byte[] target, int at, int count) {
        System.arraycopy(array, at(from, count), target, at, count);
    }

    /// Feeds these octets to a digest.
    ///
    /// @param digest is updated
    public void update(java.security.MessageDigest digest) {
        digest.update(array, offset, length);
    }

    /// {@return these octets as Latin-1 text, for messages to people}
    @Override
    public String toString() {
        return new String(array, offset, length, StandardCharsets.ISO_8859_1);
    }
}
