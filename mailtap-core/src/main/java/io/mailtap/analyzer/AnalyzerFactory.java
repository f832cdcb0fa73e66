package io.mailtap.analyzer;

/// Makes the analyzers of one protocol.
public interface AnalyzerFactory {
    /// {@return the protocol's name in upper case, as in `service` and in analyzer events}
    String name();

    /// {@return an analyzer for a new connection}
    ///
    /// @param context what it can do
    Analyzer create(AnalyzerContext context);
}
