package io.mailtap.file;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.mime.EntityFactory;
import io.mailtap.analyzer.mime.EntityObserver;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.net.ConnectionLocal;
import io.mailtap.net.Direction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the files in mails, if anybody wants to know of files.
public final class FileAnalysis implements EntityFactory {
    /// Entities and mails of a connection so far, which number its files.
    static final class Counters {
        private int entities;
        private int mails;
        private int inlines;

        int nextEntity() {
            return ++entities;
        }

        int nextMail() {
            return ++mails;
        }

        int nextInline() {
            return ++inlines;
        }
    }

    private final FileOptions options;
    private final ConnectionLocal<Counters> counters = new ConnectionLocal<>();

    /// Creates an analysis.
    ///
    /// @param options what is to be done with files
    public FileAnalysis(FileOptions options) {
        this.options = options;
    }

    @Override
    public @Nullable EntityObserver begin(AnalyzerContext context, String name, Direction from) {
        if (!isWanted(context.events())) {
            return null;
        }
        Counters numbers = counters.get(context.connection(), Counters::new);
        return new MailFiles(
                new FileOrigin(
                        context.events(), context.connection(), name, from.isOrig(), options),
                numbers);
    }

    private static boolean isWanted(Events events) {
        return Arrays.stream(EventType.values())
                .anyMatch(type -> type.isOfFiles() && events.wants(type));
    }
}
