package io.mailtap.log;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Octets of rows on their way out: numbers and text are formatted straight into it.
final class RowBuffer {
    private static final byte[] HEX =
            "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private byte[] octets = new byte[16 * 1024];
    private int length;

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

    private void grow(int more) {
        if (length + more > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + more));
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

    RowBuffer decimal(long number) {
        if (number < 0) {
            return number == Long.MIN_VALUE
                    ? ascii("-9223372036854775808")
                    : put('-').decimal(-number);
        }
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        grow(digits);
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            octets[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
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
        decimal(micros / 1_000_000).put('.');
        long fraction = micros % 1_000_000;
        for (long unit = 100_000; unit > 0; unit /= 10) {
            put((int) ('0' + fraction / unit % 10));
        }
        return this;
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
