package io.mailtap.loads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MakeLoadTest {
    @TempDir private Path dir;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return MakeLoad.run(
                arguments, new PrintStream(out, true, UTF_8), new PrintStream(errors, true, UTF_8));
    }

    @Test
    void bothFilesAreWrittenAndSummedUp() {
        Path file = dir.resolve("a.pcap");
        assertEquals(0, run("--connections=20", "--seed", "1", "--out=" + file));
        assertTrue(Files.exists(dir.resolve("a.truth.json")));
        assertTrue(out.toString(UTF_8).contains(" 20 connections"), out::toString);
        assertEquals("", errors.toString(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--out a --sise-mb 3     | --sise-mb: no such option",
                "--out a --size-mb       | --size-mb: what follows is missing",
                "--out a --size-mb many  | --size-mb: not a number: many",
                "--out a --size-mb -1    | --size-mb: more than 0, at most a milliard: -1",
                "--out a --seed 1.5      | --seed: not a whole number: 1.5",
                "--out a --connections 0 | --connections: from 1 to 2147483647: 0",
                "--out a --loss 1.5      | --loss: from 0 to 1: 1.5",
                "--out a --loss NaN      | --loss: from 0 to 1: NaN",
                "--out a --mss 100.5     | --mss: from 64 to 65000: 100.5",
                "--out a --preset large  | --preset: one of small-mails, attachments, mixed: large",
                "--preset mixed          | --out FILE is missing",
                "load.pcap --out a       | load.pcap: no such option",
            })
    void wrongUsageSaysWhatIsWrong(String arguments, String expected) {
        assertEquals(2, run(arguments.split(" +")));
        assertEquals("make-load: " + expected, errors.toString(UTF_8).lines().findFirst().get());
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        String file = dir.resolve("missing").resolve("a.pcap").toString();
        assertEquals(1, run("--connections", "1", "--out", file));
        assertTrue(errors.toString(UTF_8).contains(file), errors::toString);
    }

    @Test
    void helpListsAllOptionsWithTheirDefaults() {
        assertEquals(0, run("--help"));
        for (Setting setting : Setting.values()) {
            assertTrue(
                    out.toString(UTF_8).contains(" " + setting.option() + " "), setting.option());
        }
        assertTrue(out.toString(UTF_8).contains("median of the texts (lognormal) (2000)"));
    }

    @Test
    void aVlanIsThatOfAllConnectionsUnlessAShareIsGiven() {
        assertEquals(1, LoadOptions.parse("--out", "a", "--vlan", "7").number(Setting.VLAN_SHARE));
        assertEquals(
                0.3, LoadOptions.parse("--preset=mixed", "--out=a").number(Setting.VLAN_SHARE));
    }

    @Test
    void jsonIsEscaped() {
        String json = Json.write(java.util.Map.of("a\"b", java.util.List.of("\\", "\n", 1.5, 2)));
        assertEquals("{\n \"a\\\"b\": [\n  \"\\\\\",\n  \"\\u000a\",\n  1.5,\n  2\n ]\n}\n", json);
    }
}
