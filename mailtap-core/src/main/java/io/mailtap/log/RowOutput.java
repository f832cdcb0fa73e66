package io.mailtap.log;

import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.Moment;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes the rows of all engines in their one order.
sealed interface RowOutput extends Closeable {
    /// Makes an engine's events rows of a stream.
    ///
    /// @param clock that of the engine which has the last word
    void attach(Events events, RowStream stream, Moment clock);

    /// Takes rows.
    ///
    /// @param log number of the log
    /// @param octets holds them, line ends included; borrowed
    /// @param from index of the first octet
    /// @param count how many octets
    /// @param rows how many rows
    /// @param nanos when they were begun
    /// @param about what must not be repeated; null if it may
    void append(
            int log,
            byte[] octets,
            int from,
            int count,
            int rows,
            long nanos,
            Repeats.@Nullable About about);

    void countRows(Map<Path, Long> rows);

    /// Logs in a directory.
    final class ToLogs implements RowOutput {
        private final Path dir;
        private final LogFormat format;
        private final boolean showSecrets;
        private @Nullable Logs logs;
        private List<LogFile> files = List.of();

        ToLogs(Path dir, LogFormat format, boolean showSecrets) {
            this.dir = dir;
            this.format = format;
            this.showSecrets = showSecrets;
        }

        @Override
        public void attach(Events events, RowStream stream, Moment clock) {
            Logs part = new Logs(dir, format, events, showSecrets, stream, clock);
            if (logs == null) {
                logs = part;
                files = part.files();
            }
        }

        @Override
        public void append(
                int log,
                byte[] octets,
                int from,
                int count,
                int rows,
                long nanos,
                Repeats.@Nullable About about) {
            files.get(log).append(octets, from, count, rows, nanos, about);
        }

        @Override
        public void countRows(Map<Path, Long> rows) {
            if (logs != null) {
                rows.putAll(logs.rows());
            }
        }

        @Override
        public void close() throws IOException {
            if (logs != null) {
                logs.close();
            }
        }
    }

    /// Lines of events.
    final class ToLines implements RowOutput {
        private final EventLines lines;
        private final Set<EventType> types;
        private final boolean showSecrets;

        ToLines(EventLines lines, Set<EventType> types, boolean showSecrets) {
            this.lines = lines;
            this.types = types;
            this.showSecrets = showSecrets;
        }

        @Override
        public void attach(Events events, RowStream stream, Moment clock) {
            Redactor redactor = showSecrets ? Redactor.none() : Redactor.create();
            new EventLines(stream).attach(events, types, redactor);
        }

        @Override
        public void append(
                int log,
                byte[] octets,
                int from,
                int count,
                int rows,
                long nanos,
                Repeats.@Nullable About about) {
            lines.append(octets, from, count);
        }

        @Override
        public void countRows(Map<Path, Long> rows) {}

        @Override
        public void close() throws IOException {
            lines.flush();
        }
    }
}
