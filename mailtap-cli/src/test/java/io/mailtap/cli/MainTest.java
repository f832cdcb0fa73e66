package io.mailtap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line: what it writes, and how it ends.
final class MainTest {
    private static final Path DEMO =
            Path.of(System.getProperty("mailtap.root"), "demo", "mail.pcapng");

    @TempDir private Path dir;

    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(new PrintWriter(err, true), args);
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
}
