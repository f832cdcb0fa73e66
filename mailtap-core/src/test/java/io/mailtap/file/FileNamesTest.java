package io.mailtap.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.mailtap.bytes.ByteSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of files in header fields, right and wrong.
final class FileNamesTest {
    private static FileName of(String... fields) {
        FileName name = new FileName();
        for (String field : fields) {
            String[] parts = field.split(": ", 2);
            ByteSlice value = ByteSlice.of(parts[1].getBytes(UTF_8));
            name.onField(ByteSlice.of(parts[0]), value);
        }
        return name;
    }

    private static String disposition(String value) {
        FileName name = of("Content-Disposition: " + value);
        return name.decoded() == null ? null : new String(name.decoded().toArray(), UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "filename=a.txt|a.txt",
                "filename=a b.txt|a b.txt",
                "filename = a.txt|a.txt",
                "FileName=a.txt|a.txt",
                "filename=\"a;b.txt\"|a;b.txt",
                "filename=\"a\\\"b\\\\c\"; x=y|a\"b\\c",
                "filename=\"C:\\new\\x\"|C:\\new\\x",
                "filename=\"open|open",
                "filename=a.txt; filename=b.txt|a.txt",
                "x=\"filename=no\"; filename=yes|yes",
                "filename=\"grün.txt\"|grün.txt",
                "filename=\"a%20b\"|a%20b"
            })
    void plainNames(String parameters, String expected) {
        assertEquals(expected, disposition("attachment; " + parameters));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "filename*=utf-8''gr%C3%BCn.txt|grün.txt",
                "filename*=UTF-8'de'gr%c3%bcn.txt|grün.txt",
                "filename*=iso-8859-1''gr%FCn.txt|grün.txt",
                "filename*=windows-1252''%80.txt|€.txt",
                "filename*=\"utf-8''gr%C3%BCn.txt\"|grün.txt",
                "filename*=no-such-set''a%62c|abc",
                "filename*=''abc|abc",
                "filename*=abc%64|abcd",
                "filename*=utf-8''50%|50%",
                "filename*=utf-8''50%zz%4|50%zz%4",
                "filename=plain; filename*=utf-8''better|better",
                "filename*=utf-8''better; filename=plain|better"
            })
    void namesWithCharacterSets(String parameters, String expected) {
        assertEquals(expected, disposition("attachment; " + parameters));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "filename*0=one; filename*1=two|onetwo",
                "filename*1=two; filename*0=one|onetwo",
                "filename*0=\"one \"; filename*1=\" two\"|one  two",
                "filename*0=one; filename*2=three|one",
                "filename*0=one; filename*0=two|one",
                "filename*0*=utf-8''%C3; filename*1*=%BC|ü",
                "filename*0*=utf-8''a%20; filename*1=\"%20b\"|a %20b",
                "filename*0=a; filename*1*=%20b|a%20b",
                "filename*0=one; filename=whole|one",
                "filename*1=two; filename=whole|whole",
                "filename*x=one; filename=whole|whole",
                "filename*99999999999=one; filename=whole|whole"
            })
    void namesInPieces(String parameters, String expected) {
        assertEquals(expected, disposition("attachment; " + parameters));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=?utf-8?Q?gr=C3=BCn=2Etxt?=|grün.txt",
                "=?UTF-8?b?Z3LDvG4udHh0?=|grün.txt",
                "=?utf-8*de?q?gr=c3=bcn_x?=|grün x",
                "=?iso-8859-1?Q?gr=FCn?= =?utf-8?Q?=C3=BC?=|grünü",
                "=?utf-8?B?w7w?= =?utf-8?B?w7w=?=|üü",
                "=?utf-8?Q?=C3?= =?utf-8?Q?=BC?=|ü",
                "a =?utf-8?Q?b?= c|a b c",
                "=?utf-8?X?b?=|=?utf-8?X?b?=",
                "=?utf-8?Q?b|=?utf-8?Q?b",
                "=??Q?b?=|=??Q?b?=",
                "a?==?b|a?==?b",
                "=?no-such-set?Q?abc?=|abc",
                "=?utf-8?Q??=x|x"
            })
    void encodedWords(String value, String expected) {
        assertEquals(expected, disposition("attachment; filename=\"" + value + '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attachment",
                "attachment; filename",
                "attachment; filename2=x",
                "attachment; xfilename=x",
                "attachment filename=x",
                ";;;=;=",
                ""
            })
    void noName(String value) {
        assertNull(disposition(value));
    }

    @Test
    void theDispositionCountsBeforeTheType() {
        String type = "Content-Type: image/png; name=\"type.png\"";
        String disposition = "content-disposition: inline; filename=disposition.png";
        assertEquals("disposition.png", of(type, disposition).decoded().utf8());
        assertEquals("disposition.png", of(disposition, type).decoded().utf8());
        assertEquals("type.png", of(type, "Content-Disposition: inline").decoded().utf8());
        assertEquals("type.png", of(type).decoded().utf8());
        assertNull(of("Content-Description: x; name=y").decoded());
    }

    @Test
    void theRawNameIsAsItWasSent() {
        assertEquals(
                "utf-8''gr%C3%BCn",
                of("Content-Disposition: a; filename*=utf-8''gr%C3%BCn").raw().latin1());
        assertEquals(
                "\"=?utf-8?Q?b?=\"",
                of("Content-Disposition: a; filename=\"=?utf-8?Q?b?=\"; x=y").raw().latin1());
    }

    @Test
    void octetsThatNoCharacterSetExplainsStay() {
        FileName name = new FileName();
        name.onField(
                ByteSlice.of("Content-Disposition"), ByteSlice.of("a; filename=\"gr\u00fcn\0\""));
        assertEquals("gr\u00fcn\0", name.decoded().latin1());
    }

    @Test
    void whateverTheFieldIsThereIsAnAnswer() {
        java.util.Random random = new java.util.Random(7);
        String alphabet = "filename*=\"\\;'%?=qB0123456789 \r\n\t\0\u00ff";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("a; filename");
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            FileName name = new FileName();
            name.onField(
                    ByteSlice.of("Content-Disposition"),
                    ByteSlice.of(text.toString().getBytes(ISO_8859_1)));
            assertEquals(name.raw() == null, name.decoded() == null, text::toString);
        }
    }

    @Test
    void aLongFieldTakesTimeInProportionToItsLength() {
        StringBuilder text = new StringBuilder("a");
        for (int i = 0; i < 1_500; i++) {
            text.append("; filename*").append(i % 1_200).append("*=%41%zz=?utf-8?q?=?=");
        }
        FileName name = of("Content-Disposition: " + text);
        assertNotNull(name.decoded());
    }
}
