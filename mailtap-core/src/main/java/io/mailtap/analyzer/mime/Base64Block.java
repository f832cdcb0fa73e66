package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;
import java.util.Arrays;
import java.util.Base64;

/// Decodes many lines of base64 at once, by the JDK's decoder.
///
/// The JVM replaces that decoder's inner loop by vector instructions, if the processor has them:
/// twenty times as fast as a table. It wants an array that holds nothing but characters, all of
/// which it decodes, so lines are gathered without their ends, and what follows them is decoded for
/// nothing.
final class Base64Block {
    /// Characters that are decoded at once: the base64 of a segment, mostly.
    private static final int CHARACTERS = 1536;

    private static final int OCTETS = CHARACTERS / 4 * 3;

    private final Base64.Decoder decoder = Base64.getDecoder();

    // Nothing but the alphabet, between calls.
    private final byte[] characters = new byte[CHARACTERS];
    private int count;

    Base64Block() {
        Arrays.fill(characters, (byte) 'A');
    }

    /// Gathers lines that are all of one length, as far as there are any and room for them.
    ///
    /// @param from index of the first octet of a line
    /// @param length of each line, a multiple of 4, without its CR LF
    /// @return index behind the last line gathered
    int gather(ByteSlice data, int from, int length) {
        count = 0;
        int at = from;
        for (int end = at + length;
                end + 2 <= data.length() && count + length <= CHARACTERS;
                end = at + length) {
            if (data.at(end) != '\r' || data.at(end + 1) != '\n') {
                break;
            }
            data.copyTo(at, characters, count, length);
            count += length;
            at = end + 2;
        }
        return at;
    }

    /// Decodes what has been gathered.
    ///
    /// @param to has room for 1,152 octets
    /// @return how many octets there are, or -1 if not all characters were of the alphabet
    int decode(byte[] to) {
        boolean decoded;
        try {
            decoded = decoder.decode(characters, to) == OCTETS; // fewer: padding at the end
        } catch (IllegalArgumentException e) {
            decoded = false;
        }
        if (!decoded) {
            Arrays.fill(characters, (byte) 'A');
        }
        return decoded ? count / 4 * 3 : -1;
    }
}
