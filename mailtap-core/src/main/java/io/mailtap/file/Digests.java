package io.mailtap.file;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.HashKind;
import java.security.MessageDigest;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The digests of one file, which come from a [FilePool] and go back to it.
final class Digests {
    private static final HashKind[] KINDS = HashKind.values();

    private final FilePool pool;

    // By kind; null where it is not asked for, has ended, or was given up.
    private final @Nullable MessageDigest[] running = new @Nullable MessageDigest[KINDS.length];
    private final @Nullable Bytes[] results = new @Nullable Bytes[KINDS.length];
    private boolean whole = true;

    Digests(Set<HashKind> kinds, FilePool pool) {
        this.pool = pool;
        for (HashKind kind : KINDS) {
            running[kind.ordinal()] = kinds.contains(kind) ? pool.takeDigest(kind) : null;
        }
    }

    void update(ByteSlice octets) {
        for (MessageDigest digest : running) {
            if (digest != null) {
                octets.update(digest);
            }
        }
    }

    /// Gives up: octets are missing.
    void drop() {
        whole = false;
        for (HashKind kind : KINDS) {
            MessageDigest digest = running[kind.ordinal()];
            if (digest != null) {
                digest.reset();
                giveBack(kind, digest);
            }
        }
    }

    private void giveBack(HashKind kind, MessageDigest digest) {
        running[kind.ordinal()] = null;
        pool.giveBack(kind, digest);
    }

    boolean isWhole() {
        return whole;
    }

    /// Ends the digests and tells each.
    void finish(BiConsumer<HashKind, Bytes> told) {
        for (HashKind kind : KINDS) {
            MessageDigest digest = running[kind.ordinal()];
            if (digest != null) {
                Bytes hash = Bytes.copyOf(digest.digest());
                giveBack(kind, digest);
                results[kind.ordinal()] = hash;
                told.accept(kind, hash);
            }
        }
    }

    @Nullable Bytes result(HashKind kind) {
        return results[kind.ordinal()];
    }
}
