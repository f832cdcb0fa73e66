package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A file as it stands now: Zeek's `fa_file`.
///
/// A live view, the same object in every event of the file; its counters are right whenever an
/// event of the file is raised. It belongs to the thread of the engine.
public interface FileInfo {
    /// What has become of a file that was written to disk.
    ///
    /// @param name of what was written
    /// @param cutoff whether the limit cut it
    /// @param size octets written, if it was cut
    record Extracted(String name, boolean cutoff, OptionalLong size) {}

    /// {@return the identifier that ties log rows together: `F` and base-62 digits}
    ///
    /// A hash of the connection's uid and of the file's place in the connection: the same packets
    /// give the same identifier in every run.
    String id();

    /// {@return the identifier of the mail that it is a part of, if whole mails are files}
    @Nullable String parentId();

    /// {@return the protocol it came by: `SMTP` or `POP3`; `SSL` for certificates}
    String source();

    /// {@return whether the originator sent it}
    boolean isOrig();

    /// {@return which entity of the connection it is: 1 for the first mail itself, counting on over
    /// all parts and mails; 0 for a whole mail, and for a certificate}
    int depth();

    /// {@return capture time of its first octet, in nanoseconds since 1970-01-01T00:00Z}
    long startNanos();

    /// {@return capture time of its last octet so far}
    long lastActiveNanos();

    /// {@return octets seen}
    long seenBytes();

    /// {@return octets that are missing, counted as they were on the wire}
    long missingBytes();

    /// {@return its length, once its end has been seen and if nothing is missing}
    OptionalLong totalBytes();

    /// {@return its first octets, at most 4096, as far as they have come; none once the file is
    /// over}
    Bytes bofBuffer();

    /// {@return the name it was given, decoded, as UTF-8}
    @Nullable Bytes filename();

    /// {@return the field of the header that names it, as it was sent}
    @Nullable Bytes rawFilename();

    /// {@return the type that its content shows, from `file_sniff` on}
    @Nullable String mimeType();

    /// {@return names of what its content was given to, in order: `SHA256`, `EXTRACT`}
    List<String> analyzers();

    /// {@return a digest of its content, from `file_hash` on, or null}
    ///
    /// @param kind which
    @Nullable Bytes hash(HashKind kind);

    /// {@return what was written to disk, or null}
    @Nullable Extracted extracted();

    /// Notes what was written to disk. For those who write it.
    ///
    /// @param what was written
    void extracted(Extracted what);

    /// Gives the content to `sink` as well, from the first octet. For handlers of `file_new` and
    /// `file_sniff`.
    ///
    /// @param sink takes it
    /// @throws IllegalStateException in any later event
    void add(FileSink sink);
}
