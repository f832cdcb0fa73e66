package io.mailtap.analyzer.detect;

import io.mailtap.analyzer.SignatureException;
import io.mailtap.analyzer.detect.Comparison.Range;
import io.mailtap.net.IpAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Reads signature files in Zeek's language. What cannot be done is refused, with its line.
final class SignatureParser {
    private static final int LARGEST_PORT = 65_535;

    private final SignatureText text;

    private SignatureParser(SignatureText text) {
        this.text = text;
    }

    /// {@return the signatures of a file, in order}
    ///
    /// @param file its name, for messages
    /// @param text each character stands for the octet of that number
    /// @throws SignatureException where the text makes no sense, or asks for what is not supported
    static List<Signature> parse(String file, String text) throws SignatureException {
        SignatureParser parser = new SignatureParser(new SignatureText(file, text));
        List<Signature> signatures = new ArrayList<>();
        while (!parser.text.atEnd()) {
            signatures.add(parser.signature());
        }
        return signatures;
    }

    /// What a signature is being put together from.
    private static final class Parts {
        final List<Signature.Payload> payloads = new ArrayList<>();
        final List<HeaderTest> headers = new ArrayList<>();
        final List<Signature.Requirement> requirements = new ArrayList<>();
        final List<Signature.SizeTest> sizes = new ArrayList<>();
        final Set<Signature.TcpState> tcpStates = EnumSet.noneOf(Signature.TcpState.class);
        boolean silence;
        final List<String> enables = new ArrayList<>();
        final List<String> enablesAgain = new ArrayList<>();
        final List<String> events = new ArrayList<>();
    }

    private Signature signature() throws SignatureException {
        text.expect("signature", "at the beginning of one");
        String name = name();
        int line = text.line();
        text.expect("{", "after the signature's name");
        Parts parts = new Parts();
        while (!text.takes("}")) {
            if (text.atEnd()) {
                throw text.wrongAt(line, "signature " + name + " without '}'");
            }
            attribute(parts);
        }
        return new Signature(
                name,
                text.file(),
                line,
                parts.payloads,
                parts.headers,
                parts.requirements,
                parts.sizes,
                parts.tcpStates,
                parts.silence,
                parts.enables,
                parts.enablesAgain,
                parts.events);
    }

    private String name() throws SignatureException {
        String name = text.word("a signature's name", ":");
        if (!name.matches("[A-Za-z_][A-Za-z0-9_-]*(::[A-Za-z_][A-Za-z0-9_-]*)*")) {
            throw text.wrong("'" + name + "' is no name of a signature");
        }
        return name;
    }

    private void attribute(Parts parts) throws SignatureException {
        String keyword = text.word("an attribute or '}'", "");
        switch (keyword) {
            case "ip-proto" -> protocol(parts);
            case "src-ip" -> parts.headers.add(address(true));
            case "dst-ip" -> parts.headers.add(address(false));
            case "src-port" -> parts.headers.add(port(true));
            case "dst-port" -> parts.headers.add(port(false));
            case "header" -> parts.headers.add(header());
            case "payload" -> parts.payloads.add(payload());
            case "payload-size" ->
                    parts.sizes.add(
                            new Signature.SizeTest(comparison(), numbers(0xffff_ffffL, "a size")));
            case "requires-signature" -> parts.requirements.add(requirement(false));
            case "requires-reverse-signature" -> parts.requirements.add(requirement(true));
            case "requires-silence" -> parts.silence = true;
            case "tcp-state" -> tcpStates(parts.tcpStates);
            case "same-ip" -> parts.headers.add(new HeaderTest.SameIp());
            case "enable" -> parts.enables.add(analyzer());
            case "enable-again" -> parts.enablesAgain.add(analyzer());
            case "event" -> parts.events.add(event());
            case "http-request",
                    "http-request-header",
                    "http-request-body",
                    "http-reply-header",
                    "http-reply-body",
                    "ftp",
                    "finger",
                    "file-magic",
                    "file-mime",
                    "udp-state",
                    "ip-options",
                    "eval",
                    "disable",
                    "active" ->
                    throw text.wrong("'" + keyword + "' is not supported");
            default -> throw text.wrong("unknown attribute '" + keyword + "'");
        }
    }

    private Comparison comparison() throws SignatureException {
        if (text.takes("==")) {
            return Comparison.EQUAL;
        }
        if (text.takes("!=")) {
            return Comparison.NOT_EQUAL;
        }
        if (text.takes("<=")) {
            return Comparison.AT_MOST;
        }
        if (text.takes(">=")) {
            return Comparison.AT_LEAST;
        }
        if (text.takes("<")) {
            return Comparison.LESS;
        }
        if (text.takes(">")) {
            return Comparison.MORE;
        }
        text.expect("=", "or another comparison");
        return Comparison.EQUAL;
    }

    private List<Range> numbers(long largest, String what) throws SignatureException {
        List<Range> list = new ArrayList<>();
        do {
            long low = text.number(what);
            long high = text.takes("-") ? text.number(what) : low;
            if (high > largest) {
                throw text.wrong(high + " is more than " + largest);
            }
            if (high < low) {
                throw text.wrong(low + "-" + high + " goes backwards");
            }
            list.add(new Range(low, high));
        } while (text.takes(","));
        return list;
    }

    private void protocol(Parts parts) throws SignatureException {
        Comparison comparison = comparison();
        List<Range> list = new ArrayList<>();
        boolean any = false;
        do {
            String word = text.word("a protocol", "");
            int number =
                    switch (word) {
                        case "ip", "ip6" -> -1;
                        case "icmp" -> 1;
                        case "tcp" -> 6;
                        case "udp" -> 17;
                        case "icmp6" -> 58;
                        default -> protocolNumber(word);
                    };
            any |= number < 0;
            list.add(new Range(number, number));
        } while (text.takes(","));
        if (!any) {
            parts.headers.add(new HeaderTest.Protocol(comparison, list));
        }
    }

    private int protocolNumber(String word) throws SignatureException {
        if (!word.matches("[0-9]{1,3}") || Integer.parseInt(word) > 255) {
            throw text.wrong("unknown protocol '" + word + "'");
        }
        return Integer.parseInt(word);
    }

    private HeaderTest port(boolean source) throws SignatureException {
        return new HeaderTest.Port(source, comparison(), numbers(LARGEST_PORT, "a port"));
    }

    private HeaderTest address(boolean source) throws SignatureException {
        Comparison comparison = comparison();
        if (comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL) {
            throw text.wrong("addresses are compared with == or != only");
        }
        List<HeaderTest.Prefix> list = new ArrayList<>();
        do {
            list.add(prefix());
        } while (text.takes(","));
        return new HeaderTest.Address(source, comparison == Comparison.EQUAL, list);
    }

    private HeaderTest.Prefix prefix() throws SignatureException {
        boolean brackets = text.takes("[");
        String word = text.word("an address", brackets ? ":." : ".");
        if (brackets) {
            text.expect("]", "after an IPv6 address");
        }
        IpAddress address = IpAddress.parse(word);
        if (address == null || address.isV4() == brackets) {
            throw text.wrong("'" + word + "' is no address");
        }
        int width = brackets ? 128 : 32;
        long length = text.takes("/") ? text.number("a prefix length") : width;
        if (length > width) {
            throw text.wrong("a prefix of " + length + " bits");
        }
        return new HeaderTest.Prefix(address, (int) length + 128 - width);
    }

    private HeaderTest header() throws SignatureException {
        String name = text.word("a header", "");
        HeaderTest.Header header =
                switch (name) {
                    case "ip" -> HeaderTest.Header.IP;
                    case "ip6" -> HeaderTest.Header.IP6;
                    case "tcp" -> HeaderTest.Header.TCP;
                    case "udp", "icmp", "icmp6" ->
                            throw text.wrong("header " + name + ": only TCP is looked at");
                    default -> throw text.wrong("unknown header '" + name + "'");
                };
        text.expect("[", "after header " + name);
        int offset = (int) Math.min(text.number("an offset"), 1 << 16);
        text.expect(":", "after the offset");
        int size = (int) Math.min(text.number("a size"), 1 << 16);
        text.expect("]", "after the size");
        if (size != 1 && size != 2 && size != 4) {
            throw text.wrong("the size of a field is 1, 2 or 4");
        }
        if (!header.knows(offset, size)) {
            throw text.wrong(
                    "header " + name + "[" + offset + ":" + size + "] is not kept of a connection");
        }
        long mask = text.takes("&") ? text.number("a mask") : 0xffff_ffffL;
        return new HeaderTest.Field(
                header, offset, size, mask, comparison(), numbers(0xffff_ffffL, "a value"));
    }

    private Signature.Payload payload() throws SignatureException {
        int within = Integer.MAX_VALUE;
        if (text.takes("[")) {
            if (!text.takes(":")) {
                throw text.wrong("a pattern begins with the stream: write payload[:n]");
            }
            within = (int) Math.min(text.number("a number of octets"), Integer.MAX_VALUE);
            text.expect("]", "after the number of octets");
        }
        return new Signature.Payload(text.regex(), within, text.line());
    }

    private Signature.Requirement requirement(boolean reverse) throws SignatureException {
        boolean negated = text.takes("!");
        return new Signature.Requirement(name(), reverse, negated, text.line());
    }

    private void tcpStates(Set<Signature.TcpState> states) throws SignatureException {
        Predicate<String> known =
                word ->
                        List.of("ORIGINATOR", "RESPONDER", "ESTABLISHED", "STATELESS")
                                .contains(word);
        do {
            String word = text.word("a state", "");
            if (!known.test(word.toUpperCase(Locale.ROOT))) {
                throw text.wrong("unknown state '" + word + "'");
            }
            states.add(Signature.TcpState.valueOf(word.toUpperCase(Locale.ROOT)));
        } while (text.takes(","));
    }

    private String analyzer() throws SignatureException {
        String name = text.quoted("an analyzer's name");
        if (name.contains(":")) {
            throw text.wrong("enable \"" + name + "\": analyzers have no children");
        }
        return name.toUpperCase(Locale.ROOT);
    }

    private String event() throws SignatureException {
        if (!text.takes("\"")) {
            throw text.wrong("event: only a message in quotes is supported, found " + text.found());
        }
        return text.afterQuote();
    }
}
