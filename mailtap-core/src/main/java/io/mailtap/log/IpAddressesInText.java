package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/// Finds IP addresses in header fields.
final class IpAddressesInText {
    private IpAddressesInText() {}

    /// {@return the addresses in `value`, in order}
    ///
    /// @param wrapped whether only those count that stand in brackets, between blanks, or alone
    static List<IpAddress> find(Bytes value, boolean wrapped) {
        List<IpAddress> found = new ArrayList<>(2);
        String text = value.latin1();
        int at = 0;
        while (at < text.length()) {
            if (!isPart(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && isPart(text.charAt(end))) {
                end++;
            }
            IpAddress address = IpAddress.parse(text.substring(at, end));
            if (address != null && (!wrapped || isWrapped(text, at, end))) {
                found.add(address);
            }
            at = end;
        }
        return found;
    }

    private static boolean isPart(char c) {
        return c == '.' || c == ':' || Character.digit(c, 16) >= 0 && c < 128;
    }

    private static boolean isWrapped(String text, int from, int to) {
        char before = from == 0 ? 0 : text.charAt(from - 1);
        char after = to == text.length() ? 0 : text.charAt(to);
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
