package io.mailtap.file;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.event.Events;
import io.mailtap.net.Connection;
import io.mailtap.net.Identifiers;

/// Where files come from, and what is to be done with them. For those of a mail it is one object
/// with [MailFiles].
sealed class FileOrigin permits MailFiles {
    private final AnalyzerContext context;
    private final String source;
    private final boolean isOrig;
    private final FileOptions options;
    private final FilePool pool;

    /// @param context that of the analyzer which carries them
    /// @param source name of the protocol
    /// @param isOrig whether the originator sends
    /// @param options what is to be done
    /// @param pool lends what each file needs for a while
    FileOrigin(
            AnalyzerContext context,
            String source,
            boolean isOrig,
            FileOptions options,
            FilePool pool) {
        this.context = context;
        this.source = source;
        this.isOrig = isOrig;
        this.options = options;
        this.pool = pool;
    }

    final AnalyzerContext context() {
        return context;
    }

    final String source() {
        return source;
    }

    final boolean isOrig() {
        return isOrig;
    }

    final FileOptions options() {
        return options;
    }

    final FilePool pool() {
        return pool;
    }

    /// Where events are raised.
    final Events events() {
        return context.events();
    }

    /// The connection.
    final Connection c() {
        return context.connection();
    }

    /// The identifier of the file at a place in the connection: a hash of the connection's uid,
    /// which stands for its endpoints and beginning, and of the place. Zeek's handle holds the
    /// number of the mail too; that of the entity counts on over all mails and suffices.
    ///
    /// @param kind tells whole mails, entities, and files within entities apart
    /// @param number which of them
    final String id(char kind, long number) {
        long one = Identifiers.mix(kind);
        String uid = c().uid();
        for (int i = 0; i < uid.length(); i++) {
            one = Identifiers.mix(one ^ uid.charAt(i));
        }
        one = Identifiers.mix(one ^ number);
        return Identifiers.of('F', one, Identifiers.mix(one + kind));
    }
}
