package io.mailtap.analyzer.tls;

import org.jspecify.annotations.Nullable;

/// The kinds of handshake messages, those of RFC 8446, section 4, and those that came and went.
enum MessageType {
    HELLO_REQUEST(0),
    CLIENT_HELLO(1),
    SERVER_HELLO(2),
    HELLO_VERIFY_REQUEST(3),
    NEW_SESSION_TICKET(4),
    END_OF_EARLY_DATA(5),
    HELLO_RETRY_REQUEST(6),
    ENCRYPTED_EXTENSIONS(8),
    CERTIFICATE(11),
    SERVER_KEY_EXCHANGE(12),
    CERTIFICATE_REQUEST(13),
    SERVER_HELLO_DONE(14),
    CERTIFICATE_VERIFY(15),
    CLIENT_KEY_EXCHANGE(16),
    FINISHED(20),
    CERTIFICATE_URL(21),
    CERTIFICATE_STATUS(22),
    SUPPLEMENTAL_DATA(23),
    KEY_UPDATE(24),
    MESSAGE_HASH(254);

    /// That of [#CLIENT_HELLO], in SSL 2 too.
    static final int CLIENT_HELLO_NUMBER = 1;

    private static final MessageType[] BY_NUMBER = new MessageType[256];

    static {
        for (MessageType type : values()) {
            BY_NUMBER[type.number] = type;
        }
    }

    private final int number;

    MessageType(int number) {
        this.number = number;
    }

    static @Nullable MessageType of(int number) {
        return BY_NUMBER[number];
    }
}
