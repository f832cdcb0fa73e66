package io.mailtap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the arrows between the rooms of the engine: who may know whom.
final class LayersTest {
    private static final String ROOT = "io.mailtap";

    private static final Map<String, List<String>> MAY_KNOW =
            Map.ofEntries(
                    Map.entry("bytes", List.of()),
                    Map.entry("net", List.of("bytes")),
                    Map.entry("event", List.of("net", "bytes")),
                    Map.entry("capture", List.of("bytes")),
                    Map.entry("decode", List.of("capture", "net", "bytes")),
                    Map.entry("stream", List.of("decode", "net", "bytes")),
                    Map.entry("analyzer", List.of("event", "net", "bytes")),
                    Map.entry(
                            "analyzer.host",
                            List.of(
                                    "analyzer",
                                    "analyzer.detect",
                                    "stream",
                                    "event",
                                    "net",
                                    "bytes")),
                    Map.entry("analyzer.detect", List.of("analyzer", "event", "net", "bytes")),
                    Map.entry("analyzer.smtp", List.of("analyzer", "event", "net", "bytes")),
                    Map.entry("analyzer.pop3", List.of("analyzer", "event", "net", "bytes")),
                    Map.entry("analyzer.mime", List.of("analyzer", "event", "net", "bytes")),
                    Map.entry("analyzer.tls", List.of("analyzer", "event", "net", "bytes")),
                    Map.entry(
                            "file",
                            List.of(
                                    "analyzer",
                                    "analyzer.mime",
                                    "file.x509",
                                    "event",
                                    "net",
                                    "bytes")),
                    Map.entry("file.x509", List.of("analyzer", "event", "net", "bytes")),
                    Map.entry("extract", List.of("event", "net", "bytes")),
                    Map.entry("log", List.of("event", "net", "bytes")));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @TestFactory
    List<DynamicTest> aPackageKnowsOnlyWhatItMay() {
        List<DynamicTest> tests = new ArrayList<>();
        MAY_KNOW.forEach((room, known) ->
                tests.add(
                        DynamicTest.dynamicTest(
                                room + " knows " + known, () -> check(room, known))));
        return tests;
    }

    private static void check(String room, List<String> known) {
        List<String> allowed =
                new ArrayList<>(List.of("java..", "org.jspecify..", ROOT + "." + room));
        known.forEach(other -> allowed.add(ROOT + "." + other));
        classes()
                .that()
                .resideInAPackage(ROOT + "." + room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void everyPackageHasItsPlaceInTheTable() {
        Set<String> found =
                CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals(ROOT))
                        .map(name -> name.substring(ROOT.length() + 1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(MAY_KNOW.keySet()), found);
    }

    @Test
    void theEngineNeedsTheJdkOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", ROOT + "..")
                .check(CLASSES);
    }
}
