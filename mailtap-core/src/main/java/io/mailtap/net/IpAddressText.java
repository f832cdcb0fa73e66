package io.mailtap.net;

import org.jspecify.annotations.Nullable;

/// The text forms of addresses (RFC 4291, 2.2; RFC 5952), read and written without any name
/// service.
final class IpAddressText {
    private IpAddressText() {}

    static String format(IpAddress address) {
        if (address.isV4()) {
            return quad((int) address.low());
        }
        int[] groups = groups(address);
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                best = i;
                bestLength = end - i;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text.append("::");
                i += bestLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    @SuppressWarnings("deprecation") // Latin-1 as it is: addresses stand in every row of every log
    private static String quad(int bits) {
        byte[] text = new byte[15];
        int at = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = bits >>> shift & 0xff;
            if (octet >= 100) {
                text[at++] = (byte) ('0' + octet / 100);
            }
            if (octet >= 10) {
                text[at++] = (byte) ('0' + octet / 10 % 10);
            }
            text[at++] = (byte) ('0' + octet % 10);
            if (shift > 0) {
                text[at++] = '.';
            }
        }
        return new String(text, 0, 0, at);
    }

    private static int[] groups(IpAddress address) {
        int[] groups = new int[8];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (address.high() >>> 48 - 16 * i) & 0xffff;
            groups[i + 4] = (int) (address.low() >>> 48 - 16 * i) & 0xffff;
        }
        return groups;
    }

    static @Nullable IpAddress parse(String text) {
        if (text.indexOf(':') < 0) {
            long bits = quad(text);
            return bits < 0 ? null : IpAddress.v4((int) bits);
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
                long bits = quad(parts[i]);
                if (bits < 0) {
                    return null;
                }
                groups[i] = (int) (bits >>> 16);
                groups[i + 1] = (int) bits & 0xffff;
            } else {
                groups[i] = number(parts[i], 16, 4, 0xffff);
                if (groups[i] < 0) {
                    return null;
                }
            }
        }
        return groups;
    }

    private static long quad(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long bits = 0;
        for (String part : parts) {
            int octet = number(part, 10, 3, 255);
            if (octet < 0) {
                return -1;
            }
            bits = bits << 8 | octet;
        }
        return bits;
    }

    private static int number(String text, int radix, int digits, int largest) {
        if (text.isEmpty() || text.length() > digits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value > largest ? -1 : value;
    }
}
