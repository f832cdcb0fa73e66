package io.mailtap.analyzer.detect;

import io.mailtap.analyzer.SignatureException;

/// A signature file's text, taken word by word.
final class SignatureText {
    private final String file;
    private final String text;
    private int at;
    private int line = 1;
    private int tokenLine = 1;

    SignatureText(String file, String text) {
        this.file = file;
        this.text = text;
    }

    String file() {
        return file;
    }

    /// {@return the line of what was taken last}
    int line() {
        return tokenLine;
    }

    SignatureException wrong(String reason) {
        return new SignatureException(file, tokenLine, reason);
    }

    SignatureException wrongAt(int where, String reason) {
        return new SignatureException(file, where, reason);
    }

    /// Skips blanks, line ends, comments, and lines that begin with a dot.
    private void skip() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#' || c == '.' && isLineStart()) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(c)) {
                advance();
            } else {
                return;
            }
        }
    }

    private boolean isLineStart() {
        return text.substring(text.lastIndexOf('\n', at - 1) + 1, at).isBlank();
    }

    private void advance() {
        if (text.charAt(at) == '\n') {
            line++;
        }
        at++;
    }

    boolean atEnd() {
        skip();
        return at == text.length();
    }

    /// Takes `symbol` if it is next.
    boolean takes(String symbol) {
        skip();
        if (text.startsWith(symbol, at)) {
            tokenLine = line;
            at += symbol.length();
            return true;
        }
        return false;
    }

    void expect(String symbol, String where) throws SignatureException {
        if (!takes(symbol)) {
            throw expected("'" + symbol + "' " + where);
        }
    }

    private SignatureException expected(String what) {
        String found = found();
        return wrongAt(line, "expected " + what + ", found " + found);
    }

    /// {@return what is next, for a message}
    String found() {
        skip();
        if (at == text.length()) {
            return "the end of the file";
        }
        int end = at + 1;
        while (end < text.length() && end < at + 20 && isWord(text.charAt(end))) {
            end++;
        }
        return "'" + text.substring(at, end) + "'";
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '-';
    }

    /// {@return the next word: letters, digits, `_` and `-`, and what `others` has}
    String word(String what, String others) throws SignatureException {
        skip();
        int from = at;
        while (at < text.length()
                && (isWord(text.charAt(at)) || others.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == from) {
            throw expected(what);
        }
        tokenLine = line;
        return text.substring(from, at);
    }

    /// {@return a number of at most 32 bits, decimal or with 0x}
    long number(String what) throws SignatureException {
        skip();
        int from = at;
        while (at < text.length() && Character.digit(text.charAt(at), 36) >= 0) {
            at++;
        }
        String digits = text.substring(from, at);
        boolean hex = digits.startsWith("0x");
        String pattern = hex ? "0x[0-9a-fA-F]{1,8}" : "[0-9]{1,10}";
        if (!digits.matches(pattern)) {
            at = from;
            throw expected(what);
        }
        tokenLine = line;
        long value = hex ? Long.parseLong(digits.substring(2), 16) : Long.parseLong(digits);
        if (value > 0xffff_ffffL) {
            throw wrong(digits + " is out of range");
        }
        return value;
    }

    /// {@return what stands between quotes}
    String quoted(String what) throws SignatureException {
        expect("\"", "before " + what);
        return afterQuote();
    }

    /// {@return what stands before the next quote}
    String afterQuote() throws SignatureException {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (at == text.length() || text.charAt(at) != '"') {
            throw wrong("'\"' without its end");
        }
        at++;
        return value.toString();
    }

    /// {@return the expression between slashes}
    Regex regex() throws SignatureException {
        expect("/", "before a pattern");
        int from = at;
        while (at < text.length() && text.charAt(at) != '/' && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length() || text.charAt(at) != '/') {
            throw wrong("'/' without its end");
        }
        String pattern = text.substring(from, at++);
        boolean ignoreCase = at < text.length() && text.charAt(at) == 'i';
        at += ignoreCase ? 1 : 0;
        try {
            return RegexParser.parse(pattern, ignoreCase);
        } catch (PatternException e) {
            throw wrong("/" + pattern + "/: " + e.getMessage());
        }
    }
}
