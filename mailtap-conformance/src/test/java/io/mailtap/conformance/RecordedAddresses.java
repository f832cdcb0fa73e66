package io.mailtap.conformance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses in the arguments of MAIL and RCPT (RFC 5321, 4.1.2).
final class RecordedAddresses {
    private static final Pattern IN_BRACKETS =
            Pattern.compile("<(?:@[^:>]*:)?((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^>\"])*)>");

    private RecordedAddresses() {}

    /// {@return the address in a command's argument, without brackets, route and parameters}
    static String inPath(String arg) {
        Matcher brackets = IN_BRACKETS.matcher(arg);
        if (brackets.find()) {
            return brackets.group(1);
        }
        return arg.replaceFirst("(?i)^(FROM|TO) *: *", "").replaceFirst(" .*", "");
    }
}
