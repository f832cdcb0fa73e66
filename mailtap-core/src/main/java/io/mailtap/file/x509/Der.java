package io.mailtap.file.x509;

import io.mailtap.bytes.ByteSlice;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Reads elements of ASN.1's distinguished encoding one after the other (X.690).
///
/// Only what is needed to find one's way is asked for: values need not have their shortest form.
final class Der {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    /// A primitive context-specific tag.
    static final int CONTEXT = 0x80;

    /// A constructed one.
    static final int CONTEXT_CONSTRUCTED = 0xa0;

    private static final int MOST_LENGTH_OCTETS = 4;

    /// One element.
    ///
    /// @param tag its first octet
    /// @param content borrowed
    /// @param whole tag and length included, borrowed
    record Element(int tag, ByteSlice content, ByteSlice whole) {
        /// The elements within.
        Der inner() {
            return new Der(content);
        }

        /// The value of an integer, 0 if it is empty.
        BigInteger integer() {
            byte[] octets = new byte[content.length()];
            content.copyTo(0, octets, 0, octets.length);
            return octets.length == 0 ? BigInteger.ZERO : new BigInteger(octets);
        }

        /// The octets of a bit string without the count of unused bits.
        ByteSlice bits() {
            return content.slice(Math.min(1, content.length()), content.length());
        }
    }

    private final ByteSlice octets;
    private int at;

    /// @param octets borrowed
    Der(ByteSlice octets) {
        this.octets = octets;
    }

    /// {@return the next element, null at the end and where there is none}
    @Nullable Element next() {
        int begin = at;
        if (octets.length() - at < 2) {
            return null;
        }
        int tag = octets.u8(at);
        int length = octets.u8(at + 1);
        int from = at + 2;
        if ((tag & 0x1f) == 0x1f) {
            return null; // tags of several octets do not occur
        }
        if (length >= 0x80) {
            int count = length & 0x7f;
            if (count == 0 || count > MOST_LENGTH_OCTETS || count > octets.length() - from) {
                return null;
            }
            long number = 0;
            for (int i = 0; i < count; i++) {
                number = number << 8 | octets.u8(from + i);
            }
            from += count;
            length = (int) Math.min(number, Integer.MAX_VALUE);
        }
        if (length > octets.length() - from) {
            return null;
        }
        at = from + length;
        return new Element(tag, octets.slice(from, at), octets.slice(begin, at));
    }

    /// {@return the next element if it has that tag, or null, with nothing read}
    @Nullable Element next(int tag) {
        int before = at;
        Element element = next();
        if (element != null && element.tag() == tag) {
            return element;
        }
        at = before;
        return null;
    }

    /// {@return whether there are octets left}
    boolean hasMore() {
        return at < octets.length();
    }
}
