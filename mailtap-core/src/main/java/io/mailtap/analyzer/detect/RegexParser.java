package io.mailtap.analyzer.detect;

import io.mailtap.analyzer.detect.Regex.Choice;
import io.mailtap.analyzer.detect.Regex.End;
import io.mailtap.analyzer.detect.Regex.Octets;
import io.mailtap.analyzer.detect.Regex.Repeat;
import io.mailtap.analyzer.detect.Regex.Sequence;
import io.mailtap.analyzer.detect.Regex.Start;
import java.util.ArrayList;
import java.util.List;

/// Reads regular expressions of Zeek's signature language, which are those of flex: each character
/// of the text stands for the octet of that number.
///
/// `.` is every octet, line ends included. There are classes with ranges, negation and `[:names:]`,
/// quoted text, groups, `(?i:...)`, `|`, `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, `^` and `$` for the
/// stream's beginning and end, and the escapes of C, with `\d`, `\s`, `\w` and their opposites.
final class RegexParser {
    private final String text;
    private int at;
    private int depth;
    private boolean ignoreCase;

    private RegexParser(String text, boolean ignoreCase) {
        this.text = text;
        this.ignoreCase = ignoreCase;
    }

    /// {@return the tree of an expression}
    ///
    /// @param text without the slashes around it
    /// @param ignoreCase whether letters match in either case
    static Regex parse(String text, boolean ignoreCase) throws PatternException {
        RegexParser parser = new RegexParser(text, ignoreCase);
        Regex regex = parser.choice();
        if (parser.at < text.length()) {
            throw new PatternException("')' without '('");
        }
        return regex;
    }

    private boolean more() {
        return at < text.length();
    }

    private boolean takes(char c) {
        if (more() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private char next(String missing) throws PatternException {
        if (!more()) {
            throw new PatternException(missing);
        }
        return text.charAt(at++);
    }

    private Regex choice() throws PatternException {
        List<Regex> parts = new ArrayList<>();
        do {
            parts.add(sequence());
        } while (takes('|'));
        return parts.size() == 1 ? parts.getFirst() : new Choice(parts);
    }

    private Regex sequence() throws PatternException {
        List<Regex> parts = new ArrayList<>();
        while (more() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            parts.add(repeated());
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private Regex repeated() throws PatternException {
        Regex part = single();
        for (int times = 0; more(); times++) {
            if (times > DetectionLimits.DEEPEST) {
                throw tooDeep("repetitions");
            }
            switch (text.charAt(at)) {
                case '*' -> part = repeat(part, 0, Regex.UNBOUNDED);
                case '+' -> part = repeat(part, 1, Regex.UNBOUNDED);
                case '?' -> part = repeat(part, 0, 1);
                case '{' -> part = counted(part);
                default -> {
                    return part;
                }
            }
        }
        return part;
    }

    private static PatternException tooDeep(String what) {
        return new PatternException(
                "more than " + DetectionLimits.DEEPEST + " " + what + " within each other");
    }

    private Regex repeat(Regex part, int least, int most) {
        at++;
        return new Repeat(part, least, most);
    }

    private Regex counted(Regex part) throws PatternException {
        at++;
        int least = count();
        int most = least;
        if (takes(',')) {
            most = more() && text.charAt(at) == '}' ? Regex.UNBOUNDED : count();
        }
        if (!takes('}')) {
            throw new PatternException("'{' without '}'");
        }
        if (most != Regex.UNBOUNDED && most < least) {
            throw new PatternException("{" + least + "," + most + "} counts backwards");
        }
        return new Repeat(part, least, most);
    }

    private int count() throws PatternException {
        int from = at;
        int count = 0;
        while (more() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            count = count * 10 + text.charAt(at++) - '0';
            if (count > DetectionLimits.MOST_REPEATED) {
                throw new PatternException(
                        "a repetition of more than " + DetectionLimits.MOST_REPEATED);
            }
        }
        if (at == from) {
            throw new PatternException("'{' without a count");
        }
        return count;
    }

    private Regex single() throws PatternException {
        char c = text.charAt(at++);
        return switch (c) {
            case '.' -> new Octets(OctetSet.all());
            case '^' -> new Start();
            case '$' -> new End();
            case '(' -> group();
            case '[' -> octets(octetClass());
            case '"' -> quoted();
            case '\\' -> octets(escaped());
            case '*', '+', '?', '{' ->
                    throw new PatternException("nothing to repeat by '" + c + "'");
            default -> octets(OctetSet.of(octet(c)));
        };
    }

    private Regex octets(OctetSet set) {
        return new Octets(ignoreCase ? set.foldCase() : set);
    }

    private static int octet(char c) throws PatternException {
        if (c > 0xff) {
            throw new PatternException("'" + c + "' is no octet: write it as \\xNN");
        }
        return c;
    }

    private Regex group() throws PatternException {
        if (++depth > DetectionLimits.DEEPEST) {
            throw tooDeep("groups");
        }
        boolean before = ignoreCase;
        if (text.startsWith("?i:", at)) {
            ignoreCase = true;
            at += 3;
        }
        Regex inner = choice();
        ignoreCase = before;
        depth--;
        if (!takes(')')) {
            throw new PatternException("'(' without ')'");
        }
        return inner;
    }

    private Regex quoted() throws PatternException {
        List<Regex> parts = new ArrayList<>();
        while (!takes('"')) {
            char c = next("'\"' without its end");
            parts.add(octets(c == '\\' ? escaped() : OctetSet.of(octet(c))));
        }
        return new Sequence(parts);
    }

    private OctetSet escaped() throws PatternException {
        char c = next("'\\' at the end");
        return switch (c) {
            case 'd' -> named("digit");
            case 'D' -> named("digit").invert();
            case 's' -> named("space");
            case 'S' -> named("space").invert();
            case 'w' -> word();
            case 'W' -> word().invert();
            default -> {
                at--;
                yield OctetSet.of(escapedOctet());
            }
        };
    }

    private static OctetSet word() throws PatternException {
        return named("alnum").add('_');
    }

    /// One octet after a backslash.
    private int escapedOctet() throws PatternException {
        char c = next("'\\' at the end");
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'f' -> '\f';
            case 'v' -> 0x0b;
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 'x' -> digits(16, 2);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                yield digits(8, 3);
            }
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw new PatternException("unknown escape '\\" + c + "'");
                }
                yield octet(c);
            }
        };
    }

    private int digits(int radix, int most) throws PatternException {
        int value = 0;
        int count = 0;
        while (count < most && more() && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at++), radix);
            count++;
        }
        if (count == 0) {
            throw new PatternException("'\\x' without digits");
        }
        if (value > 0xff) {
            throw new PatternException("an octal number above 377");
        }
        return value;
    }

    private OctetSet octetClass() throws PatternException {
        OctetSet set = new OctetSet();
        boolean negated = takes('^');
        boolean first = true;
        while (first || !takes(']')) {
            first = false;
            if (text.startsWith("[:", at)) {
                set.addAll(className());
            } else {
                addItem(set);
            }
        }
        if (ignoreCase) {
            set.foldCase();
        }
        return negated ? set.invert() : set;
    }

    private void addItem(OctetSet set) throws PatternException {
        char c = next("'[' without ']'");
        if (c == '\\' && more() && "dDsSwW".indexOf(text.charAt(at)) >= 0) {
            set.addAll(escaped());
            return;
        }
        int from = c == '\\' ? escapedOctet() : octet(c);
        boolean range =
                at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']';
        if (!range) {
            set.add(from);
            return;
        }
        at++;
        char last = next("'[' without ']'");
        int to = last == '\\' ? escapedOctet() : octet(last);
        if (to < from) {
            throw new PatternException("a range that goes backwards");
        }
        set.addRange(from, to);
    }

    private OctetSet className() throws PatternException {
        int end = text.indexOf(":]", at);
        if (end < 0) {
            throw new PatternException("'[:' without ':]'");
        }
        String name = text.substring(at + 2, end);
        at = end + 2;
        return named(name);
    }

    private static OctetSet named(String name) throws PatternException {
        OctetSet set = new OctetSet();
        return switch (name) {
            case "digit" -> set.addRange('0', '9');
            case "xdigit" -> set.addRange('0', '9').addRange('a', 'f').addRange('A', 'F');
            case "lower" -> set.addRange('a', 'z');
            case "upper" -> set.addRange('A', 'Z');
            case "alpha" -> set.addRange('a', 'z').addRange('A', 'Z');
            case "alnum" -> set.addRange('a', 'z').addRange('A', 'Z').addRange('0', '9');
            case "space" -> set.add(' ').addRange('\t', '\r');
            case "blank" -> set.add(' ').add('\t');
            case "cntrl" -> set.addRange(0, 0x1f).add(0x7f);
            case "graph" -> set.addRange(0x21, 0x7e);
            case "print" -> set.addRange(0x20, 0x7e);
            case "punct" ->
                    set.addRange(0x21, 0x2f)
                            .addRange(0x3a, 0x40)
                            .addRange(0x5b, 0x60)
                            .addRange(0x7b, 0x7e);
            default -> throw new PatternException("unknown class [:" + name + ":]");
        };
    }
}
