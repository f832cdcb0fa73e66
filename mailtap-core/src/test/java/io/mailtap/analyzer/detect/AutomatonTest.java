package io.mailtap.analyzer.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.bytes.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Patterns against `java.util.regex`, and against themselves in other pieces and with less room.
final class AutomatonTest {
    private static Automaton automaton(int mostStates, String... patterns) throws PatternException {
        Nfa nfa = new Nfa();
        for (int i = 0; i < patterns.length; i++) {
            nfa.add(RegexParser.parse(patterns[i], false), i);
        }
        return new Automaton(nfa, List.of(), mostStates);
    }

    private static Automaton automaton(String... patterns) throws PatternException {
        return automaton(DetectionLimits.MOST_STATES, patterns);
    }

    /// Where each of `count` patterns matched, -1 if it did not: the number of octets until then.
    private static List<Integer> matches(
            Automaton automaton, int count, byte[] octets, IntUnaryOperator cut) {
        List<Integer> at = new ArrayList<>();
        Scan scan = new Scan();
        for (int p = 0; p < count; p++) {
            at.add(automaton.outlook(scan).matched().get(p) ? 0 : -1);
        }
        int from = 0;
        while (from < octets.length) {
            int to = from + cut.applyAsInt(octets.length - from);
            while (from < to) {
                from = automaton.run(scan, ByteSlice.of(octets), from, to);
                for (int p = 0; p < count; p++) {
                    if (at.get(p) < 0 && automaton.outlook(scan).matched().get(p)) {
                        at.set(p, from);
                    }
                }
            }
        }
        return at;
    }

    /// The least prefix that Java says matches.
    private static int matchesInJava(String pattern, byte[] octets) {
        Pattern java = Pattern.compile(pattern, Pattern.DOTALL);
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        for (int length = 0; length <= octets.length; length++) {
            if (java.matcher(text.substring(0, length)).matches()) {
                return length;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomPatternsMatchWhereJavaSaysSo(long seed) throws PatternException {
        RandomPattern random = new RandomPattern(seed);
        for (int round = 0; round < 200; round++) {
            String[] patterns = {random.pattern(3), random.pattern(2), random.pattern(4)};
            Automaton whole = automaton(patterns);
            Automaton small = automaton(3, patterns);
            for (int input = 0; input < 10; input++) {
                byte[] octets = random.octets(20);
                List<Integer> expected = new ArrayList<>();
                for (String pattern : patterns) {
                    expected.add(matchesInJava(pattern, octets));
                }
                String what = String.join(" and ", patterns) + " in " + ByteSlice.of(octets);
                assertEquals(expected, matches(whole, 3, octets, left -> left), what);
                assertEquals(expected, matches(whole, 3, octets, _ -> 1), what);
                assertEquals(expected, matches(whole, 3, octets, random::cut), what);
                assertEquals(expected, matches(small, 3, octets, random::cut), "small: " + what);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DetectionLimits.MOST_STATES, 2})
    void theEndIsMatchedOnlyAtTheEnd(int mostStates) throws PatternException {
        Automaton automaton = automaton(mostStates, "ab$", "a(b|$)", "a$b", "$");
        assertEquals("{0, 1}", matchedAtEnd(automaton, "ab").toString());
        assertEquals("{1}", matchedAtEnd(automaton, "a").toString());
        assertEquals("{1}", matchedAtEnd(automaton, "abc").toString());
        assertEquals("{3}", matchedAtEnd(automaton, "").toString());
    }

    private static BitSet matchedAtEnd(Automaton automaton, String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        Scan scan = new Scan();
        int at = 0;
        while (at < octets.length) {
            at = automaton.run(scan, ByteSlice.of(octets), at, octets.length);
        }
        return automaton.matchedAtEnd(scan);
    }

    @Test
    void whatCannotMatchAnyMoreIsNotLive() throws PatternException {
        Automaton automaton = automaton("ab", "a.*c", "^d");
        Scan scan = new Scan();
        assertEquals("{0, 1, 2}", automaton.outlook(scan).live().toString());
        byte[] octets = "axxc".getBytes(StandardCharsets.ISO_8859_1);
        int first = automaton.run(scan, ByteSlice.of(octets), 0, octets.length);
        assertEquals(1, first);
        assertEquals("{0, 1}", automaton.outlook(scan).live().toString());
        int second = automaton.run(scan, ByteSlice.of(octets), first, octets.length);
        assertEquals(2, second);
        assertEquals("{1}", automaton.outlook(scan).live().toString());
        assertEquals(4, automaton.run(scan, ByteSlice.of(octets), second, octets.length));
        assertEquals("{}", automaton.outlook(scan).live().toString());
        assertEquals("{1}", automaton.outlook(scan).matched().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a|a)*b",
                "(a*)*b",
                "((a?){50}){20}b",
                "(a|aa|aaa)*b",
                "a{1,1000}b",
                ".*a.{900}b",
                "(.*a){40}b",
                ".*[ab].{14}b|.*b.{15}[^a]"
            })
    void patternsThatAreCostlyElsewhereTakeBoundedRoom(String pattern) throws PatternException {
        Automaton automaton = automaton(pattern);
        RandomPattern random = new RandomPattern(7);
        byte[] octets = new byte[20_000];
        for (int at = 0; at < octets.length; ) {
            byte[] more = random.octets(100);
            int count = Math.min(more.length, octets.length - at);
            System.arraycopy(more, 0, octets, at, count);
            at += count;
        }
        matches(automaton, 1, octets, left -> left);
        java.util.Arrays.fill(octets, (byte) 'a');
        matches(automaton, 1, octets, left -> left);
        assertTrue(automaton.states() <= DetectionLimits.MOST_STATES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{1000}){11}",
                "((((){1000}){1000}){1000}){1000}",
                "((((a?){1000}){1000}){1000}){1000}",
                "(.{0,1000}){10}"
            })
    void patternsThatAreTooLargeAreRefused(String pattern) {
        PatternException e = assertThrows(PatternException.class, () -> automaton(pattern));
        assertEquals("the patterns have more than 10000 places together", e.getMessage());
    }

    @Test
    void theStatesThatAreKeptAreLimited() throws PatternException {
        Automaton automaton = automaton(10, ".*a.{8}b.z");
        matches(
                automaton,
                1,
                "abaabbabababbbaacbcababbaba".repeat(9).getBytes(StandardCharsets.ISO_8859_1),
                left -> left);
        assertEquals(10, automaton.states());
    }
}
