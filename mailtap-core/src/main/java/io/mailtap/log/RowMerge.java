package io.mailtap.log;

import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.Moment;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts together what several engines write that share the connections of one run, in the order in
/// which one engine would have written it.
///
/// [#attach] each engine. Then, as often as the engines have been given some packets and told their
/// [RowStream#endStretch], call [#mergeStretch]: it waits for the engines, each on its own thread,
/// and writes their rows as they come. Of each engine a few chunks of rows are held, whatever the
/// stretch brings. [io.mailtap.Workers] does all this.
public final class RowMerge implements Closeable {
    private final RowOutput output;
    private final List<Cursor> cursors = new ArrayList<>();
    private final Clock clock = new Clock();

    /// That of the first engine, or of the one that failed: the others then stand elsewhere.
    private static final class Clock implements Moment {
        private @Nullable Moment of;

        @Override
        public long nanos() {
            return of == null ? 0 : of.nanos();
        }

        @Override
        public long packet() {
            return of == null ? 0 : of.packet();
        }
    }

    private RowMerge(RowOutput output) {
        this.output = output;
    }

    /// {@return one that writes what [Logs] writes}
    ///
    /// @param dir made if it is missing
    /// @param format of all logs
    /// @param showSecrets whether passwords and the like are written as they are
    public static RowMerge intoLogs(Path dir, LogFormat format, boolean showSecrets) {
        return new RowMerge(new RowOutput.ToLogs(dir, format, showSecrets));
    }

    /// {@return one that writes what [EventLines] writes}
    ///
    /// @param out takes the lines in large pieces; not closed
    /// @param types which events
    /// @param showSecrets whether passwords and the like are written as they are
    public static RowMerge intoLines(OutputStream out, Set<EventType> types, boolean showSecrets) {
        return new RowMerge(new RowOutput.ToLines(new EventLines(out), types, showSecrets));
    }

    /// Attaches one of the engines, before any is fed.
    ///
    /// @param events those of the engine
    /// @param position where the engine stands
    /// @return takes the engine's rows
    public RowStream attach(Events events, RowPosition position) {
        RowStream stream = new RowStream(position, events.moment());
        if (cursors.isEmpty()) {
            clock.of = events.moment();
        }
        cursors.add(new Cursor(stream));
        output.attach(events, stream, clock);
        return stream;
    }

    /// Writes the rows of one stretch, when all engines have done their parts of it.
    ///
    /// What has ended an engine is thrown here, after the rows that come before that.
    ///
    /// @throws java.io.UncheckedIOException if rows cannot be written
    public void mergeStretch() {
        for (Cursor cursor : cursors) {
            cursor.begin();
        }
        Cursor least = least(null);
        while (least != null) {
            Cursor next = least(least);
            do {
                throwFault(least);
                least.write(output);
            } while (least.hasRow() && (next == null || least.isBefore(next)));
            least = least(null);
        }
    }

    /// The cursor whose row comes first, but one.
    private @Nullable Cursor least(@Nullable Cursor without) {
        Cursor least = null;
        for (Cursor cursor : cursors) {
            if (cursor != without && cursor.hasRow() && (least == null || cursor.isBefore(least))) {
                least = cursor;
            }
        }
        return least;
    }

    private void throwFault(Cursor cursor) {
        Throwable fault = cursor.fault();
        if (fault == null) {
            return;
        }
        clock.of = cursor.stream.moment();
        switch (fault) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(fault);
        }
    }

    /// {@return rows written, by file, for the logs that have any}
    public Map<Path, Long> rows() {
        Map<Path, Long> rows = new LinkedHashMap<>();
        output.countRows(rows);
        return rows;
    }

    /// Writes what is left. The engines must have stopped.
    @Override
    public void close() throws IOException {
        output.close();
    }

    /// How far the rows of one engine have been written.
    private static final class Cursor {
        private final RowStream stream;
        private RowChunk chunk = new RowChunk();
        private int row;
        private boolean ended = true;

        Cursor(RowStream stream) {
            this.stream = stream;
        }

        void begin() {
            ended = false;
            take();
            settle();
        }

        private void take() {
            chunk = stream.take();
            row = 0;
        }

        /// Goes to the next chunk where this one has no more rows.
        private void settle() {
            while (!ended && row == chunk.rows && chunk.end != RowChunk.End.FAULT) {
                ended = chunk.end == RowChunk.End.STRETCH;
                stream.recycle(chunk);
                if (!ended) {
                    take();
                }
            }
        }

        boolean hasRow() {
            return !ended;
        }

        boolean isBefore(Cursor other) {
            return chunk.isBefore(row, other.chunk, other.row);
        }

        @Nullable Throwable fault() {
            return row == chunk.rows ? chunk.fault : null;
        }

        void write(RowOutput output) {
            int start = chunk.start(row);
            output.append(
                    chunk.log(row),
                    chunk.octets,
                    start,
                    chunk.endOf(row) - start,
                    chunk.count(row),
                    chunk.nanos(row),
                    chunk.about(row));
            row++;
            settle();
        }
    }
}
