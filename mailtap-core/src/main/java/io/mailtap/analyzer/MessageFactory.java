package io.mailtap.analyzer;

import io.mailtap.net.Direction;

/// Makes the takers of mails.
@FunctionalInterface
public interface MessageFactory {
    /// {@return the taker of a mail that begins}
    ///
    /// @param context that of the analyzer which carries the mail
    /// @param name name of that analyzer
    /// @param from who sends the mail
    Message begin(AnalyzerContext context, String name, Direction from);
}
