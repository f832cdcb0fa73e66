package io.mailtap.loads;

import java.util.Collection;
import java.util.Map;

/// Writes JSON (RFC 8259): maps, collections, numbers and text.
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String write(Map<String, Object> object) {
        Json json = new Json();
        json.value(object, "\n");
        return json.out.append('\n').toString();
    }

    private void value(Object value, String lineEnd) {
        switch (value) {
            case Map<?, ?> map -> object(map, lineEnd);
            case Collection<?> values -> array(values, lineEnd);
            case Number number -> out.append(number);
            default -> text(value.toString());
        }
    }

    private void object(Map<?, ?> map, String lineEnd) {
        String inner = lineEnd + " ";
        String before = "{" + inner;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(before);
            text(entry.getKey().toString());
            out.append(": ");
            value(entry.getValue(), inner);
            before = "," + inner;
        }
        out.append(map.isEmpty() ? "{}" : lineEnd + "}");
    }

    private void array(Collection<?> values, String lineEnd) {
        String inner = lineEnd + " ";
        String before = "[" + inner;
        for (Object value : values) {
            out.append(before);
            value(value, inner);
            before = "," + inner;
        }
        out.append(values.isEmpty() ? "[]" : lineEnd + "]");
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u").append(Text.hex(c, 4));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
