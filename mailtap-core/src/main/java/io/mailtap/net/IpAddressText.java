package io.mailtap.net;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/// The text forms of addresses (RFC 4291, 2.2; RFC 5952), read and written without any name
/// service.
final class IpAddressText {
    // What an octet can be, with three digits each: every row of a log has two addresses or more.
    private static final byte[] OCTETS = octets();

    private IpAddressText() {}

    private static byte[] octets() {
        byte[] digits = new byte[3 * 256];
        for (int i = 0; i < 256; i++) {
            digits[3 * i] = (byte) ('0' + i / 100);
            digits[3 * i + 1] = (byte) ('0' + i / 10 % 10);
            digits[3 * i + 2] = (byte) ('0' + i % 10);
        }
        return digits;
    }

    @SuppressWarnings("deprecation") // Latin-1 as it is
    static String format(IpAddress address) {
        byte[] text = new byte[IpAddress.LONGEST_TEXT];
        return new String(text, 0, 0, write(address, text, 0));
    }

    /// Writes an address, and answers the index behind it.
    static int write(IpAddress address, byte[] text, int at) {
        return address.isV4() ? quad((int) address.low(), text, at) : colons(address, text, at);
    }

    private static int quad(int bits, byte[] text, int from) {
        int at = from;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = bits >>> shift & 0xff;
            int digits = 3 * octet;
            if (octet >= 100) {
                text[at++] = OCTETS[digits];
            }
            if (octet >= 10) {
                text[at++] = OCTETS[digits + 1];
            }
            text[at++] = OCTETS[digits + 2];
            if (shift > 0) {
                text[at++] = '.';
            }
        }
        return at;
    }

    private static int colons(IpAddress address, byte[] text, int from) {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && group(address, end) == 0) {
                end++;
            }
            if (end - i > bestLength) {
                best = i;
                bestLength = end - i;
            }
        }
        int at = from;
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text[at++] = ':';
                text[at++] = ':';
                i += bestLength - 1;
                continue;
            }
            if (at > from && text[at - 1] != ':') {
                text[at++] = ':';
            }
            at = hex(group(address, i), text, at);
        }
        return at;
    }

    private static int hex(int group, byte[] text, int from) {
        int at = from;
        for (int shift = 12; shift >= 0; shift -= 4) {
            if (shift == 0 || group >>> shift != 0) {
                text[at++] = (byte) Character.forDigit(group >>> shift & 15, 16);
            }
        }
        return at;
    }

    private static int group(IpAddress address, int index) {
        long half = index < 4 ? address.high() : address.low();
        return (int) (half >>> 48 - 16 * (index & 3)) & 0xffff;
    }

    static @Nullable IpAddress parse(ByteSlice text) {
        int colons = 0;
        for (int i = 0; i < text.length(); i++) {
            colons += text.at(i) == ':' ? 1 : 0;
        }
        if (colons == 0) {
            long bits = quad(text);
            return bits < 0 ? null : IpAddress.v4((int) bits);
        }
        // Times of day have two, but not together.
        boolean enough = colons >= 6 || text.toString().contains("::");
        return enough ? parse(text.toString()) : null;
    }

    static @Nullable IpAddress parse(String text) {
        if (text.indexOf(':') < 0) {
            return parse(ByteSlice.of(text));
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] all = fields(text);
            return all == null || all.length != 8 ? null : join(all, new int[0]);
        }
        int[] head = fields(text.substring(0, gap));
        int[] tail = fields(text.substring(gap + 2));
        return head == null || tail == null || head.length + tail.length > 7
                ? null
                : join(head, tail);
    }

    private static IpAddress join(int[] head, int[] tail) {
        int[] groups = new int[8];
        System.arraycopy(head, 0, groups, 0, head.length);
        System.arraycopy(tail, 0, groups, 8 - tail.length, tail.length);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress(high, low);
    }

    private static int @Nullable [] fields(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        boolean quadAtEnd = parts[parts.length - 1].indexOf('.') >= 0;
        int[] groups = new int[parts.length + (quadAtEnd ? 1 : 0)];
        for (int i = 0; i < parts.length; i++) {
            if (quadAtEnd && i == parts.length - 1) {
                long bits = quad(ByteSlice.of(parts[i]));
                if (bits < 0) {
                    return null;
                }
                groups[i] = (int) (bits >>> 16);
                groups[i + 1] = (int) bits & 0xffff;
            } else {
                groups[i] = number(parts[i]);
                if (groups[i] < 0) {
                    return null;
                }
            }
        }
        return groups;
    }

    /// The 32 bits of a dotted quad, or -1 if it is none.
    private static long quad(ByteSlice text) {
        long bits = 0;
        int octet = 0;
        int digits = 0;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            byte next = text.at(i);
            if (Ascii.isDigit(next) && digits < 3) {
                octet = 10 * octet + next - '0';
                digits++;
            } else if (next == '.' && digits > 0 && octet <= 255 && dots < 3) {
                bits = bits << 8 | octet;
                octet = 0;
                digits = 0;
                dots++;
            } else {
                return -1;
            }
        }
        return dots == 3 && digits > 0 && octet <= 255 ? bits << 8 | octet : -1;
    }

    /// A group of hexadecimal digits, or -1 if it is none.
    private static int number(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = 16 * value + digit;
        }
        return value;
    }
}
