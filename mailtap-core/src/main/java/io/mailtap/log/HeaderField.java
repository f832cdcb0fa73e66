package io.mailtap.log;

import io.mailtap.bytes.ByteSlice;
import java.util.Arrays;
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

    private static final HeaderField[][] BY_LENGTH = byLength();

    private final String name;

    HeaderField(String name) {
        this.name = name;
    }

    /// The field of a name in any case, or null if it is not shown.
    static @Nullable HeaderField of(ByteSlice name) {
        if (name.length() < BY_LENGTH.length) {
            for (HeaderField field : BY_LENGTH[name.length()]) {
                if (name.startsWithIgnoreCase(field.name)) {
                    return field;
                }
            }
        }
        return null;
    }

    private static HeaderField[][] byLength() {
        int longest = X_ORIGINATING_IP.name.length();
        HeaderField[][] fields = new HeaderField[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            fields[length] =
                    Arrays.stream(values())
                            .filter(field -> field.name.length() == wanted)
                            .toArray(HeaderField[]::new);
        }
        return fields;
    }
}
