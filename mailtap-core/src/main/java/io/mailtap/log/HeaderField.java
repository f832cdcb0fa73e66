package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/// The header fields that smtp.log shows.
enum HeaderField {
    DATE("DATE"),
    FROM("FROM"),
    TO("TO"),
    CC("CC"),
    REPLY_TO("REPLY-TO"),
    MESSAGE_ID("MESSAGE-ID"),
    IN_REPLY_TO("IN-REPLY-TO"),
    SUBJECT("SUBJECT"),
    X_ORIGINATING_IP("X-ORIGINATING-IP"),
    RECEIVED("RECEIVED"),
    X_MAILER("X-MAILER"),
    USER_AGENT("USER-AGENT"),
    X_USER_AGENT("X-USER-AGENT");

    private static final HeaderField[] ALL = values();

    private final Bytes name;

    HeaderField(String name) {
        this.name = Bytes.of(name);
    }

    /// The field of a name in capitals, or null if it is not shown.
    static @Nullable HeaderField of(Bytes name) {
        for (HeaderField field : ALL) {
            if (field.name.length() == name.length() && field.name.equals(name)) {
                return field;
            }
        }
        return null;
    }
}
