package io.mailtap.extract;

import java.util.Locale;
import java.util.regex.Pattern;

/// A type with wildcards, as in `image/*`.
///
/// @param regex what a type must match
record TypePattern(Pattern regex) {
    /// What a file is whose type is not known.
    static final String UNKNOWN = "application/octet-stream";

    private static final String NAME = "[a-z0-9!#$&^_.+*?-]+"; // RFC 6838, 4.2, and wildcards

    static TypePattern of(String pattern) {
        String text = pattern.strip().toLowerCase(Locale.ROOT);
        if (!text.equals("*") && !text.matches(NAME + "/" + NAME)) {
            throw new IllegalArgumentException("not a type like image/png or image/*: " + pattern);
        }
        StringBuilder regex = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return new TypePattern(Pattern.compile(regex.toString()));
    }

    boolean matches(String type) {
        return regex.matcher(type).matches();
    }
}
