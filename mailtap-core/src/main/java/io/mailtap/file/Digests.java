package io.mailtap.file;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.HashKind;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The digests of a file, one after the other: each has them for a while.
final class Digests {
    /// Octets of the longest digest there is.
    private static final int LONGEST = 64;

    // By kind; null where it is not asked for.
    private final @Nullable MessageDigest[] running =
            new @Nullable MessageDigest[HashKind.values().length];
    private final byte[] result = new byte[LONGEST];

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
        if (digest == null) {
            return null;
        }
        try {
            return Bytes.copyOf(result, 0, digest.digest(result, 0, LONGEST));
        } catch (DigestException e) {
            throw new IllegalStateException("a digest is longer than " + LONGEST, e);
        }
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
