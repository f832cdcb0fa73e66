package io.mailtap.analyzer.host;

/// What all analyzers hold together beyond a call, against a limit: each connection's own limits do
/// not help against many connections.
final class AnalyzerMemory {
    /// Octets held for all connections together: unfinished lines, gathered mails.
    static final long MOST = 256L << 20;

    private long held;

    void change(long octets) {
        held += octets;
    }

    boolean isExceeded() {
        return held > MOST;
    }
}
