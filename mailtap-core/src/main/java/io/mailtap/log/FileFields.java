package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.FileEvent;
import io.mailtap.event.FileInfo;

/// The JSON of file events: what the file is, and then the event's own parameters.
final class FileFields {
    private FileFields() {}

    static void write(FileEvent event, JsonLine line) {
        file(event.f(), line);
        switch (event) {
            case FileEvent.FileNew _, FileEvent.FileStateRemove _ -> {}
            case FileEvent.FileOverNewConnection e -> line.bool("is_orig", e.isOrig());
            case FileEvent.FileSniff e -> {
                if (e.mimeType() != null) {
                    line.text("mime_type", e.mimeType());
                }
                line.bool("inferred", e.inferred());
            }
            case FileEvent.FileGap e -> line.count("offset", e.offset()).count("len", e.len());
            case FileEvent.FileHash e ->
                    line.text("kind", e.kind().zeekName()).text("hash", e.hash().hex());
        }
    }

    private static void file(FileInfo f, JsonLine line) {
        line.text("fuid", f.id());
        if (f.parentId() != null) {
            line.text("parent_fuid", f.parentId());
        }
        line.text("source", f.source()).count("depth", f.depth());
        Bytes name = f.filename();
        if (name != null) {
            line.octets("filename", name);
        }
        line.count("seen_bytes", f.seenBytes());
        f.totalBytes().ifPresent(total -> line.count("total_bytes", total));
        line.count("missing_bytes", f.missingBytes());
    }
}
