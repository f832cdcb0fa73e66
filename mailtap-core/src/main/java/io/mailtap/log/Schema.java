package io.mailtap.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The name and columns of a log.
///
/// @param path the log's name, as in `smtp` for `smtp.log`
/// @param columns in order
/// @param suppressedNanos how long rows that must not be repeated are not
record Schema(String path, List<Column> columns, long suppressedNanos) {
    private static final long TEN_MINUTES = Duration.ofMinutes(10).toNanos();

    /// {@return a schema from `name type` pairs, one per string}
    static Schema of(String path, String... columns) {
        List<Column> all = new ArrayList<>();
        for (String column : columns) {
            int space = column.indexOf(' ');
            all.add(new Column(column.substring(0, space), column.substring(space + 1)));
        }
        return new Schema(path, List.copyOf(all), TEN_MINUTES);
    }

    /// {@return a schema of rows that begin with [Row#connection]}
    static Schema ofConnections(String path, String... columns) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "ts time",
                                "uid string",
                                "id.orig_h addr",
                                "id.orig_p port",
                                "id.resp_h addr",
                                "id.resp_p port"));
        all.addAll(List.of(columns));
        return of(path, all.toArray(String[]::new));
    }

    /// {@return the same with another time for what must not be repeated}
    Schema suppressing(Duration time) {
        return new Schema(path, columns, time.toNanos());
    }
}
