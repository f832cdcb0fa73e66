package io.mailtap.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Damaged transfer encodings: as much of the file as a mail client would show.
final class DamagedEncodingsTest {
    private static List<String> base64(String... lines) {
        return encoded("base64", lines);
    }

    private static List<String> quotedPrintable(String... lines) {
        return encoded("quoted-printable", lines);
    }

    private static List<String> encoded(String encoding, String... lines) {
        List<String> mail =
                new java.util.ArrayList<>(List.of("Content-Transfer-Encoding: " + encoding, ""));
        mail.addAll(List.of(lines));
        return FoundFiles.in(mail.toArray(String[]::new));
    }

    @Test
    void base64WithoutPaddingIsDecodedToItsEnd() {
        assertEquals(List.of("- Cats"), base64("Q2F0cw"));
        assertEquals(List.of("- Cat 5"), base64("Q2F0IDU"));
        assertEquals(List.of("- Cat"), base64("Q2F0c"));
        assertEquals(List.of("- Cats"), base64("Q2F0cw="));
    }

    @Test
    void strangersInBase64AreSkipped() {
        assertEquals(List.of("- CatCat"), base64("Q2*F 0\t", "", "-Q.2\u00e4F\0", "0"));
    }

    @Test
    void groupsOfBase64MaySpanLines() {
        assertEquals(List.of("- CatCat"), base64("Q", "2F", "0Q2", "F0"));
    }

    @Test
    void paddingEndsBase64WhereverItIs() {
        assertEquals(List.of("- Cats"), base64("Q2F0cw==", "Q2F0"));
        assertEquals(List.of("- Cats"), base64("Q2F0cw==Q2F0"));
    }

    @Test
    void emptyBase64IsNoFile() {
        assertEquals(List.of(), base64("", "===="));
    }

    @Test
    void hexadecimalDigitsOfQuotedPrintableMayBeSmall() {
        assertEquals(List.of("- \u00fcber\\r\\n"), quotedPrintable("=fcber"));
        assertEquals(List.of("- a=b\\r\\n"), quotedPrintable("a=3db"));
    }

    @Test
    void softBreaksMayHaveBlanksBehindThem() {
        assertEquals(List.of("- onetwothree\\r\\n"), quotedPrintable("one= \t", "two=", "three"));
    }

    @Test
    void whatIsNoEscapeIsText() {
        assertEquals(List.of("- 1=2, a=zz b =A\\r\\n"), quotedPrintable("1=2, a=zz b =A"));
    }

    @Test
    void blanksAtLineEndsOfQuotedPrintableAreNotContent() {
        assertEquals(List.of("- one\\r\\ntwo \\r\\n"), quotedPrintable("one \t ", "two=20 "));
    }

    @Test
    void octetsThatMayNotStandInQuotedPrintableStay() {
        assertEquals(List.of("- gr\u00fc\u00df\0\\r\\n"), quotedPrintable("gr\u00fc\u00df\0"));
    }

    @Test
    void aSoftBreakAtTheEndEndsTheFile() {
        assertEquals(List.of("- one"), quotedPrintable("one="));
    }

    @Test
    void namesOfEncodingsMayBeInAnyCaseAndUnknownOnesChangeNothing() {
        assertEquals(List.of("- Cat"), encoded("BASE64", "Q2F0"));
        assertEquals(List.of("- Cat"), encoded(" base64 (of course)", "Q2F0"));
        assertEquals(List.of("- Q2F0\\r\\n"), encoded("x-yenc", "Q2F0"));
        assertEquals(List.of("- Q2F0\\r\\n"), encoded("binary", "Q2F0"));
    }
}
