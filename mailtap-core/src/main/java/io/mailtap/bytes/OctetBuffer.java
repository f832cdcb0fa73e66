package io.mailtap.bytes;

import java.util.Arrays;

/// A growing buffer of octets that is used again and again.
///
/// It allocates only when it has to grow, and gives memory back when emptied after an unusual size.
public final class OctetBuffer {
    private static final byte[] NOTHING = new byte[0];
    private static final int SMALLEST = 64;
    private static final int KEPT_WHEN_EMPTIED = 8192;

    private byte[] octets = NOTHING;
    private int length;

    /// Creates an empty buffer, which holds no memory yet.
    public OctetBuffer() {}

    /// {@return the number of octets held}
    public int length() {
        return length;
    }

    /// {@return whether nothing is held}
    public boolean isEmpty() {
        return length == 0;
    }

    /// {@return the octet at `index`, signed}
    ///
    /// @param index 0 to length - 1
    public byte at(int index) {
        return octets[java.util.Objects.checkIndex(index, length)];
    }

    /// Appends one octet.
    ///
    /// @param octet the octet
    public void append(byte octet) {
        grow(1);
        octets[length++] = octet;
    }

    /// Appends octets.
    ///
    /// @param source copied
    public void append(ByteSlice source) {
        append(source, 0, source.length());
    }

    /// Appends part of a window.
    ///
    /// @param source copied
    /// @param from index of the first octet
    /// @param count in octets
    public void append(ByteSlice source, int from, int count) {
        grow(count);
        source.copyTo(from, octets, length, count);
        length += count;
    }

    /// Shortens to the first `count` octets.
    ///
    /// @param count 0 to length
    public void truncate(int count) {
        length = java.util.Objects.checkIndex(count, length + 1);
    }

    /// Empties the buffer.
    public void clear() {
        length = 0;
        if (octets.length > KEPT_WHEN_EMPTIED) {
            octets = NOTHING;
        }
    }

    /// Points a window at all octets held, valid until the buffer is next changed.
    ///
    /// @param window is pointed here
    /// @return `window`
    public ByteSlice view(ByteSlice window) {
        return window.pointAt(octets, 0, length);
    }

    /// {@return an owned copy of all octets held}
    public Bytes toBytes() {
        return Bytes.copyOf(octets, 0, length);
    }

    private void grow(int more) {
        if (length + more > octets.length) {
            int wanted =
                    Math.max(Math.max(SMALLEST, octets.length * 2), Math.addExact(length, more));
            octets = Arrays.copyOf(octets, wanted);
        }
    }
}
