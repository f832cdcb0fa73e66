package io.mailtap.file;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.HashKind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The digests of a file, one after the other: each has them for a while.
final class Digests {
    // By kind; null where it is not asked for.
    private final @Nullable MessageDigest[] running =
            new @Nullable MessageDigest[HashKind.values().length];

    Digests(Set<HashKind> kinds) {
        for (HashKind kind : kinds) {
            running[kind.ordinal()] = digest(kind);
        }
    }

    private static MessageDigest digest(HashKind kind) {
        try {
            return MessageDigest.getInstance(kind.algorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + kind.algorithm(), e);
        }
    }

    void update(ByteSlice octets) {
        for (MessageDigest digest : running) {
            if (digest != null) {
                octets.update(digest);
            }
        }
    }

    /// {@return the digest of a kind, which begins anew; null if it is not asked for}
    @Nullable Bytes finish(HashKind kind) {
        MessageDigest digest = running[kind.ordinal()];
        return digest == null ? null : Bytes.copyOf(digest.digest());
    }

    /// Begins all anew.
    void reset() {
        for (MessageDigest digest : running) {
            if (digest != null) {
                digest.reset();
            }
        }
    }
}
