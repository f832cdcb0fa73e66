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
    private final RowBuffer buffer = new RowBuffer();
    private final Row row;
    private @Nullable OutputStream out;
    private long rows;
    private boolean closed;

    LogFile(Path dir, Schema schema, LogFormat format, Moment moment) {
        file = dir.resolve(schema.path() + ".log");
        this.schema = schema;
        this.format = format;
        this.moment = moment;
        row =
                switch (format) {
                    case TSV -> new TsvRow(buffer);
                    case JSON -> new JsonRow(buffer, schema.columns());
                };
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
        if (closed) {
            throw new IllegalStateException(
                    file
                            + " is closed: close the engine before its logs, for rows come at its end");
        }
        if (out == null) {
            open();
        } else if (buffer.length() > FLUSH_AT) {
            flush(out);
        }
        rows++;
        return row;
    }

    private void open() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            out = Files.newOutputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (format == LogFormat.TSV) {
            header();
        }
    }

    private void header() {
        buffer.ascii(
                        "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n")
                .ascii("#path\t" + schema.path() + "\n#open\t" + now() + "\n#fields\t")
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

    private String now() {
        return OPENED.format(Instant.ofEpochSecond(moment.nanos() / 1_000_000_000L));
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
                buffer.ascii("#close\t" + now() + "\n");
            }
            buffer.writeTo(out);
            out.close();
            out = null;
        }
    }
}
