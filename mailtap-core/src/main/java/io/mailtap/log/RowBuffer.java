package io.mailtap.log;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.net.IpAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Octets of rows on their way out: numbers and text are formatted straight into it.
final class RowBuffer {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final byte[] HEX =
            "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    // Octets of the array that are never written, but may be read.
    private static final int MARGIN = 8;

    // The numbers below a hundred with two digits each: a division for two digits, not for one.
    private static final byte[] PAIRS = pairs();

    private byte[] octets = new byte[16 * 1024];
    private int length;

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    int length() {
        return length;
    }

    void truncate(int count) {
        length = count;
    }

    byte at(int index) {
        return octets[index];
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(octets, 0, length);
        length = 0;
    }

    /// Gives away what was written and goes on with nothing, in another array.
    byte[] exchange(byte[] other) {
        byte[] written = octets;
        octets = other;
        length = 0;
        return written;
    }

    /// Makes room for octets that follow.
    void expect(int count) {
        grow(count);
    }

    private void grow(int more) {
        if (length + more > octets.length - MARGIN) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + more + MARGIN));
        }
    }

    RowBuffer put(int octet) {
        grow(1);
        octets[length++] = (byte) octet;
        return this;
    }

    /// Appends text that is known to be ASCII.
    RowBuffer ascii(String text) {
        int count = text.length();
        grow(count);
        copyAscii(text, count);
        length += count;
        return this;
    }

    @SuppressWarnings("deprecation") // the one way to copy ASCII text at the speed of memory
    private void copyAscii(String text, int count) {
        text.getBytes(0, count, octets, length);
    }

    RowBuffer octets(Bytes source, int from, int count) {
        grow(count);
        source.copyTo(from, octets, length, count);
        length += count;
        return this;
    }

    RowBuffer octets(ByteSlice source, int from, int count) {
        grow(count);
        source.copyTo(from, octets, length, count);
        length += count;
        return this;
    }

    RowBuffer octets(byte[] source, int from, int count) {
        grow(count);
        System.arraycopy(source, from, octets, length, count);
        length += count;
        return this;
    }

    /// Appends `\xNN`.
    RowBuffer hexEscape(int octet) {
        return put('\\').put('x').put(HEX[octet >>> 4 & 15]).put(HEX[octet & 15]);
    }

    /// Appends octets in lower-case hexadecimal digits.
    RowBuffer hex(Bytes source) {
        int count = source.length();
        grow(2 * count);
        for (int i = 0; i < count; i++) {
            int octet = source.at(i);
            octets[length + 2 * i] = HEX[octet >>> 4 & 15];
            octets[length + 2 * i + 1] = HEX[octet & 15];
        }
        length += 2 * count;
        return this;
    }

    RowBuffer address(IpAddress address) {
        grow(IpAddress.LONGEST_TEXT);
        length = address.writeText(octets, length);
        return this;
    }

    /// Whether all that was written from an index on is printable ASCII without backslashes.
    ///
    /// @param without another octet that must not be there
    boolean isPlain(int from, char without) {
        return plainEnd(from, without) == length;
    }

    /// Where the first octet stands of what was written from an index on that is not printable
    /// ASCII, or is a backslash; the length if there is none.
    ///
    /// Eight octets at a time: most of a log is such text, and is written first and looked at then.
    /// The last eight may reach into the [#MARGIN], whose octets do not count.
    ///
    /// @param without another octet that ends it
    int plainEnd(int from, char without) {
        for (int at = from; at < length; at += 8) {
            long marks = marks((long) LONG.get(octets, at), without);
            if (marks != 0) {
                return Math.min(length, at + (Long.numberOfTrailingZeros(marks) >>> 3));
            }
        }
        return length;
    }

    // Not 0 if one of eight octets is not plain. The lowest bit is that of the first which is not;
    // those above it may be of others.
    private static long marks(long eight, char without) {
        long controls = eight - ONES * ' ';
        long delete = (eight ^ ONES * 0x7f) - ONES;
        long backslash = (eight ^ ONES * '\\') - ONES;
        long other = (eight ^ ONES * without) - ONES;
        return (eight | controls | delete | backslash | other) & HIGHS;
    }

    RowBuffer decimal(long number) {
        if (number < 0) {
            return number == Long.MIN_VALUE
                    ? ascii("-9223372036854775808")
                    : put('-').decimal(-number);
        }
        return number <= Integer.MAX_VALUE
                ? digits((int) number, digitsOf((int) number))
                : decimal(number / 1_000_000_000).digits((int) (number % 1_000_000_000), 9);
    }

    private static int digitsOf(int number) {
        int count = 1;
        for (long power = 10; power <= number; power *= 10) {
            count++;
        }
        return count;
    }

    /// Appends the last `count` digits of a number.
    private RowBuffer digits(int number, int count) {
        grow(count);
        int rest = number;
        int at = length + count;
        length = at;
        for (int left = count; left > 1; left -= 2) {
            int hundreds = rest / 100;
            int pair = 2 * (rest - 100 * hundreds);
            octets[--at] = PAIRS[pair + 1];
            octets[--at] = PAIRS[pair];
            rest = hundreds;
        }
        if ((count & 1) != 0) {
            octets[--at] = (byte) ('0' + rest % 10);
        }
        return this;
    }

    /// Appends nanoseconds as seconds with six decimals, rounded to the nearest.
    RowBuffer seconds(long nanos) {
        if (nanos < 0) {
            put('-');
            return seconds(-nanos);
        }
        long micros = nanos / 1000;
        long over = nanos % 1000;
        // Half to even, but up from 0, as Zeek does.
        if (over > 500 || over == 500 && (micros % 2 != 0 || micros % 1_000_000 == 0)) {
            micros++;
        }
        return decimal(micros / 1_000_000).put('.').digits((int) (micros % 1_000_000), 6);
    }

    /// Appends nanoseconds as seconds with as few decimals as say the same to the microsecond, but
    /// one.
    RowBuffer shortSeconds(long nanos) {
        seconds(nanos);
        while (octets[length - 1] == '0' && octets[length - 2] != '.') {
            length--;
        }
        return this;
    }
}
