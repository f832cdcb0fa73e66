package io.mailtap.analyzer.mime;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/// The lines of uuencode, read as leniently as mail clients do.
///
/// ```
/// begin 644 cat.txt
/// #0V%T
/// `
/// end
/// ```
///
/// A line begins with the number of its octets; each four characters that follow hold three octets.
/// A character stands for its distance from the blank, and a backtick for the blank itself, which
/// may be missing at the end of a line.
final class Uuencode {
    /// Octets that a line can hold.
    private static final int MOST_OCTETS = 63;

    private final byte[] octets = new byte[MOST_OCTETS + 2];
    private final ByteSlice window = new ByteSlice();

    /// {@return the line without what ended it, where that came with it, and without blanks at its
    /// end}
    static ByteSlice trimmed(ByteSlice line) {
        int end = line.length();
        while (end > 0 && Ascii.isSpace(line.at(end - 1))) {
            end--;
        }
        return end == line.length() ? line : line.slice(0, end);
    }

    /// {@return the name in a line that begins a file, or null if the line does not}
    static @Nullable ByteSlice beginning(ByteSlice line) {
        if (!line.startsWith("begin ")) {
            return null;
        }
        int at = "begin ".length();
        int digits = at;
        while (at < line.length() && line.at(at) >= '0' && line.at(at) <= '7') {
            at++;
        }
        boolean mode = at - digits == 3 || at - digits == 4;
        if (!mode || at + 1 >= line.length() || line.at(at) != ' ') {
            return null;
        }
        return line.slice(at + 1, line.length());
    }

    /// {@return whether a line ends a file}
    static boolean isEnd(ByteSlice line) {
        return line.contentEquals("end");
    }

    /// {@return how many octets a line says that it holds; -1 if it is no such line}
    static int count(ByteSlice line) {
        if (line.isEmpty()) {
            return 0;
        }
        int count = isOfAlphabet(line.at(0)) ? line.at(0) - ' ' & 63 : -1;
        int last = Math.min(line.length() - 1, characters(count));
        for (int i = 1; i <= last; i++) {
            if (!isOfAlphabet(line.at(i))) {
                return -1;
            }
        }
        return count;
    }

    /// {@return whether a line is longer than it should be; some add one character, a check sum}
    ///
    /// @param count how many octets it says that it holds
    static boolean isTooLong(ByteSlice line, int count) {
        return line.length() - 1 > characters(count) + 1;
    }

    private static int characters(int count) {
        return (count + 2) / 3 * 4;
    }

    private static boolean isOfAlphabet(byte octet) {
        return octet >= ' ' && octet <= '`';
    }

    /// {@return what a line holds, valid until the next call}
    ///
    /// @param count how many octets, from [#count]
    ByteSlice decode(ByteSlice line, int count) {
        int at = 1;
        for (int i = 0; i < count; i += 3) {
            int group = 0;
            for (int j = 0; j < 4; j++, at++) {
                int value = at < line.length() ? line.at(at) - ' ' & 63 : 0;
                group = group << 6 | value;
            }
            octets[i] = (byte) (group >>> 16);
            octets[i + 1] = (byte) (group >>> 8);
            octets[i + 2] = (byte) group;
        }
        return window.pointAt(octets, 0, count);
    }
}
