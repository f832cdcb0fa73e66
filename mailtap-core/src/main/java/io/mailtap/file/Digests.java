package io.mailtap.file;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.HashKind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The digests of one file.
final class Digests {
    private final Map<HashKind, MessageDigest> running = new EnumMap<>(HashKind.class);
    private final Map<HashKind, Bytes> results = new EnumMap<>(HashKind.class);

    Digests(Set<HashKind> kinds) {
        kinds.forEach(kind -> running.put(kind, of(kind)));
    }

    private static MessageDigest of(HashKind kind) {
        try {
            return MessageDigest.getInstance(kind.algorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + kind.algorithm(), e);
        }
    }

    void update(ByteSlice octets) {
        for (MessageDigest digest : running.values()) {
            octets.update(digest);
        }
    }

    /// Gives up: octets are missing.
    void drop() {
        running.clear();
    }

    boolean isWhole() {
        return !running.isEmpty();
    }

    /// Ends the digests and tells each.
    void finish(BiConsumer<HashKind, Bytes> told) {
        running.forEach((kind, digest) -> {
            Bytes hash = Bytes.copyOf(digest.digest());
            results.put(kind, hash);
            told.accept(kind, hash);
        });
        running.clear();
    }

    @Nullable Bytes result(HashKind kind) {
        return results.get(kind);
    }
}
