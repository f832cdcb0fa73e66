package io.mailtap.analyzer.tls;

/// Numbers of the kinds of records (RFC 8446, section 5.1; heartbeat: RFC 6520).
final class ContentType {
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;
    static final int HEARTBEAT = 24;

    private ContentType() {}

    /// {@return whether the content of such a record is looked at}
    static boolean isRead(int type) {
        return type == ALERT || type == HANDSHAKE || type == HEARTBEAT;
    }
}
