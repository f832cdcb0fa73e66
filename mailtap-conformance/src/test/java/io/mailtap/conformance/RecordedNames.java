package io.mailtap.conformance;

import io.mailtap.event.MimeHeader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of files in the headers of entities (RFC 2183, 2231 and 2047).
final class RecordedNames {
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([^=;\\s]+)\\s*=\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^;\\s]*)");
    private static final Pattern ENCODED_WORD =
            Pattern.compile("=\\?([^?*]+)(?:\\*[^?]*)?\\?([BbQq])\\?([^?]*)\\?=");

    private RecordedNames() {}

    /// {@return the value of the first field of a name, empty if there is none}
    ///
    /// @param name in capitals
    static String header(List<MimeHeader> headers, String name) {
        for (MimeHeader header : headers) {
            if (header.name().latin1().equals(name)) {
                return header.value().utf8();
            }
        }
        return "";
    }

    /// {@return the name of an entity's file, empty if it has none}
    static String fileName(List<MimeHeader> headers) {
        String name = parameter(header(headers, "CONTENT-DISPOSITION"), "filename");
        return name.isEmpty() ? parameter(header(headers, "CONTENT-TYPE"), "name") : name;
    }

    private static String parameter(String value, String wanted) {
        Map<Integer, String> pieces = new TreeMap<>();
        boolean extended = false;
        String plain = "";
        Matcher each = PARAMETER.matcher(value);
        while (each.find()) {
            String key = each.group(1).toLowerCase(Locale.ROOT);
            String text = unquoted(each.group(2));
            if (key.equals(wanted)) {
                plain = text;
            } else if (key.startsWith(wanted + "*")) {
                String rest = key.substring(wanted.length() + 1);
                boolean octets = rest.isEmpty() || rest.endsWith("*");
                extended |= octets;
                String number = rest.replace("*", "");
                pieces.put(
                        number.isEmpty() ? 0 : Integer.parseInt(number),
                        octets ? text : text.replace("%", "%25"));
            }
        }
        if (pieces.isEmpty()) {
            return words(plain);
        }
        String joined = String.join("", pieces.values());
        return extended ? percents(joined) : joined.replace("%25", "%");
    }

    private static String unquoted(String text) {
        return text.startsWith("\"")
                ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1")
                : text;
    }

    /// Charset, language and octets (RFC 2231, section 4).
    private static String percents(String text) {
        String[] fields = text.split("'", 3);
        Charset charset = fields.length == 3 ? Charset.forName(fields[0]) : StandardCharsets.UTF_8;
        return new String(octets(fields[fields.length - 1], '%'), charset);
    }

    private static byte[] octets(String text, char escape) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == escape && i + 2 < text.length()) {
                out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.write(text.charAt(i));
            }
        }
        return out.toByteArray();
    }

    private static String words(String text) {
        Matcher each = ENCODED_WORD.matcher(text.replaceAll("\\?=\\s+=\\?", "?==?"));
        StringBuilder result = new StringBuilder();
        while (each.find()) {
            byte[] octets =
                    each.group(2).equalsIgnoreCase("B")
                            ? Base64.getDecoder().decode(each.group(3))
                            : octets(each.group(3).replace('_', ' '), '=');
            String word = new String(octets, Charset.forName(each.group(1)));
            each.appendReplacement(result, Matcher.quoteReplacement(word));
        }
        return each.appendTail(result).toString();
    }
}
