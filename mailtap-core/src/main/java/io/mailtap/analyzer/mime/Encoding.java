package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;

/// The transfer encodings (RFC 2045, section 6), and uuencode, which is older. All but three leave
/// the octets as they are.
enum Encoding {
    QUOTED_PRINTABLE,
    BASE64,
    UUENCODE,
    OTHER;

    static Encoding named(ByteSlice name) {
        if (name.equalsIgnoreCase("QUOTED-PRINTABLE")) {
            return QUOTED_PRINTABLE;
        }
        if (name.equalsIgnoreCase("BASE64")) {
            return BASE64;
        }
        return isUuencode(name) ? UUENCODE : OTHER;
    }

    private static boolean isUuencode(ByteSlice name) {
        return name.equalsIgnoreCase("X-UUENCODE")
                || name.equalsIgnoreCase("UUENCODE")
                || name.equalsIgnoreCase("X-UUE")
                || name.equalsIgnoreCase("UUE");
    }

    /// @param inMultipart whether the last line end before a boundary belongs to the boundary
    TransferDecoder decoder(MimeMessage mail, boolean inMultipart) {
        return switch (this) {
            case QUOTED_PRINTABLE -> new QuotedPrintableDecoder(mail, inMultipart);
            case BASE64 -> new Base64Decoder(mail);
            case UUENCODE -> new UuDecoder(mail, inMultipart);
            case OTHER -> new IdentityDecoder(mail, inMultipart);
        };
    }
}
