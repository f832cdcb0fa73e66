package io.mailtap.log;

import io.mailtap.bytes.ByteSlice;

/// Tells UTF-8 from what is not (RFC 3629).
final class Utf8 {
    private Utf8() {}

    /// {@return the length of the character at `at`, 1 to 4, or 0 if there is no legal one}
    static int lengthAt(ByteSlice text, int at) {
        int first = text.u8(at);
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || at + length > text.length()) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((text.u8(at + i) & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = text.u8(at + 1);
        boolean legal =
                switch (first) {
                    case 0xe0 -> second >= 0xa0;
                    case 0xed -> second < 0xa0;
                    case 0xf0 -> second >= 0x90;
                    case 0xf4 -> second < 0x90;
                    default -> true;
                };
        return legal ? length : 0;
    }

    /// {@return the character of `length` octets at `at`}
    static int codePointAt(ByteSlice text, int at, int length) {
        int point = length == 1 ? text.u8(at) : text.u8(at) & 0xff >>> length + 1;
        for (int i = 1; i < length; i++) {
            point = point << 6 | text.u8(at + i) & 0x3f;
        }
        return point;
    }

    /// Whether Zeek's logs show a character as it is: none of the controls, private ones, or
    /// specials.
    static boolean isShown(int point) {
        if (point < 0x20 || point >= 0x7f && point < 0xa0) {
            return false;
        }
        return (point < 0xe000 || point > 0xf8ff) && (point < 0xfff0 || point > 0xffff);
    }
}
