package io.mailtap.log;

import java.util.ArrayList;
import java.util.List;

/// The name and columns of a log.
///
/// @param path the log's name, as in `smtp` for `smtp.log`
/// @param columns in order
record Schema(String path, List<Column> columns) {
    /// {@return a schema from `name type` pairs, one per string}
    static Schema of(String path, String... columns) {
        List<Column> all = new ArrayList<>();
        for (String column : columns) {
            int space = column.indexOf(' ');
            all.add(new Column(column.substring(0, space), column.substring(space + 1)));
        }
        return new Schema(path, List.copyOf(all));
    }
}
