package io.mailtap.conformance;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A mail as our events show it.
final class RecordedMail {
    private final String via;
    private String from = "";
    private List<String> recipients = List.of();
    private final List<RecordedPart> parts = new ArrayList<>();
    private final MessageDigest digest = RecordedEntity.sha256();
    private long size;
    private int reply;
    private boolean complete;

    /// @param via the command that carries it, with the argument if it is one of POP3
    RecordedMail(String via) {
        this.via = via;
    }

    void setEnvelope(String sender, List<String> all) {
        from = sender;
        recipients = List.copyOf(all);
    }

    String via() {
        return via;
    }

    /// {@return the sender's address, empty if unknown}
    String from() {
        return from;
    }

    /// {@return addresses, each with the code of the reply}
    List<String> recipients() {
        return recipients;
    }

    /// {@return its parts in the order in which they begin}
    List<RecordedPart> parts() {
        return parts.stream().filter(part -> part != null).toList();
    }

    /// {@return octets of the mail, each line ended by CRLF}
    long size() {
        return size;
    }

    /// {@return SHA-256 of the mail, each line ended by CRLF}
    String sha256() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// {@return the code of the last reply to the whole mail, 0 if there was none}
    int reply() {
        return reply;
    }

    /// {@return whether its end was seen}
    boolean isComplete() {
        return complete;
    }

    void line(byte[] line) {
        digest.update(line);
        digest.update((byte) '\r');
        digest.update((byte) '\n');
        size += line.length + 2;
    }

    /// {@return where the part goes that begins now}
    int reservePart() {
        parts.add(null);
        return parts.size() - 1;
    }

    void setPart(int index, RecordedPart part) {
        parts.set(index, part);
    }

    void end() {
        complete = true;
    }

    void setReply(int code) {
        reply = code;
    }
}
