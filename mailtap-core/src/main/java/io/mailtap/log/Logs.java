package io.mailtap.log;

import io.mailtap.event.Events;
import io.mailtap.event.Moment;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes conn.log, smtp.log, pop3.log, files.log, ssl.log, x509.log, analyzer.log and weird.log
/// into a directory.
///
/// ```
/// try (Logs logs = new Logs(dir, LogFormat.TSV, engine.events())) {
///     engine.read(capture);
///     engine.close();
/// }
/// ```
///
/// A log without rows leaves no file. Existing files of the same names are overwritten. An I/O
/// error while rows are written reaches whoever feeds the engine, in a
/// [io.mailtap.event.HandlerException].
public final class Logs implements Closeable {
    private final List<LogFile> files = new ArrayList<>();
    private final @Nullable RowStream stream;
    private final Moment clock;

    /// Attaches the logs to an engine's events, with secrets masked.
    ///
    /// @param dir made if it is missing
    /// @param format of all logs
    /// @param events those of an engine that has not been fed yet
    public Logs(Path dir, LogFormat format, Events events) {
        this(dir, format, events, false);
    }

    /// Attaches the logs to an engine's events.
    ///
    /// @param dir made if it is missing
    /// @param format of all logs
    /// @param events those of an engine that has not been fed yet
    /// @param showSecrets whether passwords and the like are written as they are
    public Logs(Path dir, LogFormat format, Events events, boolean showSecrets) {
        this(dir, format, events, showSecrets, null, events.moment());
    }

    /// Attaches the logs to the events of one of several engines, whose files are closed at the
    /// time of `clock`.
    Logs(
            Path dir,
            LogFormat format,
            Events events,
            boolean showSecrets,
            @Nullable RowStream stream,
            Moment clock) {
        this.stream = stream;
        this.clock = clock;
        Redactor redactor = showSecrets ? Redactor.none() : Redactor.create();
        // The redactor learns secrets from requests, so it listens first.
        redactor.attach(events);
        new SmtpLog(file(dir, SmtpLog.SCHEMA, format, events), redactor).attach(events);
        new Pop3Log(file(dir, Pop3Log.SCHEMA, format, events), redactor).attach(events);
        new FilesLog(file(dir, FilesLog.SCHEMA, format, events), redactor).attach(events);
        new SslLog(file(dir, SslLog.SCHEMA, format, events)).attach(events);
        new X509Log(file(dir, X509Log.SCHEMA, format, events)).attach(events);
        new WeirdLog(file(dir, WeirdLog.SCHEMA, format, events), redactor).attach(events);
        new AnalyzerLog(file(dir, AnalyzerLog.SCHEMA, format, events), redactor).attach(events);
        new ConnLog(file(dir, ConnLog.SCHEMA, format, events)).attach(events);
    }

    private LogFile file(Path dir, Schema schema, LogFormat format, Events events) {
        LogFile file = new LogFile(dir, schema, format, clock);
        files.add(file);
        return stream == null ? file : file.part(stream, files.size() - 1);
    }

    /// The files themselves, which have no handlers if there are several engines.
    List<LogFile> files() {
        return files;
    }

    /// {@return rows written, by file, for the logs that have any}
    public Map<Path, Long> rows() {
        Map<Path, Long> rows = new LinkedHashMap<>();
        for (LogFile file : files) {
            if (file.rows() > 0) {
                rows.put(file.file(), file.rows());
            }
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        for (LogFile file : files) {
            file.close();
        }
    }
}
