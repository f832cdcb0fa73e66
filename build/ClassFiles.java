import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Re-writes the class files of a jar from before Java 6 as those of Java 17.
///
/// HotSpot keeps no classes that old in its caches, so that each start of the program would parse
/// and verify them anew. Nothing but the version and the stack maps changes. Run as `java
/// ClassFiles.java JAR`; where it fails, the jar stays as it is and the program only starts slower.
final class ClassFiles {
    private static final int OLD = ClassFile.JAVA_5_VERSION;
    private static final int NEW = ClassFile.JAVA_17_VERSION;

    private static final ClassTransform VERSION =
            (builder, element) -> {
                if (element instanceof ClassFileVersion) {
                    builder.withVersion(NEW, 0);
                } else {
                    builder.with(element);
                }
            };

    // a body that is not taken apart would be copied without stack maps
    private static final CodeTransform REWRITTEN = (builder, element) -> builder.with(element);

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private ClassFiles() {}

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        try {
            new ClassFiles().rewrite(jar);
        } catch (IllegalArgumentException e) { // what the Class-File API says of odd classes
            System.err.println(jar + " stays as it is: " + e.getMessage());
        }
    }

    private void rewrite(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
                }
            }
        }
        ClassFile classFile =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(hierarchy()),
                        ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
        Map<String, byte[]> rewritten = new LinkedHashMap<>();
        entries.forEach((name, octets) ->
                rewritten.put(name, name.endsWith(".class") ? renewed(classFile, octets) : octets));
        write(rewritten, jar);
    }

    private ClassHierarchyResolver hierarchy() {
        return ClassHierarchyResolver.ofResourceParsing(this::ownClass)
                .orElse(ClassHierarchyResolver.defaultResolver());
    }

    private ByteArrayInputStream ownClass(ClassDesc type) {
        String descriptor = type.descriptorString();
        byte[] octets = entries.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
        return octets == null ? null : new ByteArrayInputStream(octets);
    }

    private static byte[] renewed(ClassFile classFile, byte[] octets) {
        ClassModel model = classFile.parse(octets);
        if (model.majorVersion() > OLD) {
            return octets;
        }
        byte[] renewed =
                classFile.transformClass(
                        model, VERSION.andThen(ClassTransform.transformingMethodBodies(REWRITTEN)));
        List<VerifyError> errors = classFile.verify(renewed);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors.getFirst().getMessage());
        }
        return renewed;
    }

    private static void write(Map<String, byte[]> entries, Path jar) throws IOException {
        Path made = jar.resolveSibling(jar.getFileName() + ".new");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(made))) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                JarEntry entry = new JarEntry(each.getKey());
                entry.setTime(0);
                out.putNextEntry(entry);
                out.write(each.getValue());
                out.closeEntry();
            }
        }
        Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
