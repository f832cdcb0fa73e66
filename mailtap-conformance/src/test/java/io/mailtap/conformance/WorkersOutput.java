package io.mailtap.conformance;

import io.mailtap.Engine;
import io.mailtap.Workers;
import io.mailtap.capture.CaptureFiles;
import io.mailtap.capture.Frame;
import io.mailtap.event.EventType;
import io.mailtap.log.EventLines;
import io.mailtap.log.LogFormat;
import io.mailtap.log.Logs;
import io.mailtap.log.Redactor;
import io.mailtap.log.RowMerge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a run writes: SHA-256 of each log and of the lines of all events.
final class WorkersOutput {
    private static final Set<EventType> ALL = EnumSet.allOf(EventType.class);

    private final List<Path> files;
    private final Path dir;

    /// @param files captures, read as one stream
    /// @param dir for logs; empty before and after
    WorkersOutput(List<Path> files, Path dir) {
        this.files = files;
        this.dir = dir;
    }

    /// {@return what one engine writes, without threads}
    Map<String, String> alone() throws IOException {
        Engine logging = Engine.builder().build();
        try (Logs _ = new Logs(dir, LogFormat.TSV, logging.events(), false)) {
            read(logging);
        }
        Map<String, String> digests = takeLogs();
        MessageDigest digest = sha256();
        Engine printing = Engine.builder().build();
        EventLines lines = new EventLines(into(digest));
        lines.attach(printing.events(), ALL, Redactor.create());
        read(printing);
        lines.flush();
        digests.put("events", hex(digest));
        return digests;
    }

    private void read(Engine engine) throws IOException {
        try (CaptureFiles input = open()) {
            engine.read(input);
        }
        engine.close();
    }

    /// {@return what several workers write}
    Map<String, String> together(int count) throws IOException {
        try (RowMerge merge = RowMerge.intoLogs(dir, LogFormat.TSV, false)) {
            read(count, merge);
        }
        Map<String, String> digests = takeLogs();
        MessageDigest digest = sha256();
        try (RowMerge merge = RowMerge.intoLines(into(digest), ALL, false)) {
            read(count, merge);
        }
        digests.put("events", hex(digest));
        return digests;
    }

    private void read(int count, RowMerge merge) throws IOException {
        try (Workers workers = new Workers(count, Engine.builder(), merge);
                CaptureFiles input = open()) {
            Frame frame = new Frame();
            int begun = 0;
            while (input.next(frame)) {
                if (input.filesBegun() != begun) {
                    begun = input.filesBegun();
                    workers.nextCapture();
                }
                workers.packet(frame);
            }
            workers.finish();
        }
    }

    private CaptureFiles open() {
        return new CaptureFiles(files, InputStream.nullInputStream());
    }

    private Map<String, String> takeLogs() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        List<Path> logs;
        try (Stream<Path> all = Files.list(dir)) {
            logs = all.sorted().toList();
        }
        for (Path log : logs) {
            MessageDigest digest = sha256();
            digest.update(Files.readAllBytes(log));
            digests.put(log.getFileName().toString(), hex(digest));
            Files.delete(log);
        }
        return digests;
    }

    private static OutputStream into(MessageDigest digest) {
        return new DigestOutputStream(OutputStream.nullOutputStream(), digest);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
