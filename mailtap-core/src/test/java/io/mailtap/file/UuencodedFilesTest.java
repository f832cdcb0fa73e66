package io.mailtap.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Uuencoded files: as transfer encoding, and within texts.
final class UuencodedFilesTest {
    private static List<String> encoded(String encoding, String... lines) {
        List<String> mail =
                new java.util.ArrayList<>(List.of("Content-Transfer-Encoding: " + encoding, ""));
        mail.addAll(List.of(lines));
        return FoundFiles.in(mail.toArray(String[]::new));
    }

    @Test
    void theTransferEncodingGoesByManyNames() {
        for (String name : List.of("x-uuencode", "UUENCODE", "x-uue", "uue")) {
            assertEquals(
                    List.of("a.txt Cat"), encoded(name, "begin 644 a.txt", "#0V%T", "`", "end"));
        }
    }

    @Test
    void theHeadersNameCountsBeforeThatOfTheContent() {
        assertEquals(
                List.of("b.txt Cat"),
                FoundFiles.in(
                        "Content-Type: text/plain; name=b.txt",
                        "Content-Transfer-Encoding: x-uuencode",
                        "",
                        "begin 644 a.txt",
                        "#0V%T",
                        "`",
                        "end"));
    }

    @Test
    void blanksAreAsGoodAsBackticksAlsoWhereTheyWereCutOff() {
        assertEquals(
                List.of("a \0\0\0\0\0\0"),
                encoded("uuencode", "begin 644 a", "&        ", " ", "end"));
        assertEquals(List.of("a \0\0\0\0\0\0"), encoded("uuencode", "begin 644 a", "&", "", "end"));
        assertEquals(
                List.of("a \0\0\0\0\0\0"),
                encoded("uuencode", "begin 644 a", "&````````", "`", "end"));
    }

    @Test
    void emptyLinesBeforeTheBeginningAndTextBehindTheEndAreNoContent() {
        assertEquals(
                List.of("a Cat"),
                encoded("uuencode", "", "", "begin 0644 a", "#0V%T", "`", "end", "that was it"));
    }

    @Test
    void whatIsNotClosedGoesOnToTheEnd() {
        assertEquals(List.of("a CatCat"), encoded("uuencode", "begin 644 a", "#0V%T", "#0V%T"));
    }

    @Test
    void aDamagedLineCostsOnlyItself() {
        assertEquals(
                List.of("a CatCat"),
                encoded("uuencode", "begin 644 a", "#0V%T", "#0v%t", "~~~~", "#0V%T", "`", "end"));
    }

    @Test
    void aCharacterTooManyIsNoContent() {
        assertEquals(List.of("a CatCat"), encoded("uuencode", "begin 644 a", "&0V%T0V%TX", "end"));
    }

    @Test
    void aBodyThatIsNotUuencodedIsLeftAsItIs() {
        assertEquals(
                List.of("- \\r\\nplain text\\r\\n\\r\\nmore\\r\\n"),
                encoded("uuencode", "", "plain text", "", "more"));
    }

    @Test
    void aFileBehindTextIsFoundAlsoWhereTheHeaderSaysUuencode() {
        assertEquals(
                List.of("a Cat", "- see:\\r\\nbegin 644 a\\r\\n#0V%T\\r\\nend\\r\\n"),
                encoded("uuencode", "see:", "begin 644 a", "#0V%T", "end"));
    }

    private static String text(String... lines) {
        return String.join("\\r\\n", lines) + "\\r\\n";
    }

    @Test
    void aFileWithinATextIsOneOfItsOwnAndTheTextStays() {
        String[] lines = {"Hello", "", "begin 644 my cat.txt", "#0V%T", "`", "end", "", "Bye"};
        String[] mail = new String[lines.length + 2];
        mail[0] = "Subject: a";
        mail[1] = "";
        System.arraycopy(lines, 0, mail, 2, lines.length);
        assertEquals(List.of("my cat.txt Cat", "- " + text(lines)), FoundFiles.in(mail));
    }

    private static List<String> within(String... lines) {
        List<String> files = FoundFiles.in(text(lines).replace("\\r\\n", "\r\n").split("\r\n"));
        assertEquals("- ", files.getLast().substring(0, 2));
        return files.subList(0, files.size() - 1);
    }

    @Test
    void severalFilesWithinATextAreFound() {
        assertEquals(
                List.of("a Cat", "b Dog"),
                within("", "begin 644 a", "#0V%T", "`", "end", "begin 755 b", "#1&]G", "`", "end"));
    }

    @Test
    void aFileWithinATextWithoutAnEndIsCutOff() {
        assertEquals(List.of("a Cat cut"), within("", "begin 644 a", "#0V%T"));
        assertEquals(List.of("a Cat cut"), within("", "begin 644 a", "#0V%T", "That was it."));
        assertEquals(
                List.of("a Cat cut", "b Dog"),
                within("", "begin 644 a", "#0V%T", "begin 644 b", "#1&]G", "end"));
    }

    @Test
    void wordsThatBeginLikeAFileAreText() {
        for (String line :
                List.of(
                        "begin the day",
                        "begin 644",
                        "begin 999 a",
                        "begin 64 a",
                        "begin 64444 a",
                        "Begin 644 a",
                        "> begin 644 a")) {
            assertEquals(List.of(), within("", line, "#0V%T", "end"), line);
        }
        assertEquals(List.of(), within("", "begin 644 a", "with a good breakfast", "end"));
        assertEquals(List.of(), within("", "begin 644 a", "#0V%T and far too much", "end"));
        assertEquals(List.of(), within("", "begin 644 a", "`", "end"), "nothing in it");
    }

    @Test
    void onlyTextsAreSearched() {
        assertEquals(
                1,
                FoundFiles.in("Content-Type: image/png", "", "begin 644 a", "#0V%T", "end").size());
        assertEquals(
                1,
                FoundFiles.in(
                                "Content-Transfer-Encoding: quoted-printable",
                                "",
                                "begin 644 a",
                                "#0V%T",
                                "end")
                        .size());
    }

    @Test
    void aBoundaryEndsAFileWithinAText() {
        assertEquals(
                List.of("a Cat cut", "- begin 644 a\\r\\n#0V%T", "- part\\r\\ntwo"),
                FoundFiles.in(
                        "Content-Type: multipart/mixed; boundary=B",
                        "",
                        "--B",
                        "",
                        "begin 644 a",
                        "#0V%T",
                        "--B",
                        "",
                        "part",
                        "two",
                        "--B--"));
    }

    @Test
    void aGapCutsAFileWithinAText() {
        assertEquals(
                List.of("a Cat<gap 9> cut", "- begin 644 a\\r\\n#0V%T\\r\\n<gap 9> cut"),
                FoundFiles.of(d ->
                        d.begin().client("\r\nbegin 644 a\r\n#0V%T\r\n").gap(9).client("end\r\n")));
    }
}
