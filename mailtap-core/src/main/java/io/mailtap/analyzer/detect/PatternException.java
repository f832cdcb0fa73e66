package io.mailtap.analyzer.detect;

/// A regular expression that makes no sense, or is too large.
final class PatternException extends Exception {
    private static final long serialVersionUID = 1L;

    PatternException(String reason) {
        super(reason);
    }
}
