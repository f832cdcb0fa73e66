package io.mailtap.file;

import io.mailtap.event.HashKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What is to be done with files.
///
/// @param hashes the digests that each gets, if somebody wants `file_hash`
/// @param wholeMails whether each whole mail is a file as well
public record FileOptions(Set<HashKind> hashes, boolean wholeMails) {
    /// SHA-256, and no whole mails.
    public static final FileOptions DEFAULT = new FileOptions(EnumSet.of(HashKind.SHA256), false);

    /// Copies the set, in the order of the kinds.
    public FileOptions {
        EnumSet<HashKind> ordered = EnumSet.noneOf(HashKind.class);
        ordered.addAll(hashes);
        hashes = Collections.unmodifiableSet(ordered);
    }
}
