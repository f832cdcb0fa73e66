package io.mailtap.conformance;

import io.mailtap.event.MimeEvent;
import io.mailtap.event.MimeHeader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// An entity of a mail, gathered from its events.
final class RecordedEntity {
    private final int index;
    private final MessageDigest digest = sha256();
    private List<MimeHeader> headers = List.of();
    private long size;

    /// @param index of the part in its mail
    RecordedEntity(int index) {
        this.index = index;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    int index() {
        return index;
    }

    void headers(List<MimeHeader> all) {
        headers = all;
    }

    void data(MimeEvent.MimeSegmentData event) {
        digest.update(event.data().toArray());
        size += event.length();
    }

    boolean isMultipart() {
        return contentType().startsWith("multipart/");
    }

    RecordedPart part() {
        String hash = HexFormat.of().formatHex(digest.digest());
        return new RecordedPart(contentType(), RecordedNames.fileName(headers), size, hash);
    }

    private String contentType() {
        String value = RecordedNames.header(headers, "CONTENT-TYPE");
        String type = value.replaceFirst("(?s);.*", "").strip().toLowerCase(Locale.ROOT);
        return type.matches("[^/\\s]+/[^/\\s]+") ? type : "text/plain";
    }
}
