package io.mailtap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Holds the sizes of the code: no method over 60 lines, no package without a page.
final class SizesTest {
    private static final int LONGEST_METHOD = 60;
    private static final Path PROJECT = Path.of(System.getProperty("mailtap.root"));

    @Test
    void noMethodIsLongerThanSixtyLines() throws IOException {
        List<Method> methods = methods(sources(""));
        Method longest = Collections.max(methods, Comparator.comparingLong(Method::lines));
        System.out.println("longest of " + methods.size() + " methods: " + longest);
        assertEquals(
                List.of(),
                methods.stream().filter(method -> method.lines() > LONGEST_METHOD).toList());
    }

    @Test
    void everyPackageOfMainCodeHasAPage() throws IOException {
        Set<Path> missing = new TreeSet<>();
        for (Path source : sources("/src/main/")) {
            boolean module = source.endsWith("module-info.java");
            if (!module && !Files.exists(source.resolveSibling("package-info.java"))) {
                missing.add(source.getParent());
            }
        }
        assertEquals(Set.of(), missing);
    }

    /// Goes round the folders of the build, which change while the tests run.
    private static List<Path> sources(String part) throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(
                PROJECT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        boolean built = folder.endsWith("target") || folder.endsWith(".git");
                        return built ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(".java") && inProject(file).contains(part)) {
                            sources.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        assertFalse(sources.isEmpty(), "sources of " + PROJECT);
        return sources;
    }

    /// {@return where a file lies in the project, from a slash on}
    ///
    /// The folders above the project have no say in what is looked at.
    private static String inProject(Path file) {
        return "/" + PROJECT.relativize(file).toString().replace('\\', '/');
    }

    private static List<Method> methods(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    null,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources));
            List<Method> found = new ArrayList<>();
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new MethodScanner(unit, positions, found).scan(unit, null);
            }
            return found;
        }
    }

    private record Method(String name, long lines) {
        @Override
        public String toString() {
            return name + ", " + lines + " lines";
        }
    }

    private static final class MethodScanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Method> found;

        MethodScanner(CompilationUnitTree unit, SourcePositions positions, List<Method> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            String file = inProject(Path.of(unit.getSourceFile().getName()));
            found.add(new Method(file + ": " + method.getName(), last - first + 1));
            return super.visitMethod(method, nothing);
        }
    }
}
