package io.mailtap.analyzer.mime;

import io.mailtap.bytes.Bytes;

/// The kinds and texts of `mime_event`, which are Zeek's.
final class Problems {
    static final Bytes FORMAT = Bytes.of("illegal format");
    static final Bytes ENCODING = Bytes.of("illegal encoding");

    static final String LEADING_SPACE = "first header line starts with linear whitespace";
    static final String NO_BODY = "entity body missing";
    static final String NO_CLOSING = "multipart closing boundary delimiter missing";
    static final String NO_TYPE = "media type/subtype not found in content type";
    static final String NO_BOUNDARY =
            "boundary delimiter is not specified for a multipart entity -- content is treated as type"
                    + " application/octet-stream";
    static final String NO_ENCODING = "encoding type not found in content encoding";
    static final String NO_ATTRIBUTE = "attribute name not found in parameter specification";
    static final String NO_EQUALS = "= not found in parameter specification";
    static final String BAD_BOUNDARY = "Could not parse multipart boundary";
    static final String NO_VALUE = "value not found in parameter specification";
    static final String BAD_ESCAPE =
            "= is not followed by two hexadecimal digits in quoted-printable encoding";
    static final String CONTROL = "control characters in quoted-printable encoding: ";

    /// Ours: Zeek does not decode uuencode.
    static final String BAD_UUENCODE = "line is not uuencoded";

    private Problems() {}
}
