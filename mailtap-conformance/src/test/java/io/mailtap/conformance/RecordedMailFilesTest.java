package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Engine;
import io.mailtap.event.FileEvent.FileHash;
import io.mailtap.event.FileEvent.FileStateRemove;
import io.mailtap.event.FileInfo;
import io.mailtap.event.HashKind;
import io.mailtap.extract.Extraction;
import io.mailtap.net.ConnectionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Extracts the whole mails of the recorded captures, and compares them, octet for octet, with what
/// was sent in the lab: by DATA, BDAT and RETR.
final class RecordedMailFilesTest {
    /// Captures whose notes list more mails or fewer than can be seen whole, with the reason.
    private static final Map<String, String> OTHER_NUMBER =
            Map.of(
                    "cap-mid-stream-pop3", "POP3 only; the notes tell of SMTP too",
                    "cap-snaplen-96", "30 octets of each segment are there",
                    "smtp-bare-lf", "the mail is not in the notes",
                    "smtp-bdat", "the last BDATs are not in the notes",
                    "smtp-smuggling-postfix", "the mails are not in the notes",
                    "smtp-smuggling-postfix-forbid", "the mails are not in the notes",
                    "smtp-smuggling-vulnerable", "the mails are not in the notes");

    /// @param size of what was written
    /// @param sha256 of what was written
    private record Mail(long size, String sha256) {}

    @TempDir Path dir;

    static List<String> captures() throws IOException {
        return RecordedFolder.captures("");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void everyMailIsExtractedAsItWasSent(String capture) throws IOException {
        RecordedCapture recorded = RecordedCapture.of(capture);
        Map<String, List<Mail>> extracted = extract(recorded);
        List<String> differences = new ArrayList<>();
        for (GroundSession session : recorded.truth().sessions()) {
            List<Mail> mails = extracted.getOrDefault(session.id(), List.of());
            compare(session, mails, differences);
        }
        if (OTHER_NUMBER.containsKey(recorded.name())) {
            boolean found = differences.removeIf(each -> each.matches(".*: \\d+ mails, seen \\d+"));
            assertTrue(found, "the number is as noted");
        }
        assertEquals("", String.join("\n", differences));
    }

    private static void compare(GroundSession session, List<Mail> mails, List<String> differences) {
        // What TOP shows is known to be a part.
        List<GroundMail> truth =
                session.mails().stream().filter(mail -> !mail.via().startsWith("TOP")).toList();
        if (truth.size() != mails.size()) {
            differences.add(session.id() + ": " + truth.size() + " mails, seen " + mails.size());
        }
        for (int i = 0; i < Math.min(truth.size(), mails.size()); i++) {
            GroundMail sent = truth.get(i);
            Mail seen = mails.get(i);
            boolean same = sent.size() == seen.size() && sent.sha256().equals(seen.sha256());
            if (!sent.sha256().isEmpty() && !same) {
                differences.add(session.id() + " mail " + (i + 1) + ": " + sent + ", seen " + seen);
            }
        }
    }

    /// The whole mails that were written, by connection.
    private Map<String, List<Mail>> extract(RecordedCapture recorded) throws IOException {
        Map<String, List<FileInfo>> infos = new HashMap<>();
        Engine engine = recorded.engine(Engine.builder().mailFiles(true));
        Extraction.into(dir).types("message/rfc822").attach(engine.events());
        engine.events()
                .on(FileHash.class, (FileHash _) -> {})
                .on(
                        FileStateRemove.class,
                        (FileStateRemove e) -> {
                            boolean mail = "message/rfc822".equals(e.f().mimeType());
                            if (mail && e.f().depth() == 0 && e.f().totalBytes().isPresent()) {
                                infos.computeIfAbsent(id(e.c().id()), _ -> new ArrayList<>())
                                        .add(e.f());
                            }
                        });
        engine.read(RecordedFolder.file(recorded.file()));
        engine.close();
        Map<String, List<Mail>> mails = new HashMap<>();
        for (var entry : infos.entrySet()) {
            List<Mail> read = new ArrayList<>();
            for (FileInfo info : entry.getValue()) {
                read.add(read(info));
            }
            mails.put(entry.getKey(), read);
        }
        return mails;
    }

    private Mail read(FileInfo info) throws IOException {
        byte[] octets = Files.readAllBytes(dir.resolve(info.extracted().name()));
        String sha256 = HexFormat.of().formatHex(RecordedEntity.sha256().digest(octets));
        assertEquals(sha256, info.hash(HashKind.SHA256).hex());
        assertEquals(octets.length, info.totalBytes().getAsLong());
        return new Mail(octets.length, sha256);
    }

    private static String id(ConnectionId id) {
        return RecordedSession.of(id.origH() + ":" + id.origP(), id.respH() + ":" + id.respP())
                .id();
    }
}
