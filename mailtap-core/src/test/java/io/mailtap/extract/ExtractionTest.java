package io.mailtap.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Conversation;
import io.mailtap.Delivery;
import io.mailtap.Engine;
import io.mailtap.event.FileEvent.FileStateRemove;
import io.mailtap.event.FileInfo;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written to disk, and what is not.
final class ExtractionTest {
    private static final ConnectionId POP3 =
            new ConnectionId(
                    IpAddress.v4(0x0a000001),
                    40_000,
                    IpAddress.v4(0x0a000002),
                    110,
                    TransportProtocol.TCP,
                    6);
    private static final String TEXT = "Subject: a\r\n\r\nThis is plain text.\r\n";

    @TempDir Path temp;

    private final List<FileInfo> ended = new ArrayList<>();

    private Path dir() {
        return temp.resolve("files");
    }

    private Extraction run(Extraction extraction, Consumer<Delivery> mails) {
        return run(Engine.builder(), extraction, mails);
    }

    private Extraction run(
            Engine.Builder builder, Extraction extraction, Consumer<Delivery> mails) {
        ended.clear();
        try (Engine engine = builder.build()) {
            extraction.attach(engine.events());
            engine.events().on(FileStateRemove.class, (FileStateRemove e) -> ended.add(e.f()));
            try (Delivery delivery = new Delivery(engine)) {
                mails.accept(delivery);
            }
        }
        return extraction;
    }

    private Map<String, String> written() throws IOException {
        Map<String, String> written = new TreeMap<>();
        try (Stream<Path> files = Files.list(dir())) {
            for (Path file : files.toList()) {
                written.put(file.getFileName().toString(), Files.readString(file, ISO_8859_1));
            }
        }
        return written;
    }

    private static String attachment(String content) {
        return "Content-Type: application/x; name=x\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + java.util.Base64.getMimeEncoder().encodeToString(content.getBytes(ISO_8859_1))
                + "\r\n";
    }

    @Test
    void aFileIsNamedByItsIdentifierAndWhatItsContentShows() throws IOException {
        Extraction extraction =
                run(
                        Extraction.into(dir()),
                        d -> d.mail(TEXT).mail(attachment("%PDF-1.7 and so on")));
        assertEquals(2, extraction.files());
        assertEquals(
                Map.of(
                        ended.get(0).id() + ".txt",
                        "This is plain text.\r\n",
                        ended.get(1).id() + ".pdf",
                        "%PDF-1.7 and so on"),
                written());
        assertEquals(
                new FileInfo.Extracted(ended.get(1).id() + ".pdf", false, OptionalLong.empty()),
                ended.get(1).extracted());
        assertEquals(List.of("EXTRACT"), ended.get(0).analyzers());
    }

    @Test
    void aWholeMailIsWrittenAsItWasSent() throws IOException {
        String mail = "Subject: a\r\n\r\n.leading dot, bare\rCR, bare\nLF\r\n\r\nlast\r\n";
        run(
                Engine.builder().mailFiles(true),
                Extraction.into(dir()).types("message/rfc822"),
                d -> d.begin().client(mail.replace("\r\n.", "\r\n..")).end());
        assertEquals(Map.of(ended.getLast().id() + ".eml", mail), written());
    }

    @Test
    void aSecondRunFindsWhatIsThere() throws IOException {
        run(Extraction.into(dir()), d -> d.mail(TEXT));
        Map<String, String> before = written();
        Extraction again = run(Extraction.into(dir()), d -> d.mail(TEXT));
        assertEquals(before, written());
        assertEquals(1, again.files());
        assertEquals(0, again.faults());
        assertEquals(before.keySet().iterator().next(), ended.getFirst().extracted().name());
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        run(Extraction.into(dir()), d -> d.mail(TEXT));
        String id = ended.getFirst().id();
        Files.writeString(dir().resolve(id + ".txt"), "something else");
        run(Extraction.into(dir()), d -> d.mail(TEXT));
        run(Extraction.into(dir()), d -> d.mail(TEXT));
        assertEquals(
                Map.of(id + ".txt", "something else", id + "-2.txt", "This is plain text.\r\n"),
                written());
        assertEquals(id + "-2.txt", ended.getFirst().extracted().name());
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        run(Extraction.into(dir()), d -> d.mail(TEXT));
        Path link = dir().resolve(ended.getFirst().id() + ".txt");
        Path outside = Files.writeString(temp.resolve("outside"), "This is plain text.\r\n");
        Files.delete(link);
        Files.createSymbolicLink(link, outside);
        run(Extraction.into(dir()), d -> d.mail(TEXT));
        assertEquals(ended.getFirst().id() + "-2.txt", ended.getFirst().extracted().name());
        Files.delete(link);
        Files.createSymbolicLink(link, temp.resolve("nowhere"));
        run(Extraction.into(dir()), d -> d.mail(TEXT));
        assertFalse(Files.exists(temp.resolve("nowhere")));
    }

    @Test
    void theLimitCutsAFileAndSaysSo() throws IOException {
        run(Extraction.into(dir()).limit(7), d -> d.mail(TEXT).mail("\r\n1234\r\n"));
        assertEquals("This is", written().get(ended.getFirst().id() + ".txt"));
        assertEquals(
                new FileInfo.Extracted(ended.getFirst().id() + ".txt", true, OptionalLong.of(7)),
                ended.getFirst().extracted());
        assertFalse(ended.getLast().extracted().cutoff(), "six octets fit");
    }

    @Test
    void aFileLongerThanAPieceIsWhole() throws IOException {
        byte[] content = new byte[3 * ExtractedFile.PIECE_OCTETS + 17];
        new java.util.Random(5).nextBytes(content);
        String text = new String(content, ISO_8859_1);
        run(Extraction.into(dir()).limit(0), d -> d.mail(attachment(text)));
        assertArrayEquals(
                content, Files.readAllBytes(dir().resolve(ended.getFirst().extracted().name())));
    }

    @Test
    void aGapThatEndsAMailAddsNothing() throws IOException {
        run(
                Extraction.into(dir()),
                d -> d.begin().client("\r\nbefore the gap\r\n").gap(100).client("after\r\n"));
        assertEquals("before the gap\r\n", written().get(ended.getFirst().id() + ".txt"));
        assertEquals(100, ended.getFirst().missingBytes());
    }

    @Test
    void aGapWithinAMailLeavesAHole() throws IOException {
        try (Engine engine = Engine.builder().build()) {
            Extraction.into(dir()).attach(engine.events());
            try (Conversation c = engine.conversation(POP3, 0)) {
                for (String turn : List.of("USER a\r\n", "PASS b\r\n", "RETR 1\r\n")) {
                    c.responder("+OK\r\n".getBytes(ISO_8859_1));
                    c.originator(turn.getBytes(ISO_8859_1));
                }
                c.responder("+OK\r\nA: b\r\n\r\nbefore the gap\r\n".getBytes(ISO_8859_1));
                c.gap(Direction.RESPONDER, 100);
                c.responder("rest of a line\r\nafter\r\n.\r\n".getBytes(ISO_8859_1));
            }
        }
        String hole = "\0".repeat(100);
        assertEquals(
                List.of("before the gap\r\n" + hole + "after\r\n"),
                List.copyOf(written().values()));
    }

    @Test
    void aGapBeyondTheLimitCuts() throws IOException {
        run(
                Extraction.into(dir()).limit(50),
                d -> d.begin().client("\r\nbefore the gap\r\n").gap(100));
        assertEquals("before the gap\r\n", written().get(ended.getFirst().id() + ".txt"));
        assertEquals(OptionalLong.of(16), ended.getFirst().extracted().size());
    }

    @Test
    void onlyTypesThatAreWantedAreWritten() throws IOException {
        Consumer<Delivery> mails =
                d -> d.mail(TEXT).mail(attachment("%PDF-1.7")).mail(attachment("\1\2\3"));
        run(Extraction.into(dir()).types("application/*"), mails);
        assertEquals(2, written().size());
        assertTrue(written().containsValue("\1\2\3"), "of unknown type");
        assertEquals(null, ended.getFirst().extracted());
        assertEquals(1, run(Extraction.into(dir()).types("*/pdf"), mails).files());
        assertEquals(3, run(Extraction.into(dir()).types("*"), mails).files());
    }

    @Test
    void whatIsNoTypeIsRefused() {
        for (String pattern : List.of("", "png", "a/b/c", "a b/c", "/", "application/")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Extraction.into(dir()).types(pattern),
                    pattern);
        }
    }

    @Test
    void whatCannotBeWrittenDisturbsNothingElse() throws IOException {
        Files.writeString(dir(), "in the way");
        Extraction extraction =
                run(Extraction.into(dir()), d -> d.mail(TEXT).mail(attachment("%PDF-1.7")));
        assertEquals(2, extraction.faults());
        assertEquals(0, extraction.files());
        assertTrue(extraction.firstFault().isPresent());
        assertEquals(2, ended.size());
        assertEquals("in the way", Files.readString(dir()));
    }

    @Test
    void noEndOfANameIsRunOrRendered() {
        assertEquals("bin", Extensions.of("application/x-dosexec"));
        assertEquals("bin", Extensions.of("application/x-ms-shortcut"));
        assertEquals("txt", Extensions.of("text/html"));
        assertEquals("txt", Extensions.of("text/x-shellscript"));
        assertEquals("txt", Extensions.of("image/svg+xml"));
        assertEquals("bin", Extensions.of("../../x"));
    }
}
