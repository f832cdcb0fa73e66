package io.mailtap.file;

import io.mailtap.bytes.OctetBuffer;
import io.mailtap.event.HashKind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;

/// What files need for a while and give back: digests, and buffers for their first octets.
///
/// Most files are small and soon over. Making all this anew for each cost more than hashing it.
/// Belongs to one engine, hence to one thread.
final class FilePool {
    /// Of each kind, kept at most for later files.
    private static final int MOST_KEPT = 256;

    private final Map<HashKind, ArrayDeque<MessageDigest>> digests = new EnumMap<>(HashKind.class);
    private final ArrayDeque<OctetBuffer> buffers = new ArrayDeque<>();

    MessageDigest takeDigest(HashKind kind) {
        ArrayDeque<MessageDigest> idle = digests.get(kind);
        MessageDigest digest = idle == null ? null : idle.poll();
        return digest == null ? newDigest(kind) : digest;
    }

    private static MessageDigest newDigest(HashKind kind) {
        try {
            return MessageDigest.getInstance(kind.algorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + kind.algorithm(), e);
        }
    }

    /// Takes a digest back.
    ///
    /// @param digest as after its `digest()` or `reset()`
    void giveBack(HashKind kind, MessageDigest digest) {
        ArrayDeque<MessageDigest> idle = digests.computeIfAbsent(kind, each -> new ArrayDeque<>());
        if (idle.size() < MOST_KEPT) {
            idle.push(digest);
        }
    }

    OctetBuffer takeBuffer() {
        OctetBuffer buffer = buffers.poll();
        return buffer == null ? new OctetBuffer() : buffer;
    }

    /// Takes a buffer back, with whatever is in it.
    void giveBack(OctetBuffer buffer) {
        if (buffers.size() < MOST_KEPT) {
            buffer.truncate(0);
            buffers.push(buffer);
        }
    }
}
