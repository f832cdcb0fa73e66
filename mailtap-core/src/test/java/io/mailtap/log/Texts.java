package io.mailtap.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.mailtap.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/// Ways between octets and text for the tests of logs.
final class Texts {
    private Texts() {}

    static Bytes octets(String latin1) {
        return Bytes.copyOf(latin1.getBytes(ISO_8859_1));
    }

    static Bytes hex(String digits) {
        return Bytes.copyOf(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    /// {@return what a buffer holds, as Latin-1}
    static String written(RowBuffer buffer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            buffer.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(ISO_8859_1);
    }
}
