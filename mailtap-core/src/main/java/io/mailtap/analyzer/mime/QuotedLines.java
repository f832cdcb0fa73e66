package io.mailtap.analyzer.mime;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Decodes lines of quoted-printable, many at once, as long as nothing is wrong with them. What
/// stands for itself is copied eight octets at a time.
final class QuotedLines {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /// Octets that a line can take: itself, and what eight at a time write behind its end.
    private static final int MOST_OF_LINE = PlainLines.LONGEST + 16;

    private int out;
    private boolean broken;

    /// Decodes as many lines as there are without fault, and room for.
    ///
    /// @param from index of the first octet of a line
    /// @param end index behind the last; all are plain ([PlainLines])
    /// @param to receives the octets, line ends as CR LF
    /// @param toAt index of the first
    /// @return index behind the last line decoded; `from` if there is none
    int decode(ByteSlice data, int from, int end, byte[] to, int toAt) {
        out = toAt;
        int at = from;
        while (at < end && out + MOST_OF_LINE <= to.length) {
            int next = line(data, at, to);
            if (next == at) {
                break;
            }
            at = next;
        }
        return at;
    }

    /// {@return index behind the octets decoded}
    int out() {
        return out;
    }

    /// {@return whether a soft line break ended the last line decoded}
    boolean isBroken() {
        return broken;
    }

    /// Answers the index behind the line, or `from` if there is anything wrong with it.
    private int line(ByteSlice data, int from, byte[] to) {
        int at = from;
        int o = out;
        while (true) {
            if (at + 8 <= data.length()) {
                long eight = Long.reverseBytes(data.i64(at));
                long others = notForThemselves(eight);
                LONGS.set(to, o, eight);
                int count = others == 0 ? 8 : Long.numberOfTrailingZeros(others) >>> 3;
                at += count;
                o += count;
                if (others == 0) {
                    continue;
                }
            }
            byte octet = data.at(at);
            if (octet == '\r') {
                return hardBreak(from, at, data, to, o);
            }
            if (octet == '=') {
                int value = escaped(data, at);
                if (value < 0) {
                    return softBreak(from, at, data, o);
                }
                to[o++] = (byte) value;
                at += 3;
            } else if (octet >= ' ' && octet < 127 || octet == '\t') {
                to[o++] = octet;
                at++;
            } else {
                return from;
            }
        }
    }

    /// Marks octets that are not printable, or are `=`. The lowest mark is exact, higher ones may
    /// be false.
    private static long notForThemselves(long eight) {
        long equals = eight ^ ONES * '=';
        long low = eight - ONES * ' ' & ~eight;
        long high = eight + ONES | eight;
        return (equals - ONES & ~equals | low | high) & HIGHS;
    }

    /// Blanks at the end of a line were added on the way.
    private int hardBreak(int from, int end, ByteSlice data, byte[] to, int afterLine) {
        int o = afterLine;
        for (int at = end; at > from && Ascii.isBlank(data.at(at - 1)); at--) {
            o--;
        }
        to[o] = '\r';
        to[o + 1] = '\n';
        out = o + 2;
        broken = false;
        return end + 2;
    }

    private int softBreak(int from, int equals, ByteSlice data, int afterLine) {
        int end = equals + 1;
        while (Ascii.isBlank(data.at(end))) {
            end++;
        }
        if (data.at(end) != '\r') {
            return from;
        }
        out = afterLine;
        broken = true;
        return end + 2;
    }

    private static int escaped(ByteSlice data, int equals) {
        int high = Ascii.hexValue(data.at(equals + 1));
        return high < 0 ? -1 : high << 4 | Ascii.hexValue(data.at(equals + 2));
    }
}
