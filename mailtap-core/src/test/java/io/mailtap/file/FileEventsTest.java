package io.mailtap.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Delivery;
import io.mailtap.Engine;
import io.mailtap.event.Events;
import io.mailtap.event.FileEvent;
import io.mailtap.event.FileEvent.FileGap;
import io.mailtap.event.FileEvent.FileHash;
import io.mailtap.event.FileEvent.FileNew;
import io.mailtap.event.FileEvent.FileSniff;
import io.mailtap.event.FileEvent.FileStateRemove;
import io.mailtap.event.FileInfo;
import io.mailtap.event.HandlerException;
import io.mailtap.event.HashKind;
import io.mailtap.event.MimeEvent.MimeEndEntity;
import io.mailtap.event.WeirdEvent.ConnWeird;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The events of files: which, when, and what can be seen of the file by then.
final class FileEventsTest {
    private final List<String> seen = new ArrayList<>();
    private final List<FileInfo> files = new ArrayList<>();

    private List<String> events(Engine.Builder builder, Consumer<Delivery> mails) {
        return run(builder, events -> events.on(FileEvent.class, this::onEvent), mails);
    }

    private List<String> run(
            Engine.Builder builder, Consumer<Events> handlers, Consumer<Delivery> mails) {
        seen.clear();
        files.clear();
        try (Engine engine = builder.build()) {
            handlers.accept(engine.events());
            try (Delivery delivery = new Delivery(engine)) {
                mails.accept(delivery);
            }
        }
        return List.copyOf(seen);
    }

    private void onEvent(FileEvent event) {
        FileInfo f = event.f();
        if (event instanceof FileNew) {
            files.add(f);
        }
        String more =
                switch (event) {
                    case FileSniff e -> " " + e.mimeType() + (e.inferred() ? "" : " given");
                    case FileGap e -> " " + e.offset() + " " + e.len();
                    case FileHash e -> " " + e.kind().zeekName();
                    case FileStateRemove _ ->
                            " " + f.totalBytes().orElse(-1) + " missing " + f.missingBytes();
                    default -> "";
                };
        seen.add(f.depth() + " " + event.type().zeekName() + more + " seen " + f.seenBytes());
    }

    @Test
    void aFileBeginsWithItsFirstOctetAndEndsAfterItsEntity() {
        run(
                Engine.builder(),
                events ->
                        events.on(FileEvent.class, this::onEvent)
                                .on(
                                        MimeEndEntity.class,
                                        (MimeEndEntity _) -> seen.add("entity ends")),
                d -> d.mail("Subject: a\r\n\r\nplain text\r\n"));
        assertEquals(
                List.of(
                        "1 file_new seen 0",
                        "1 file_over_new_connection seen 0",
                        "entity ends",
                        "1 file_sniff text/plain seen 12",
                        "1 file_hash sha256 seen 12",
                        "1 file_state_remove 12 missing 0 seen 12"),
                seen);
    }

    @Test
    void anEntityWithoutOctetsIsNoFile() {
        assertEquals(List.of(), events(Engine.builder(), d -> d.mail("Subject: a\r\n\r\n")));
        assertEquals(List.of(), events(Engine.builder(), d -> d.mail("Subject: a\r\n")));
    }

    @Test
    void theTypeIsToldAfter4096Octets() {
        String line = "x".repeat(98) + "\r\n";
        List<String> events = events(Engine.builder(), d -> d.mail("\r\n" + line.repeat(50)));
        assertEquals("1 file_sniff text/plain seen 4096", events.get(2));
        assertEquals("1 file_state_remove 5000 missing 0 seen 5000", events.getLast());
    }

    @Test
    void depthCountsTheEntitiesOfAConnection() {
        String mixed =
                "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\none\r\n--B\r\n\r\ntwo\r\n--B--\r\n";
        events(Engine.builder(), d -> d.mail(mixed).mail("\r\nthree\r\n"));
        assertEquals(List.of(2, 3, 4), files.stream().map(FileInfo::depth).toList());
        assertEquals(Set.of("SMTP"), Set.copyOf(files.stream().map(FileInfo::source).toList()));
    }

    @Test
    void aWholeMailIsAFileAndTheParentOfItsParts() {
        List<String> events =
                events(Engine.builder().mailFiles(true), d -> d.mail("A: b\r\n\r\ntext\r\n"));
        assertEquals(
                List.of(
                        "0 file_new seen 0",
                        "0 file_over_new_connection seen 0",
                        "1 file_new seen 0",
                        "1 file_over_new_connection seen 0",
                        "1 file_sniff null seen 6",
                        "1 file_hash sha256 seen 6",
                        "1 file_state_remove 6 missing 0 seen 6",
                        "0 file_sniff message/rfc822 given seen 14",
                        "0 file_hash sha256 seen 14",
                        "0 file_state_remove 14 missing 0 seen 14"),
                events);
        assertEquals(files.get(0).id(), files.get(1).parentId());
    }

    @Test
    void aGapEndsTheHashesAndTheMail() {
        List<String> events =
                events(
                        Engine.builder(),
                        d -> d.begin().client("\r\nplain text\r\n").gap(70).client("more\r\n"));
        assertEquals(
                List.of(
                        "1 file_sniff text/plain seen 12",
                        "1 file_gap 12 70 seen 12",
                        "1 file_state_remove -1 missing 70 seen 12"),
                events.subList(2, 5));
        assertEquals(null, files.getFirst().hash(HashKind.SHA256));
    }

    @Test
    void aGapBeforeTheFirstOctetIsAFileOfNothing() {
        List<String> events =
                events(Engine.builder(), d -> d.begin().client("\r\n").gap(70).client("more\r\n"));
        assertEquals("1 file_sniff null seen 0", events.get(2));
        assertEquals("1 file_state_remove -1 missing 70 seen 0", events.get(4));
    }

    @Test
    void aMailThatIsCutOffIsNotWholeThoughNothingIsMissing() {
        List<String> events = events(Engine.builder(), d -> d.begin().client("\r\nplain text\r\n"));
        assertEquals("1 file_state_remove -1 missing 0 seen 12", events.getLast());
    }

    @Test
    void aGapOfTheServerEndsTheMailButNothingIsMissingFromIt() {
        List<String> events =
                events(
                        Engine.builder(),
                        d -> d.begin().client("\r\nplain text\r\n").serverGap(20).client("x\r\n"));
        assertEquals("1 file_state_remove -1 missing 0 seen 12", events.getLast());
    }

    @Test
    void hashesAreThoseAskedFor() {
        Consumer<Delivery> abc = d -> d.mail("Content-Transfer-Encoding: base64\r\n\r\nYWJj\r\n");
        events(Engine.builder().hashes(EnumSet.allOf(HashKind.class)), abc);
        FileInfo file = files.getFirst();
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                file.hash(HashKind.SHA256).hex());
        assertEquals("a9993e364706816aba3e25717850c26c9cd0d89d", file.hash(HashKind.SHA1).hex());
        assertEquals("900150983cd24fb0d6963f7d28e17f72", file.hash(HashKind.MD5).hex());
        assertEquals(List.of("MD5", "SHA1", "SHA256"), file.analyzers());
        List<String> none = events(Engine.builder().hashes(Set.of()), abc);
        assertFalse(none.toString().contains("file_hash"));
        assertEquals(List.of(), files.getFirst().analyzers());
    }

    @Test
    void withoutAHandlerForHashesNoneAreMade() {
        run(
                Engine.builder(),
                events -> events.on(FileNew.class, (FileNew e) -> files.add(e.f())),
                d -> d.mail("\r\nplain text\r\n"));
        assertEquals(null, files.getFirst().hash(HashKind.SHA256));
        assertEquals(List.of(), files.getFirst().analyzers());
    }

    @Test
    void identifiersAreTheSameInEveryRunAndNoTwoFilesShareOne() {
        Consumer<Delivery> mails =
                d -> {
                    for (int i = 0; i < 100; i++) {
                        d.mail("\r\nbegin 644 a\r\n#0V%T\r\nend\r\n");
                    }
                };
        events(Engine.builder().mailFiles(true), mails);
        List<String> first = files.stream().map(FileInfo::id).toList();
        events(Engine.builder().mailFiles(true), mails);
        assertEquals(first, files.stream().map(FileInfo::id).toList());
        assertEquals(300, new HashSet<>(first).size());
        assertTrue(first.stream().allMatch(id -> id.matches("F[0-9A-Za-z]{10,20}")));
    }

    @Test
    void aSinkGetsAllFromTheFirstOctetWheneverItIsAdded() {
        String text = "0123456789\r\n".repeat(1_000);
        FoundFiles.Content early = new FoundFiles.Content();
        FoundFiles.Content late = new FoundFiles.Content();
        run(
                Engine.builder(),
                events ->
                        events.on(FileNew.class, (FileNew e) -> e.f().add(early))
                                .on(FileSniff.class, (FileSniff e) -> e.f().add(late)),
                d -> d.mail("\r\n" + text));
        assertEquals(text, early.octets.toString());
        assertEquals(text, late.octets.toString());
    }

    @Test
    void aSinkThatComesTooLateIsRefused() {
        run(
                Engine.builder(),
                events ->
                        events.on(
                                FileStateRemove.class,
                                (FileStateRemove e) ->
                                        assertThrows(
                                                IllegalStateException.class,
                                                () -> e.f().add(new FoundFiles.Content()))),
                d -> d.mail("\r\nplain text\r\n"));
    }

    @Test
    void whatASinkThrowsReachesWhoeverFeedsTheEngine() {
        FoundFiles.Content broken =
                new FoundFiles.Content() {
                    @Override
                    public void onEnd() {
                        throw new IllegalStateException("disk on fire");
                    }
                };
        HandlerException thrown =
                assertThrows(
                        HandlerException.class,
                        () ->
                                run(
                                        Engine.builder(),
                                        events ->
                                                events.on(
                                                        FileNew.class,
                                                        (FileNew e) -> e.f().add(broken)),
                                        d -> d.mail("\r\nplain text\r\n")));
        assertEquals("disk on fire", thrown.getCause().getMessage());
    }

    @Test
    void ofAVeryLongFieldOnlyTheBeginningIsReadAndThatIsReported() {
        String field = "Content-Disposition: x; filename=" + "n".repeat(FileName.LONGEST_FIELD);
        run(
                Engine.builder(),
                events ->
                        events.on(FileNew.class, (FileNew e) -> files.add(e.f()))
                                .on(ConnWeird.class, (ConnWeird e) -> seen.add(e.name())),
                d -> d.mail(field + "\r\n\r\nplain text\r\n"));
        assertEquals(List.of("exceeded_file_name_field_bytes"), seen);
        assertEquals(
                FileName.LONGEST_FIELD - "x; filename=".length(),
                files.getFirst().filename().length());
    }
}
