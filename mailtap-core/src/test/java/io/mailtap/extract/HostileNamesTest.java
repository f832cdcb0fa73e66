package io.mailtap.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Delivery;
import io.mailtap.Engine;
import io.mailtap.log.LogFormat;
import io.mailtap.log.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names of attachments that would do harm if they were used: they appear in the log, escaped, and
/// nowhere else.
final class HostileNamesTest {
    private static final String LONG = "n".repeat(10_000);

    @TempDir Path temp;

    /// Parameters as sent, with the name as it must stand in files.log.
    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("filename=\"../../etc/passwd\"", "../../etc/passwd");
        names.put("filename=\"/etc/passwd\"", "/etc/passwd");
        names.put("filename=\"C:\\\\x\"", "C:\\\\x");
        names.put("filename=\"C:\\x\"", "C:\\\\x");
        names.put("filename=\"\\\\\\\\server\\share\"", "\\\\\\\\server\\\\share");
        names.put("filename=\"a\0b\"", "a\\x00b");
        names.put("filename*=utf-8''a%00b", "a\\x00b");
        names.put("filename*=utf-8''a%0Ab%0D%09c", "a\\x0ab\\x0d\\x09c");
        names.put("filename=\"=?utf-8?q?a=0Ab?=\"", "a\\x0ab");
        names.put("filename*=utf-8''%E2%80%AEfdp.exe", "\u202efdp.exe");
        names.put("filename=\"" + LONG + "\"", LONG);
        names.put("filename=CON", "CON");
        names.put("filename=\"aux.txt\"", "aux.txt");
        names.put("filename=\"a\\\"b'c`d$(e)\"", "a\"b'c`d$(e)");
        names.put("filename=\"-\"", "\\x2d");
        names.put("filename=\"\"", "(empty)");
        names.put("filename=\"(empty)\"", "\\x28empty)");
        names.put("filename=\"\\x41\"", "\\\\x41");
        names.put("filename=\"..\"", "..");
        names.put("filename=\".\"", ".");
        names.put("filename=\"%2e%2e%2fx\"", "%2e%2e%2fx");
        names.put("filename*=utf-8''..%2F..%2Fx", "../../x");
        names.put("filename=\"r\u00fchm\"", "r\\xfchm");
        names.put("filename*0=\"../\"; filename*1=\"../x\"", "../../x");
        names.put("filename=\"f.txt\u001b[2Jx\"", "f.txt\\x1b[2Jx");
        return names;
    }

    private Set<String> tree() throws IOException {
        try (Stream<Path> files = Files.walk(temp)) {
            return files.map(file -> temp.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String mail(String parameter, int number) {
        return "Content-Disposition: attachment; "
                + parameter
                + "\r\n\r\ncontent number "
                + number
                + "\r\n";
    }

    @Test
    void namesFromTheWireBecomeNoPaths() throws IOException {
        Path dir = Files.createDirectories(temp.resolve("a/b/files"));
        Files.createDirectories(temp.resolve("a/b/files/etc"));
        Files.writeString(temp.resolve("a/x"), "precious");
        Files.writeString(dir.resolve("CON"), "precious");
        Files.writeString(dir.resolve("x"), "precious");
        Set<String> before = tree();
        List<String> rows = run(dir);
        Set<String> made = tree();
        made.removeAll(before);
        made.removeIf(name -> name.startsWith("logs"));
        assertEquals(names().size(), made.size());
        for (String name : made) {
            assertTrue(name.matches("a/b/files/F[0-9A-Za-z]+\\.txt"), name);
        }
        for (String precious : List.of("a/x", "a/b/files/CON", "a/b/files/x")) {
            assertEquals("precious", Files.readString(temp.resolve(precious)));
        }
        int number = 0;
        for (String row : rows) {
            Path file = dir.resolve(column(rows, row, "extracted"));
            assertEquals("content number " + number++ + "\r\n", Files.readString(file));
        }
    }

    private List<String> run(Path dir) throws IOException {
        Path logs = temp.resolve("logs");
        Engine engine = Engine.builder().build();
        try (Logs log = new Logs(logs, LogFormat.TSV, engine.events());
                engine) {
            Extraction.into(dir).attach(engine.events());
            try (Delivery delivery = new Delivery(engine)) {
                int number = 0;
                for (String parameter : names().keySet()) {
                    delivery.mail(mail(parameter, number++));
                }
            }
            assertEquals(names().size(), log.rows().get(logs.resolve("files.log")).intValue());
        }
        return new ArrayList<>(
                new String(Files.readAllBytes(logs.resolve("files.log")), UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .toList());
    }

    private String column(List<String> rows, String row, String name) throws IOException {
        String fields =
                Files.readString(temp.resolve("logs/files.log"), ISO_8859_1)
                        .lines()
                        .filter(line -> line.startsWith("#fields"))
                        .findFirst()
                        .orElseThrow();
        int index = List.of(fields.split("\t")).indexOf(name) - 1;
        return row.split("\t", -1)[index];
    }

    @Test
    void filesLogHasTheNamesEscaped() throws IOException {
        List<String> rows = run(temp.resolve("files"));
        assertEquals(names().size(), rows.size(), "one line each");
        List<String> expected = List.copyOf(names().values());
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(expected.get(i), column(rows, rows.get(i), "filename"));
        }
    }
}
