package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.Events;
import io.mailtap.event.FileEvent.FileHash;
import io.mailtap.event.FileEvent.FileStateRemove;
import io.mailtap.event.FileInfo;
import io.mailtap.event.HashKind;
import io.mailtap.net.Connection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// files.log: one row per file, when it has ended.
final class FilesLog {
    static final Schema SCHEMA =
            Schema.of(
                    "files",
                    "ts time",
                    "fuid string",
                    "uid string",
                    "id.orig_h addr",
                    "id.orig_p port",
                    "id.resp_h addr",
                    "id.resp_p port",
                    "source string",
                    "depth count",
                    "analyzers set[string]",
                    "mime_type string",
                    "filename string",
                    "duration interval",
                    "local_orig bool",
                    "is_orig bool",
                    "seen_bytes count",
                    "total_bytes count",
                    "missing_bytes count",
                    "overflow_bytes count",
                    "timedout bool",
                    "parent_fuid string",
                    "md5 string",
                    "sha1 string",
                    "sha256 string",
                    "extracted string",
                    "extracted_cutoff bool",
                    "extracted_size count");

    private final LogFile log;
    private final Redactor redactor;

    FilesLog(LogFile log, Redactor redactor) {
        this.log = log;
        this.redactor = redactor;
    }

    void attach(Events events) {
        // Digests are made for those who want to know of them.
        events.on(FileHash.class, (FileHash _) -> {})
                .on(FileStateRemove.class, (FileStateRemove e) -> write(e.c(), e.f()));
    }

    private void write(Connection c, FileInfo f) {
        List<String> analyzers = f.analyzers();
        if (analyzers.contains("X509")) {
            return; // x509.log has it
        }
        Bytes name = f.filename();
        boolean local = LocalAddresses.contains(f.isOrig() ? c.id().origH() : c.id().respH());
        Row row = log.begin();
        row.time(f.startNanos()).name(f.id()).name(c.uid()).id(c.id()).name(f.source());
        row.count(f.depth()).nameSet(analyzers).name(f.mimeType());
        row.octets(name == null ? null : redactor.mask(c, name));
        row.interval(f.lastActiveNanos() - f.startNanos()).bool(local).bool(f.isOrig());
        row.count(f.seenBytes());
        optional(row, f.totalBytes());
        row.count(f.missingBytes()).count(0).bool(false).name(f.parentId());
        row.hex(f.hash(HashKind.MD5)).hex(f.hash(HashKind.SHA1)).hex(f.hash(HashKind.SHA256));
        extracted(row, f.extracted());
        row.end();
    }

    private static void extracted(Row row, FileInfo.@Nullable Extracted extracted) {
        if (extracted == null) {
            row.unset().unset().unset();
        } else {
            row.name(extracted.name()).bool(extracted.cutoff());
            optional(row, extracted.size());
        }
    }

    private static void optional(Row row, OptionalLong number) {
        if (number.isEmpty()) {
            row.unset();
        } else {
            row.count(number.getAsLong());
        }
    }
}
