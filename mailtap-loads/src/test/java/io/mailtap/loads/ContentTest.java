package io.mailtap.loads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ContentTest {
    private static final Content TEXT =
            new Content.Builder()
                    .add("one")
                    .add("")
                    .add(Content.of("twothree".getBytes(ISO_8859_1), 3, 5))
                    .add("four")
                    .build();
    private static final String WHOLE = "onethreefour";

    private static String copied(Content content, int from, int to) {
        byte[] octets = new byte[to - from];
        content.copy(from, to - from, octets, 0);
        return new String(octets, ISO_8859_1);
    }

    @Test
    void anyPartIsCopiedAcrossPieces() {
        assertEquals(WHOLE.length(), TEXT.length());
        for (int from = 0; from < WHOLE.length(); from++) {
            for (int to = from + 1; to <= WHOLE.length(); to++) {
                assertEquals(WHOLE.substring(from, to), copied(TEXT, from, to));
            }
        }
    }

    @Test
    void anyPartIsContentOfItsOwn() {
        for (int from = 0; from < WHOLE.length(); from++) {
            for (int to = from; to <= WHOLE.length(); to++) {
                Content part = new Content.Builder().add(TEXT, from, to).build();
                assertEquals(to - from, part.length());
                assertEquals(WHOLE.substring(from, to), copied(part, 0, to - from));
            }
        }
    }

    @Test
    void theDigestIsThatOfAllPieces() {
        assertEquals(Content.of(WHOLE).sha256(), TEXT.sha256());
    }

    @Test
    void linesThatBeginWithADotGetAnother() {
        MailText text = MailText.of(".\r\na.b\r\n..c\r\n");
        assertEquals("..\r\na.b\r\n...c\r\n", new String(text.stuffed(), ISO_8859_1));
        assertEquals(".\r\na.b\r\n..c\r\n", new String(text.plain(), ISO_8859_1));
    }
}
