package io.mailtap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line: what it writes, and how it ends.
final class MainTest {
    private static final Path DEMO =
            Path.of(System.getProperty("mailtap.root"), "demo", "mail.pcapng");

    @TempDir private Path dir;

    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(OutputStream.nullOutputStream(), new PrintWriter(err, true), args);
    }

    @Test
    void aCaptureGivesLogsAndASummary() throws IOException {
        assertEquals(0, run("-r", DEMO.toString(), "-l", dir.toString()));
        assertTrue(Files.readString(dir.resolve("smtp.log")).startsWith("#separator \\x09\n"));
        assertTrue(Files.readString(dir.resolve("pop3.log")).contains("alice@example.test"));
        assertTrue(err.toString().contains("mails                        27"), err::toString);
    }

    @Test
    void jsonIsWrittenWhenAskedFor() throws IOException {
        assertEquals(0, run("-r", DEMO.toString(), "-l", dir.toString(), "--json"));
        assertTrue(Files.readString(dir.resolve("conn.log")).startsWith("{\"ts\":"));
    }

    @Test
    void severalFilesAreOneStreamWhicheverWayTheyAreNamed() throws IOException {
        Path second = Files.copy(DEMO, dir.resolve("second.pcapng"));
        Path one = dir.resolve("one");
        Path two = dir.resolve("two");
        assertEquals(0, run("-r", DEMO.toString(), second.toString(), "-l", one.toString()));
        assertEquals(0, run("-r", DEMO.toString(), "-r", second.toString(), "-l", two.toString()));
        assertEquals(
                Files.readString(one.resolve("conn.log")),
                Files.readString(two.resolve("conn.log")));
    }

    @Test
    void theSameCaptureGivesTheSameOctets() throws IOException {
        run("-r", DEMO.toString(), "-l", dir.resolve("a").toString());
        run("-r", DEMO.toString(), "-l", dir.resolve("b").toString());
        for (String log : new String[] {"conn.log", "smtp.log", "pop3.log", "weird.log"}) {
            assertEquals(
                    Files.readString(dir.resolve("a").resolve(log)),
                    Files.readString(dir.resolve("b").resolve(log)));
        }
    }

    @Test
    void aCutFileIsAnalysedUpToTheCut() throws IOException {
        byte[] whole = Files.readAllBytes(DEMO);
        Path cut =
                Files.write(dir.resolve("cut.pcapng"), Arrays.copyOf(whole, whole.length - 1000));
        assertEquals(1, run("-r", cut.toString(), "-l", dir.toString()));
        assertTrue(err.toString().contains("cut.pcapng"), err::toString);
        assertTrue(err.toString().contains("at octet"), err::toString);
        assertTrue(Files.exists(dir.resolve("smtp.log")));
    }

    @Test
    void aMissingFileDoesNotKeepTheOthersFromBeingRead() {
        assertEquals(1, run("-r", "/nowhere", DEMO.toString(), "-l", dir.toString()));
        assertTrue(err.toString().contains("/nowhere: no such file"), err::toString);
        assertTrue(err.toString().contains("mails                        27"), err::toString);
    }

    private Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                files.put(
                        file.getFileName().toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    @Test
    void filesAreExtractedAlikeByAnyNumberOfWorkers() throws IOException {
        for (String workers : new String[] {"1", "3"}) {
            Path to = dir.resolve(workers);
            Path logs = to.resolve("logs");
            int code =
                    run(
                            "-r",
                            DEMO.toString(),
                            "--mail-files",
                            "--hash=md5,sha256",
                            "--extract=" + to.resolve("files"),
                            "--workers=" + workers,
                            "-l",
                            logs.toString());
            assertEquals(0, code, err::toString);
            assertTrue(err.toString().matches("(?s).*files +87 files\\R"), err::toString);
        }
        Map<String, String> files = files(dir.resolve("1/files"));
        assertEquals(87, files.size());
        assertEquals(24, files.keySet().stream().filter(n -> n.endsWith(".eml")).count());
        assertEquals(files, files(dir.resolve("3/files")));
        assertEquals(files(dir.resolve("1/logs")), files(dir.resolve("3/logs")));
    }

    @Test
    void theEventsCommandExtractsToo() throws IOException {
        Path to = dir.resolve("files");
        int code =
                run(
                        "events",
                        "-r",
                        DEMO.toString(),
                        "--only=flow_weird",
                        "--extract=" + to,
                        "--extract-type=application/pdf,image/*",
                        "--extract-limit=100");
        assertEquals(0, code, err::toString);
        Map<String, String> files = files(to);
        assertTrue(files.keySet().stream().allMatch(n -> n.matches("F.*\\.(pdf|png|gif|jpg)")));
        assertTrue(files.values().stream().allMatch(content -> content.length() <= 100));
        assertEquals(11, files.size());
    }

    @Test
    void aDirectoryThatCannotBeMadeDoesNotKeepTheLogsFromBeingWritten() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "in the way");
        Path to = file.resolve("files");
        Path logs = dir.resolve("logs");
        assertEquals(1, run("-r", DEMO.toString(), "-l", logs.toString(), "--extract=" + to));
        assertTrue(err.toString().contains("63 files missing or cut short"), err::toString);
        assertTrue(Files.readString(logs.resolve("files.log")).contains("report 2026.pdf"));
    }

    @Test
    void wrongUseOfFileOptionsIsExplained() {
        for (String wrong :
                new String[] {
                    "--hash=crc32",
                    "--hash=none,md5",
                    "--hash=",
                    "--extract=" + DEMO,
                    "--extract-limit=5",
                    "--extract-type=image/*",
                    "--extract=" + dir + " --extract-limit=-1",
                    "--extract=" + dir + " --extract-limit=lots",
                    "--extract=" + dir + " --extract-type=png"
                }) {
            String[] args = ("-r " + DEMO + " -l " + dir + " " + wrong).split(" ");
            assertEquals(2, run(args), wrong);
        }
        assertTrue(err.toString().contains("--hash crc32: expected md5"), err::toString);
    }

    @Test
    void wrongUsageIsExplained() {
        assertEquals(2, run());
        assertEquals(2, run("--nonsense"));
        assertEquals(2, run("-r", DEMO.toString(), "--port", "imap=143"));
        assertEquals(2, run("-r", DEMO.toString(), "--port", "smtp=70000"));
        assertEquals(2, run("-i", "eth0"));
        assertEquals(2, run("-r", DEMO.toString(), "-f", "tcp"));
        assertEquals(2, run("events", "-r", DEMO.toString(), "--only", "imap_*"));
        assertTrue(err.toString().contains("Try 'mailtap --help'."), err::toString);
    }

    @Test
    void zstdIsRead() throws IOException {
        byte[] plain = Files.readAllBytes(DEMO);
        var compressor = new io.airlift.compress.v3.zstd.ZstdJavaCompressor();
        byte[] packed = new byte[compressor.maxCompressedLength(plain.length)];
        int length = compressor.compress(plain, 0, plain.length, packed, 0, packed.length);
        Path file = Files.write(dir.resolve("demo.zst"), Arrays.copyOf(packed, length));
        assertEquals(0, run("-r", file.toString(), "-l", dir.toString()));
        assertTrue(err.toString().contains("packets                      772"), err::toString);
        byte[] damaged = Arrays.copyOf(packed, length / 2);
        Path half = Files.write(dir.resolve("half.zst"), damaged);
        assertEquals(1, run("-r", half.toString(), "-l", dir.toString()));
    }

    @Test
    void secretsAreInNoLog() throws IOException {
        run("-r", DEMO.toString(), "-l", dir.toString());
        for (String log : new String[] {"conn.log", "smtp.log", "pop3.log", "weird.log"}) {
            String text = Files.readString(dir.resolve(log));
            assertFalse(text.contains("PASS ") && !text.contains("<redacted>"), log);
        }
    }

    @Test
    void secretsAreShownOnlyWhenAskedFor() {
        ByteArrayOutputStream masked = new ByteArrayOutputStream();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintWriter messages = new PrintWriter(err, true);
        String[] args = {"events", "-r", DEMO.toString(), "--only=pop3_login_failure"};
        assertEquals(0, Main.run(masked, messages, args));
        String[] more = Arrays.copyOf(args, args.length + 1);
        more[args.length] = "--show-secrets";
        assertEquals(0, Main.run(shown, messages, more));
        String password = "\"password\":\"<redacted>\"";
        assertTrue(masked.toString(StandardCharsets.UTF_8).contains(password));
        assertFalse(shown.toString(StandardCharsets.UTF_8).contains(password));
        assertTrue(shown.toString(StandardCharsets.UTF_8).contains("\"password\":"));
    }
}
