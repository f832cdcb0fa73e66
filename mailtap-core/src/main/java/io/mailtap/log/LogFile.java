package io.mailtap.log;

import io.mailtap.event.Moment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One log on disk. The file is made when its first row is written; a log without rows leaves none.
final class LogFile {
    private static final int FLUSH_AT = 256 * 1024;
    private static final DateTimeFormatter OPENED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);

    private final Path file;
    private final Schema schema;
    private final LogFormat format;
    private final Moment moment;
    private final RowBuffer buffer;
    private final Row row;

    // where rows go if the engine is one of several, and which of its logs this is
    private final @Nullable RowStream stream;
    private final int number;
    private final Repeats repeats;
    private @Nullable OutputStream out;
    private long rows;
    private boolean closed;

    LogFile(Path dir, Schema schema, LogFormat format, Moment moment) {
        this(dir.resolve(schema.path() + ".log"), schema, format, moment, null, 0);
    }

    private LogFile(
            Path file,
            Schema schema,
            LogFormat format,
            Moment moment,
            @Nullable RowStream stream,
            int number) {
        this.file = file;
        this.schema = schema;
        this.format = format;
        this.moment = moment;
        this.stream = stream;
        this.number = number;
        repeats = new Repeats(schema.suppressedNanos());
        buffer = stream == null ? new RowBuffer() : stream.buffer();
        row =
                switch (format) {
                    case TSV -> new TsvRow(buffer);
                    case JSON -> new JsonRow(buffer, schema.columns());
                };
    }

    /// The part of this log that one of several engines writes.
    LogFile part(RowStream rowStream, int logNumber) {
        return new LogFile(file, schema, format, rowStream.moment(), rowStream, logNumber);
    }

    Path file() {
        return file;
    }

    long rows() {
        return rows;
    }

    /// Begins a row; its `end()` is the caller's.
    ///
    /// @throws IllegalStateException if the log has been closed
    Row begin() {
        if (stream != null) {
            stream.begin(number, moment.nanos(), null);
        } else {
            makeRoom(moment.nanos());
            rows++;
        }
        return row;
    }

    /// Begins a row, unless one like it was written of late. Answers null then.
    @Nullable Row beginUnlessRepeat(Repeats.About about) {
        if (stream != null) {
            stream.begin(number, moment.nanos(), about);
            return row;
        }
        return repeats.isRepeat(about, moment.nanos()) ? null : begin();
    }

    /// Takes rows that parts of this log have written.
    void append(
            byte[] octets,
            int from,
            int length,
            int count,
            long nanos,
            Repeats.@Nullable About about) {
        if (about == null || !repeats.isRepeat(about, nanos)) {
            makeRoom(nanos);
            buffer.octets(octets, from, length);
            rows += count;
        }
    }

    private void makeRoom(long nanos) {
        if (closed) {
            throw new IllegalStateException(
                    file
                            + " is closed: close the engine before its logs, for rows come at its end");
        }
        if (out == null) {
            open(nanos);
        } else if (buffer.length() > FLUSH_AT) {
            flush(out);
        }
    }

    private void open(long nanos) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            out = Files.newOutputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (format == LogFormat.TSV) {
            header(nanos);
        }
    }

    private void header(long nanos) {
        buffer.ascii(
                        "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n")
                .ascii("#path\t" + schema.path() + "\n#open\t" + date(nanos) + "\n#fields\t")
                .ascii(
                        schema.columns().stream()
                                .map(Column::name)
                                .collect(Collectors.joining("\t")))
                .ascii("\n#types\t")
                .ascii(
                        schema.columns().stream()
                                .map(Column::type)
                                .collect(Collectors.joining("\t")))
                .ascii("\n");
    }

    private static String date(long nanos) {
        return OPENED.format(Instant.ofEpochSecond(nanos / 1_000_000_000L));
    }

    private void flush(OutputStream to) {
        try {
            buffer.writeTo(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() throws IOException {
        closed = true;
        if (out != null) {
            if (format == LogFormat.TSV) {
                buffer.ascii("#close\t" + date(moment.nanos()) + "\n");
            }
            buffer.writeTo(out);
            out.close();
            out = null;
        }
    }
}
