package io.mailtap.file;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;
import io.mailtap.event.Event;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.FileEvent.FileGap;
import io.mailtap.event.FileEvent.FileHash;
import io.mailtap.event.FileEvent.FileNew;
import io.mailtap.event.FileEvent.FileOverNewConnection;
import io.mailtap.event.FileEvent.FileSniff;
import io.mailtap.event.FileEvent.FileStateRemove;
import io.mailtap.event.FileInfo;
import io.mailtap.event.FileSink;
import io.mailtap.event.HandlerException;
import io.mailtap.event.HashKind;
import io.mailtap.net.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One file in transfer: counts it, holds its first octets until its type is known, and then hands
/// them and all that follows to its digests and sinks.
final class FileState implements FileInfo {
    /// Octets that the type is found by.
    static final int BOF_OCTETS = 4096;

    private static final OctetBuffer NOTHING = new OctetBuffer();

    private final FileOrigin origin;
    private final FileName name;
    private final @Nullable String givenType;
    private final String id;
    private final @Nullable String parentId;
    private final int depth;
    private final long startNanos;
    // Of the pool, until the end.
    private OctetBuffer bof;
    private final ByteSlice window = new ByteSlice();
    private final List<String> analyzers = new ArrayList<>(2);
    private final List<FileSink> sinks = new ArrayList<>(1);
    private final @Nullable Digests digests;

    private long lastActiveNanos;
    private long seen;
    private long missing;
    private boolean sniffed;
    private boolean closed;
    private boolean whole;
    private @Nullable String mimeType;
    private @Nullable Extracted extracted;

    /// @param place where in the connection it is
    /// @param name what it is called
    /// @param nanos capture time of its first octet
    FileState(FileOrigin origin, Place place, FileName name, long nanos) {
        this.origin = origin;
        this.name = name;
        bof = origin.pool().takeBuffer();
        id = place.id();
        parentId = place.parentId();
        depth = place.depth();
        givenType = place.givenType();
        startNanos = nanos;
        lastActiveNanos = nanos;
        boolean hashed =
                events().wants(EventType.FILE_HASH) && !origin.options().hashes().isEmpty();
        digests = hashed ? new Digests(origin.options().hashes(), origin.pool()) : null;
        if (hashed) {
            origin.options().hashes().forEach(kind -> analyzers.add(kind.name()));
        }
        raise(EventType.FILE_NEW, () -> new FileNew(c(), this));
        raise(
                EventType.FILE_OVER_NEW_CONNECTION,
                () -> new FileOverNewConnection(this, c(), isOrig()));
    }

    /// Where a file is.
    ///
    /// @param id its identifier
    /// @param parentId that of the mail, if mails are files
    /// @param depth number of the entity
    /// @param givenType its type, if the protocol tells
    record Place(String id, @Nullable String parentId, int depth, @Nullable String givenType) {}

    private Events events() {
        return origin.events();
    }

    private Connection c() {
        return origin.c();
    }

    private void raise(EventType type, Supplier<Event> event) {
        if (events().wants(type)) {
            events().raise(event.get());
        }
    }

    /// Whether the type is known, so that nothing happens before the next gap or the end.
    boolean isSettled() {
        return sniffed;
    }

    /// Takes the next octets, of which the last came at `nanos`.
    void onData(ByteSlice octets, long nanos) {
        lastActiveNanos = nanos;
        int from = 0;
        if (!sniffed) {
            from = Math.min(BOF_OCTETS - bof.length(), octets.length());
            bof.append(octets, 0, from);
            seen += from;
            if (bof.length() == BOF_OCTETS) {
                sniff();
            }
        }
        int rest = octets.length() - from;
        if (rest > 0) {
            seen += rest;
            deliver(window.pointAt(octets, from, rest));
        }
    }

    /// Takes all octets of a file that comes in one piece, and ends it.
    ///
    /// @param reader raises what it finds in it, if it is not null
    /// @param readerName its name
    void onWhole(ByteSlice octets, long nanos, @Nullable Runnable reader, String readerName) {
        if (reader != null) {
            analyzers.add(readerName);
        }
        onData(octets, nanos);
        sniff();
        if (reader != null) {
            reader.run();
        }
        onEnd(true);
    }

    void onGap(long length) {
        sniff();
        if (digests != null) {
            digests.drop();
        }
        long offset = seen + missing;
        raise(EventType.FILE_GAP, () -> new FileGap(c(), this, offset, length));
        missing += length;
        sinks(sink -> sink.onGap(length));
    }

    /// Ends the file.
    ///
    /// @param complete whether its end was seen
    void onEnd(boolean complete) {
        whole = complete && missing == 0;
        sniff();
        if (digests != null && digests.isWhole() && seen > 0) {
            digests.finish((kind, hash) ->
                    raise(EventType.FILE_HASH, () -> new FileHash(c(), this, kind, hash)));
        }
        sinks(FileSink::onEnd);
        closed = true;
        raise(EventType.FILE_STATE_REMOVE, () -> new FileStateRemove(c(), this));
        origin.pool().giveBack(bof);
        bof = NOTHING;
    }

    private void sniff() {
        if (sniffed) {
            return;
        }
        boolean inferred = givenType == null;
        mimeType = inferred ? Sniffer.typeOf(bof.view(window)) : givenType;
        raise(EventType.FILE_SNIFF, () -> new FileSniff(c(), this, mimeType, inferred));
        sniffed = true;
        if (!bof.isEmpty()) {
            deliver(bof.view(window));
        }
    }

    private void deliver(ByteSlice octets) {
        if (digests != null) {
            digests.update(octets);
        }
        if (!sinks.isEmpty()) {
            sinks(sink -> sink.onData(octets));
        }
    }

    private void sinks(Consumer<FileSink> step) {
        try {
            sinks.forEach(step);
        } catch (HandlerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new HandlerException(EventType.FILE_SNIFF, e);
        }
    }

    // ---- what handlers see

    @Override
    public String id() {
        return id;
    }

    @Override
    public @Nullable String parentId() {
        return parentId;
    }

    @Override
    public String source() {
        return origin.source();
    }

    @Override
    public boolean isOrig() {
        return origin.isOrig();
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public long startNanos() {
        return startNanos;
    }

    @Override
    public long lastActiveNanos() {
        return lastActiveNanos;
    }

    @Override
    public long seenBytes() {
        return seen;
    }

    @Override
    public long missingBytes() {
        return missing;
    }

    @Override
    public OptionalLong totalBytes() {
        return whole ? OptionalLong.of(seen) : OptionalLong.empty();
    }

    @Override
    public Bytes bofBuffer() {
        return bof.toBytes();
    }

    @Override
    public @Nullable Bytes filename() {
        return name.decoded();
    }

    @Override
    public @Nullable Bytes rawFilename() {
        return name.raw();
    }

    @Override
    public @Nullable String mimeType() {
        return mimeType;
    }

    @Override
    public List<String> analyzers() {
        return List.copyOf(analyzers);
    }

    @Override
    public @Nullable Bytes hash(HashKind kind) {
        return digests == null ? null : digests.result(kind);
    }

    @Override
    public @Nullable Extracted extracted() {
        return extracted;
    }

    @Override
    public void extracted(Extracted what) {
        extracted = what;
    }

    @Override
    public void add(FileSink sink) {
        if (sniffed || closed) {
            throw new IllegalStateException("add sinks in file_new or file_sniff");
        }
        sinks.add(sink);
        analyzers.add(sink.name());
    }
}
