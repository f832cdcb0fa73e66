package io.mailtap.file;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.event.HashKind;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;

/// What files need for a while and give back: digests, and room for their first octets.
///
/// Most files are small and soon over. Making all this anew for each cost more than hashing it.
/// Belongs to one engine, hence to one thread.
final class FilePool {
    /// Octets that a file's type is found by.
    static final int HEAD_OCTETS = 4096;

    /// Of each kind, kept at most for later files.
    private static final int MOST_KEPT = 256;

    private final Set<HashKind> kinds;
    private final List<String> names;
    private final ArrayDeque<Digests> digests = new ArrayDeque<>();
    private final ArrayDeque<byte[]> heads = new ArrayDeque<>();
    private final ByteSlice window = new ByteSlice();

    /// @param kinds the digests that files get
    FilePool(Set<HashKind> kinds) {
        this.kinds = kinds;
        names = kinds.stream().map(HashKind::name).toList();
    }

    /// {@return the names of the digests}
    List<String> names() {
        return names;
    }

    /// {@return a window that may be pointed at octets for as long as a call takes}
    ByteSlice window() {
        return window;
    }

    Digests takeDigests() {
        Digests idle = digests.poll();
        return idle == null ? new Digests(kinds) : idle;
    }

    /// Takes digests back.
    ///
    /// @param finished each of them, or all reset
    void giveBack(Digests finished) {
        if (digests.size() < MOST_KEPT) {
            digests.push(finished);
        }
    }

    /// {@return room for [#HEAD_OCTETS], with whatever is in it}
    byte[] takeHead() {
        byte[] idle = heads.poll();
        return idle == null ? new byte[HEAD_OCTETS] : idle;
    }

    void giveBack(byte[] head) {
        if (heads.size() < MOST_KEPT) {
            heads.push(head);
        }
    }
}
