package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;

/// The transfer encodings (RFC 2045, section 6). All but two leave the octets as they are.
enum Encoding {
    QUOTED_PRINTABLE,
    BASE64,
    OTHER;

    static Encoding named(ByteSlice name) {
        if (name.equalsIgnoreCase("QUOTED-PRINTABLE")) {
            return QUOTED_PRINTABLE;
        }
        return name.equalsIgnoreCase("BASE64") ? BASE64 : OTHER;
    }

    /// @param inMultipart whether the last line end before a boundary belongs to the boundary
    TransferDecoder decoder(MimeMessage mail, boolean inMultipart) {
        return switch (this) {
            case QUOTED_PRINTABLE -> new QuotedPrintableDecoder(mail, inMultipart);
            case BASE64 -> new Base64Decoder(mail);
            case OTHER -> new IdentityDecoder(mail.body(), inMultipart);
        };
    }
}
