package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds IP addresses in header fields.
final class IpAddressesInText {
    private static final byte NO_PART = -1;

    // For each octet, whether it may be part of an address, and whether it separates numbers.
    private static final byte[] PART = parts();

    private IpAddressesInText() {}

    /// {@return the addresses in `value`, in order}
    ///
    /// @param wrapped whether only those count that stand in brackets, between blanks, or alone
    /// @param most after how many the search ends
    static List<IpAddress> find(Bytes value, boolean wrapped, int most) {
        List<IpAddress> found = new ArrayList<>(2);
        int length = value.length();
        int at = 0;
        // An address has at least two octets, so that one of any two need not be looked at.
        while (at + 1 < length && found.size() < most) {
            if (PART[value.at(at + 1) & 0xff] == NO_PART) {
                at += 2;
                continue;
            }
            int from = PART[value.at(at) & 0xff] == NO_PART ? at + 1 : at;
            int separators = 0;
            at = from;
            for (int part; at < length && (part = PART[value.at(at) & 0xff]) != NO_PART; at++) {
                separators += part;
            }
            // Words of hexadecimal digits are many; an address has at least two separators.
            if (separators >= 2 && (!wrapped || isWrapped(value, from, at))) {
                IpAddress address = IpAddress.parse(value.asSlice().slice(from, at));
                if (address != null) {
                    found.add(address);
                }
            }
            at++;
        }
        return found;
    }

    private static byte[] parts() {
        byte[] parts = new byte[256];
        Arrays.fill(parts, NO_PART);
        for (char c : "0123456789abcdefABCDEF".toCharArray()) {
            parts[c] = 0;
        }
        parts['.'] = 1;
        parts[':'] = 1;
        return parts;
    }

    private static boolean isWrapped(Bytes text, int from, int to) {
        int before = from == 0 ? 0 : text.at(from - 1);
        int after = to == text.length() ? 0 : text.at(to);
        return switch (before) {
            case '[' -> after == ']';
            case '(' -> after == ')';
            case '{' -> after == '}';
            case ' ', '\t' -> after == ' ' || after == '\t';
            case 0 -> after == 0;
            default -> false;
        };
    }
}
