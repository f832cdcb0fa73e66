package io.mailtap.analyzer.mime;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.net.Direction;
import org.jspecify.annotations.Nullable;

/// Makes the observers of mails.
@FunctionalInterface
public interface EntityFactory {
    /// Makes none.
    EntityFactory NONE = (_, _, _) -> null;

    /// {@return who observes a mail that begins, or null if nobody does}
    ///
    /// @param context that of the analyzer which carries the mail
    /// @param name name of that analyzer
    /// @param from who sends the mail
    @Nullable EntityObserver begin(AnalyzerContext context, String name, Direction from);
}
