package io.mailtap.analyzer.detect;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Patterns and inputs over a few octets, so that they meet.
final class RandomPattern {
    private static final String[] SINGLES = {
        "a", "b", ".", "[ab]", "[^a]", "[b-c]", "\\n", "\\x00"
    };
    private static final String[] COUNTS = {"*", "+", "?", "{2}", "{0,2}", "{1,}", "{3,5}"};
    private static final String OCTETS = "aaabbbc\n\0\u00ff";

    private final Random random;

    RandomPattern(long seed) {
        random = new Random(seed);
    }

    /// {@return an expression that Zeek and Java read alike}
    String pattern(int depth) {
        if (depth == 0) {
            return SINGLES[random.nextInt(SINGLES.length)];
        }
        return switch (random.nextInt(5)) {
            case 0 -> pattern(depth - 1) + pattern(depth - 1);
            case 1 -> "(" + pattern(depth - 1) + "|" + pattern(depth - 1) + ")";
            case 2, 3 -> "(" + pattern(depth - 1) + ")" + COUNTS[random.nextInt(COUNTS.length)];
            default -> SINGLES[random.nextInt(SINGLES.length)] + pattern(depth - 1);
        };
    }

    byte[] octets(int most) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            text.append(OCTETS.charAt(random.nextInt(OCTETS.length())));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// {@return the length of the next piece of `left` octets}
    int cut(int left) {
        return 1 + random.nextInt(left);
    }
}
