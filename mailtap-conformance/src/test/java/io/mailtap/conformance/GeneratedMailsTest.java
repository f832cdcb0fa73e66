package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Engine;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.FileEvent.FileHash;
import io.mailtap.event.FileEvent.FileStateRemove;
import io.mailtap.event.FileInfo;
import io.mailtap.event.HashKind;
import io.mailtap.event.MimeEvent;
import io.mailtap.net.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random mails, and whether every file in them is found as it was made: its octets and its name,
/// and the whole mail.
final class GeneratedMailsTest {
    private static final int MAILS = 1_000;

    private final Map<Connection, List<GeneratedFile>> found = new HashMap<>();
    private Connection last;

    @Test
    void everyFileOfAThousandMailsIsFoundAsItWasMade() {
        long seed = Long.getLong("mailtap.seed", 20_261_126L);
        System.out.println("random mails: -Dmailtap.seed=" + seed);
        Random random = new Random(seed);
        int made = 0;
        int files = 0;
        int port = 1_024;
        try (Engine engine = engine(false);
                Engine busy = engine(true)) {
            while (made < MAILS) {
                List<GeneratedMail> mails =
                        mails(Math.min(MAILS - made, 1 + random.nextInt(15)), random);
                GeneratedTraffic.carry(mails, random.nextBoolean() ? engine : busy, port++, random);
                files += check(mails, "seed " + seed + ", mails from " + made);
                made += mails.size();
            }
        }
        System.out.println("random mails: " + made + " with " + files + " files");
        assertTrue(files > 2 * MAILS, "files in them");
    }

    private static List<GeneratedMail> mails(int count, Random random) {
        List<GeneratedMail> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mails.add(MailGenerator.mail(random));
        }
        return mails;
    }

    /// @param wantsPieces whether a handler wants all data in pieces, so that none are gathered
    private Engine engine(boolean wantsPieces) {
        Engine engine = Engine.builder().mailFiles(true).build();
        engine.events()
                .on(FileHash.class, (FileHash _) -> {})
                .on(FileStateRemove.class, (FileStateRemove e) -> onFile(e.c(), e.f()));
        if (wantsPieces) {
            engine.events()
                    .on(MimeEvent.MimeSegmentData.class, (MimeEvent.MimeSegmentData _) -> {});
        }
        return engine;
    }

    private void onFile(Connection c, FileInfo f) {
        Bytes name = f.filename();
        Bytes hash = f.hash(HashKind.SHA256);
        assertEquals(f.seenBytes(), f.totalBytes().orElse(-1), "the file is whole");
        last = c;
        found.computeIfAbsent(c, _ -> new ArrayList<>())
                .add(
                        new GeneratedFile(
                                name == null ? "" : name.utf8(),
                                f.seenBytes(),
                                hash == null ? "" : hash.hex()));
    }

    /// Compares the files of the last connection. Answers how many there were.
    private int check(List<GeneratedMail> mails, String where) {
        List<GeneratedFile> made = new ArrayList<>();
        for (GeneratedMail mail : mails) {
            made.addAll(mail.files());
            made.add(mail.whole());
        }
        List<GeneratedFile> seen = found.remove(last);
        for (int i = 0; i < Math.min(made.size(), seen.size()); i++) {
            assertEquals(made.get(i), seen.get(i), where + ", file " + i);
        }
        assertEquals(made.size(), seen.size(), where);
        return made.size() - mails.size();
    }
}
