package io.mailtap.analyzer.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mailtap.bytes.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What expressions mean, and which are none.
final class RegexParserTest {
    /// The octets, as characters, that a pattern matches alone.
    private static String octets(String pattern, boolean ignoreCase) throws PatternException {
        Nfa nfa = new Nfa();
        nfa.add(RegexParser.parse(pattern, ignoreCase), 0);
        Automaton automaton = new Automaton(nfa, List.of());
        StringBuilder matched = new StringBuilder();
        for (int octet = 0; octet < 256; octet++) {
            Scan scan = new Scan();
            automaton.run(scan, ByteSlice.of(new byte[] {(byte) octet}), 0, 1);
            if (automaton.outlook(scan).matched().get(0)) {
                matched.append((char) octet);
            }
        }
        return matched.toString();
    }

    private static String octets(String pattern) throws PatternException {
        return octets(pattern, false);
    }

    private static boolean matches(String pattern, String text) throws PatternException {
        Nfa nfa = new Nfa();
        nfa.add(RegexParser.parse(pattern, false), 0);
        Automaton automaton = new Automaton(nfa, List.of());
        Scan scan = new Scan();
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < octets.length) {
            at = automaton.run(scan, ByteSlice.of(octets), at, octets.length);
        }
        return automaton.outlook(scan).matched().get(0);
    }

    @Test
    void aDotIsEveryOctet() throws PatternException {
        assertEquals(256, octets(".").length());
    }

    @Test
    void classesHaveRangesAndNegationAndNames() throws PatternException {
        assertEquals("-]abc", octets("[]a-c-]"));
        assertEquals("\t\n\u000b\f\r ", octets("[[:space:]]"));
        assertEquals("0123456789ABCDEFabcdef", octets("[[:xdigit:]]"));
        assertEquals("0_", octets("[0_[:foo:]]".replace("[:foo:]", "")));
        assertEquals(253, octets("[^abc]").length());
        assertEquals("$.^", octets("[.$^]"));
        assertEquals("\\n", octets("[\\\\n]"));
        assertEquals("\r\n0123456789".chars().sorted().count(), octets("[\\r\\n\\d]").length());
    }

    @Test
    void escapesAreThoseOfC() throws PatternException {
        assertEquals("\u00ff", octets("\\xff"));
        assertEquals("\u0003", octets("\\x3"));
        assertEquals("\u001b", octets("\\033"));
        assertEquals("\n", octets("\\n"));
        assertEquals("/", octets("\\/"));
        assertEquals("abcdefghijklmnopqrstuvwxyz".length() * 2 + 11, octets("\\w").length());
        assertEquals(246, octets("\\D").length());
    }

    @Test
    void caseIsIgnoredWhereAskedFor() throws PatternException {
        assertEquals("Aa", octets("a", true));
        assertEquals("A", octets("A"));
        assertEquals("Aa", octets("(?i:a)"));
        assertEquals(254, octets("[^a]", true).length());
        assertEquals("\u00e4", octets("\\xe4", true));
    }

    @Test
    void quotedTextIsTakenAsItIs() throws PatternException {
        assertEquals(true, matches("\"a.b*\"c", "a.b*c"));
        assertEquals(false, matches("\"a.b*\"c", "axbbc"));
        assertEquals(true, matches("(?i:he)LO", "hELO"));
        assertEquals(false, matches("(?i:he)LO", "hElO"));
        assertEquals(true, matches("a^b|ab", "ab"));
        assertEquals(false, matches("a^b", "ab"));
    }

    static List<Arguments> malformed() {
        return List.of(
                Arguments.of("(a", "'(' without ')'"),
                Arguments.of("a)", "')' without '('"),
                Arguments.of("[a", "'[' without ']'"),
                Arguments.of("[b-a]", "a range that goes backwards"),
                Arguments.of("[[:nope:]]", "unknown class [:nope:]"),
                Arguments.of("[[:alpha", "'[:' without ':]'"),
                Arguments.of("*a", "nothing to repeat by '*'"),
                Arguments.of("a{2", "'{' without '}'"),
                Arguments.of("a{x}", "'{' without a count"),
                Arguments.of("a{3,2}", "{3,2} counts backwards"),
                Arguments.of("a{1001}", "a repetition of more than 1000"),
                Arguments.of("a{99999999999}", "a repetition of more than 1000"),
                Arguments.of("a\\", "'\\' at the end"),
                Arguments.of("\\q", "unknown escape '\\q'"),
                Arguments.of("\\xg", "'\\x' without digits"),
                Arguments.of("\\777", "an octal number above 377"),
                Arguments.of("\"a", "'\"' without its end"),
                Arguments.of("\u20ac", "'\u20ac' is no octet: write it as \\xNN"),
                Arguments.of("(".repeat(101), "more than 100 groups within each other"),
                Arguments.of(
                        "a" + "?".repeat(5000), "more than 100 repetitions within each other"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("malformed")
    void whatMakesNoSenseIsRefused(String pattern, String reason) {
        PatternException e =
                assertThrows(PatternException.class, () -> RegexParser.parse(pattern, false));
        assertEquals(reason, e.getMessage());
    }
}
