package io.mailtap.analyzer;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/// Owned copies of texts that come again and again, so that they are not made again.
///
/// Nine of ten replies of SMTP are one of a few dozen texts, and each connection keeps its last.
final class RepeatedTexts {
    /// Octets of the longest text that is kept.
    private static final int LONGEST = 64;

    /// Texts that are kept at most: each has one place, and the last one of a place is in it.
    private static final int PLACES = 1 << 10;

    // Odd numbers whose product with anything reaches the upper bits.
    private static final long ONE = 0x9E37_79B9_7F4A_7C15L;
    private static final long OTHER = 0xBF58_476D_1CE4_E5B9L;

    private final @Nullable Bytes[] texts = new @Nullable Bytes[PLACES];

    // The octets of each once more, where they can be compared without waiting for two objects.
    private final byte[] octets = new byte[PLACES * LONGEST];
    private final byte[] lengths = new byte[PLACES];
    private final ByteSlice kept = new ByteSlice();

    /// {@return a copy, or one that was made before of the same octets}
    Bytes copyOf(ByteSlice text) {
        if (text.length() > LONGEST) {
            return text.toBytes();
        }
        int place = place(text);
        int at = place * LONGEST;
        Bytes known = texts[place];
        if (known != null
                && lengths[place] == text.length()
                && text.contentEquals(kept.pointAt(octets, at, text.length()))) {
            return known;
        }
        Bytes copy = text.toBytes();
        texts[place] = copy;
        lengths[place] = (byte) text.length();
        text.copyTo(0, octets, at, text.length());
        return copy;
    }

    /// By length, beginning and end: what comes again differs in one of these.
    private static int place(ByteSlice text) {
        int length = text.length();
        long ends;
        if (length >= Long.BYTES) {
            ends = text.i64(0) * ONE ^ text.i64(length - Long.BYTES) * OTHER;
        } else {
            ends = 0;
            for (int i = 0; i < length; i++) {
                ends = ends << Byte.SIZE | text.u8(i);
            }
        }
        return (int) ((ends + length) * ONE >>> Long.numberOfLeadingZeros(PLACES - 1L));
    }
}
