package io.mailtap.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes random mails: trees of parts, in all transfer encodings, with names in all their forms.
///
/// Knows nothing of how mailtap reads them. Text is built as Latin-1, a character for each octet.
final class MailGenerator {
    private static final int DEEPEST = 4;
    private static final String[] WORDS = {
        "the",
        "quick",
        "brown",
        "fox",
        "From",
        "--",
        "-- ",
        ".",
        "..",
        "=",
        "=20",
        "begin",
        "end",
        "a@b.test",
        "1234567890"
    };

    private final Random random;
    private final TransferEncodings encodings;
    private final StringBuilder out = new StringBuilder();
    private final List<GeneratedFile> files = new ArrayList<>();
    private final boolean chunks;
    private int boundaries;

    private MailGenerator(Random random) {
        this.random = random;
        encodings = new TransferEncodings(random);
        chunks = random.nextInt(10) == 0;
    }

    static GeneratedMail mail(Random random) {
        MailGenerator generator = new MailGenerator(random);
        generator.field("From", "a@client.test");
        generator.field("Subject", "mail\r\n number\t" + random.nextInt());
        generator.entity(0, false);
        byte[] octets = TransferEncodings.octets(generator.out.toString());
        return new GeneratedMail(octets, generator.files, generator.chunks);
    }

    private void field(String name, String value) {
        String written = random.nextInt(10) == 0 ? name.toLowerCase(java.util.Locale.ROOT) : name;
        out.append(written).append(random.nextInt(10) == 0 ? ":  " : ": ").append(value);
        out.append("\r\n");
    }

    /// Writes the rest of an entity's header, and its body.
    ///
    /// @param bounded whether a boundary follows, and a line end before it that is not the body's
    private void entity(int depth, boolean bounded) {
        int kind = random.nextInt(100);
        if (depth < DEEPEST && kind < (depth == 0 ? 60 : 20)) {
            multipart(depth, bounded);
        } else if (depth > 0 && depth < DEEPEST && kind > 90) {
            field("Content-Type", "message/rfc822");
            out.append("\r\n");
            field("Subject", "within");
            entity(depth + 1, bounded);
        } else {
            leaf(bounded);
        }
    }

    private void multipart(int depth, boolean bounded) {
        String boundary = "b" + Long.toHexString(random.nextLong()) + "." + boundaries++;
        String subtype =
                List.of("mixed", "alternative", "related", "Digest").get(random.nextInt(4));
        boolean quoted = random.nextBoolean();
        String value = quoted ? "\"=_ " + boundary + "\"" : boundary;
        String delimiter = "--" + (quoted ? "=_ " + boundary : boundary);
        field("Content-Type", "multipart/" + subtype + fold() + "boundary=" + value);
        out.append("\r\n");
        out.append(random.nextInt(3) == 0 ? "This is a preamble.\r\n" : "");
        int parts = 1 + random.nextInt(4);
        for (int i = 0; i < parts; i++) {
            out.append(i == 0 ? "" : "\r\n").append(delimiter);
            out.append(random.nextInt(20) == 0 ? " \t\r\n" : "\r\n");
            entity(depth + 1, true);
        }
        out.append("\r\n").append(delimiter).append("--");
        out.append(random.nextInt(4) == 0 ? "\r\nepilogue" : "");
        out.append(mustEndLine(bounded) ? "\r\n" : "");
    }

    /// Whether a body must end in a line end of its own: only chunks can do without.
    private boolean mustEndLine(boolean bounded) {
        return !bounded && !(chunks && random.nextBoolean());
    }

    private String fold() {
        return switch (random.nextInt(4)) {
            case 0 -> ";\r\n\t";
            case 1 -> ";\r\n  ";
            case 2 -> ";";
            default -> "; ";
        };
    }

    private void leaf(boolean bounded) {
        int kind = random.nextInt(chunks ? 12 : 10);
        switch (kind) {
            case 0, 1, 2, 3 -> base64(bounded);
            case 4, 5 -> quotedPrintable(bounded);
            case 6 -> uuencoded(bounded);
            case 7 -> textWithUuencoded();
            case 8, 9 -> text(bounded);
            default -> binary();
        }
    }

    /// Writes the header of a leaf. Answers the name that it gives.
    private String header(String type, String encoding) {
        StringBuilder typeValue = new StringBuilder(type);
        StringBuilder disposition = new StringBuilder("attachment");
        String name = "";
        int where = random.nextInt(5);
        if (where > 0 && where < 3) {
            name = parameters(typeValue, "name");
        }
        if (where > 1) {
            name = parameters(disposition, "filename");
        }
        field("Content-Type", typeValue.toString());
        if (!encoding.isEmpty()) {
            field("Content-Transfer-Encoding", encoding);
        }
        if (where > 1) {
            field("Content-Disposition", disposition.toString());
        }
        out.append("\r\n");
        return name;
    }

    private String parameters(StringBuilder value, String parameter) {
        GeneratedName name = GeneratedName.of(parameter, random);
        name.parameters().forEach(each -> value.append(fold()).append(each));
        value.append(random.nextInt(5) == 0 ? "; size=5" : "");
        return name.value();
    }

    private void file(String name, byte[] content) {
        if (content.length > 0) {
            files.add(GeneratedFile.of(name, content));
        }
    }

    private byte[] octets() {
        int kind = random.nextInt(60);
        int most = kind == 0 ? 200_000 : kind < 10 ? 20_000 : kind < 30 ? 2_000 : 100;
        byte[] octets = new byte[random.nextInt(most)];
        random.nextBytes(octets);
        return octets;
    }

    private void base64(boolean bounded) {
        byte[] content = octets();
        file(
                header("application/octet-stream", random.nextBoolean() ? "base64" : "Base64"),
                content);
        out.append(encodings.base64(content)).append(bounded && random.nextBoolean() ? "" : "\r\n");
    }

    private void quotedPrintable(boolean bounded) {
        byte[] content = random.nextBoolean() ? octets() : TransferEncodings.octets(lines(true));
        file(header("text/x-any", "quoted-printable"), content);
        out.append(encodings.quotedPrintable(content));
        boolean atLineStart = content.length == 0 || out.charAt(out.length() - 1) == '\n';
        if (!atLineStart && mustEndLine(bounded)) {
            out.append("=\r\n");
        }
    }

    private void uuencoded(boolean bounded) {
        byte[] content = octets();
        String encoding =
                List.of("x-uuencode", "uuencode", "X-UUE", "x-uue").get(random.nextInt(4));
        String name = header("application/octet-stream", encoding);
        file(name.isEmpty() ? "in begin.bin" : name, content);
        out.append(random.nextInt(4) == 0 ? "\r\n" : "");
        out.append(encodings.uuencode("in begin.bin", content))
                .append(mustEndLine(bounded) ? "\r\n" : "");
    }

    private void textWithUuencoded() {
        String name = header("text/plain", random.nextBoolean() ? "7bit" : "");
        String text = lines(false) + "\r\n";
        for (int blocks = 1 + random.nextInt(2); blocks > 0; blocks--) {
            byte[] content = octets();
            String inner = "file " + blocks + ".dat";
            file(inner, content);
            text += encodings.uuencode(inner, content) + "\r\n" + lines(false) + "\r\n";
        }
        file(name, TransferEncodings.octets(text));
        out.append(text);
    }

    private void text(boolean bounded) {
        boolean eight = random.nextBoolean();
        String name = header("text/plain; charset=utf-8", eight ? "8bit" : "7BIT");
        boolean open = bounded && random.nextBoolean() || !bounded && !mustEndLine(false);
        String text = lines(eight) + (open ? "" : "\r\n");
        file(name, TransferEncodings.octets(text));
        out.append(text);
    }

    private void binary() {
        byte[] content = octets();
        file(header("application/octet-stream", "binary"), content);
        out.append(new String(content, ISO_8859_1));
    }

    /// Lines of words, without a line end behind the last; never one that begins a uuencoded file.
    private String lines(boolean eight) {
        StringBuilder text = new StringBuilder();
        for (int lines = random.nextInt(20); lines > 0; lines--) {
            for (int words = random.nextInt(12); words > 0; words--) {
                text.append(WORDS[random.nextInt(WORDS.length)]);
                text.append(random.nextInt(4) == 0 ? "" : " ");
                text.append(eight && random.nextInt(5) == 0 ? umlauts() : "");
            }
            text.append(lines > 1 ? "\r\n" : "");
        }
        return text.toString();
    }

    private static String umlauts() {
        return new String("äöü€".getBytes(UTF_8), ISO_8859_1);
    }
}
