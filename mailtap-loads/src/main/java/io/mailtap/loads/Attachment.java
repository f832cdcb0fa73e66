package io.mailtap.loads;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file that mails carry. Its octets are made when the first mail needs them.
final class Attachment {
    /// @param magic the octets that files of this type begin with, as Latin-1
    private record Type(String name, String ending, String magic) {}

    private static final List<Type> TYPES =
            List.of(
                    new Type("application/pdf", "pdf", "%PDF-1.5\n"),
                    new Type("image/jpeg", "jpg", "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0\u0001"),
                    new Type("image/png", "png", "\u0089PNG\r\n\u001a\n"),
                    new Type("application/zip", "zip", "PK\u0003\u0004\u0014\0\0\0"),
                    new Type(
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            "docx",
                            "PK\u0003\u0004\u0014\0\u0006\0"),
                    new Type("text/csv", "csv", "number;name;value\r\n"),
                    new Type("application/octet-stream", "bin", ""),
                    new Type("application/x-msdownload", "exe", "MZ\u0090\0\u0003"));

    private static final String HEADER =
            """
            Content-Type: %s; name="%s"\r
            Content-Transfer-Encoding: base64\r
            Content-Disposition: attachment; filename="%s"\r
            \r
            """;

    private static final List<String> STEMS =
            List.of("bill", "drawing", "list", "minutes", "picture", "scan", "table", "Übersicht");

    private final Type type;
    private final String name;
    private final int size;
    private final Dice dice;
    private byte @Nullable [] encoded;
    private String sha256 = "";

    /// @param number tells attachments apart
    Attachment(int number, int size, Dice dice) {
        type = TYPES.get(number % TYPES.size());
        name = dice.one(STEMS) + "-" + number + "." + type.ending;
        this.size = Math.max(size, type.magic.length());
        this.dice = dice;
    }

    String name() {
        return name;
    }

    String type() {
        return type.name;
    }

    /// {@return the number of octets before base64}
    int size() {
        return size;
    }

    String sha256() {
        encoded();
        return sha256;
    }

    /// {@return the octets in base64, without the last line end; shared by all mails}
    byte[] encoded() {
        if (encoded == null) {
            byte[] octets = Noise.octets(dice, size);
            byte[] magic = Text.ascii(type.magic);
            System.arraycopy(magic, 0, octets, 0, magic.length);
            sha256 = Text.hex(Text.sha256().digest(octets));
            encoded = Base64.getMimeEncoder().encode(octets);
        }
        return encoded;
    }

    /// {@return the fields that introduce it, and the empty line behind them}
    String header() {
        String shown = US_ASCII.newEncoder().canEncode(name) ? name : encodedWord(name);
        return HEADER.formatted(type.name, shown, shown);
    }

    /// {@return the name as many mail clients write it (RFC 2047), though not in a parameter}
    private static String encodedWord(String name) {
        return "=?UTF-8?B?" + Text.base64(name) + "?=";
    }
}
