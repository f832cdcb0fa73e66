import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Checks or rewrites the format of all Java files: google-java-format, AOSP style.
///
/// Arguments: `check` or `rewrite`, and the root of the project.
final class Format {
    private static final Formatter FORMATTER =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());

    private Format() {}

    public static void main(String[] args) throws IOException, FormatterException {
        boolean rewrite = args[0].equals("rewrite");
        boolean clean = true;
        for (Path file : sources(Path.of(args[1]))) {
            String before = Files.readString(file);
            String after = formatted(before);
            if (!after.equals(before)) {
                System.err.println((rewrite ? "formatted " : "not formatted: ") + file);
                clean = false;
                if (rewrite) {
                    Files.writeString(file, after);
                }
            }
        }
        if (!clean && !rewrite) {
            System.err.println("run ./format to format them");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !isBuilt(root.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isBuilt(Path file) {
        for (Path part : file) {
            if (part.toString().equals("target")) {
                return true;
            }
        }
        return false;
    }

    private static String formatted(String source) throws FormatterException {
        String pruned = RemoveUnusedImports.removeUnusedImports(source);
        String ordered = ImportOrderer.reorderImports(pruned, JavaFormatterOptions.Style.GOOGLE);
        return FORMATTER.formatSource(ordered);
    }
}
