package io.mailtap.file;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
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
import org.jspecify.annotations.Nullable;

/// One file in transfer: counts it, holds its first octets until its type is known, and then hands
/// them and all that follows to its digests and sinks.
final class FileState implements FileInfo {
    private static final byte[] NOTHING = new byte[0];
    private static final int KINDS = HashKind.values().length;

    private final FileOrigin origin;
    private final FileName name;
    private final @Nullable String givenType;
    private final String id;
    private final @Nullable String parentId;
    private final int depth;
    private final long startNanos;
    private final boolean hashed;

    // Its first octets, in room of the pool, until the end.
    private byte[] head;
    private int headOctets;
    // Of the pool, while there is anything to digest.
    private @Nullable Digests digests;

    // By kind, once it is over; and what most files do not have.
    private @Nullable Bytes @Nullable [] hashes;
    private @Nullable List<FileSink> sinks;
    private @Nullable List<String> moreAnalyzers;

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
        head = origin.pool().takeHead();
        id = place.id();
        parentId = place.parentId();
        depth = place.depth();
        givenType = place.givenType();
        startNanos = nanos;
        lastActiveNanos = nanos;
        hashed = events().wants(EventType.FILE_HASH) && !origin.pool().names().isEmpty();
        if (events().wants(EventType.FILE_NEW)) {
            events().raise(new FileNew(c(), this));
        }
        if (events().wants(EventType.FILE_OVER_NEW_CONNECTION)) {
            events().raise(new FileOverNewConnection(this, c(), isOrig()));
        }
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

    /// Whether the type is known, so that nothing happens before the next gap or the end.
    boolean isSettled() {
        return sniffed;
    }

    /// Takes the next octets, of which the last came at `nanos`.
    void onData(ByteSlice octets, long nanos) {
        lastActiveNanos = nanos;
        int from = 0;
        if (!sniffed) {
            from = Math.min(head.length - headOctets, octets.length());
            octets.copyTo(0, head, headOctets, from);
            headOctets += from;
            seen += from;
            if (headOctets == head.length) {
                sniff();
            }
        }
        int rest = octets.length() - from;
        if (rest > 0) {
            seen += rest;
            deliver(origin.pool().window().pointAt(octets, from, rest));
        }
    }

    /// Takes all octets of a file that comes in one piece, and ends it.
    ///
    /// @param reader raises what it finds in it, if it is not null
    /// @param readerName its name
    void onWhole(ByteSlice octets, long nanos, @Nullable Runnable reader, String readerName) {
        if (reader != null) {
            addAnalyzer(readerName);
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
            digests.reset();
            giveDigestsBack(digests);
        }
        if (events().wants(EventType.FILE_GAP)) {
            events().raise(new FileGap(c(), this, seen + missing, length));
        }
        missing += length;
        if (sinks != null) {
            sinks(sinks, sink -> sink.onGap(length));
        }
    }

    private void giveDigestsBack(Digests done) {
        digests = null;
        origin.pool().giveBack(done);
    }

    /// Ends the file.
    ///
    /// @param complete whether its end was seen
    void onEnd(boolean complete) {
        whole = complete && missing == 0;
        sniff();
        if (digests != null) {
            raiseHashes(digests);
            giveDigestsBack(digests);
        }
        if (sinks != null) {
            sinks(sinks, FileSink::onEnd);
        }
        closed = true;
        if (events().wants(EventType.FILE_STATE_REMOVE)) {
            events().raise(new FileStateRemove(c(), this));
        }
        origin.pool().giveBack(head);
        head = NOTHING;
        headOctets = 0;
    }

    private void raiseHashes(Digests ended) {
        @Nullable Bytes[] told = new @Nullable Bytes[KINDS];
        hashes = told;
        for (HashKind kind : origin.options().hashes()) {
            Bytes hash = ended.finish(kind);
            told[kind.ordinal()] = hash;
            if (hash != null && events().wants(EventType.FILE_HASH)) {
                events().raise(new FileHash(c(), this, kind, hash));
            }
        }
    }

    private ByteSlice head() {
        return origin.pool().window().pointAt(head, 0, headOctets);
    }

    private void sniff() {
        if (sniffed) {
            return;
        }
        boolean inferred = givenType == null;
        mimeType = inferred ? Sniffer.typeOf(head()) : givenType;
        if (events().wants(EventType.FILE_SNIFF)) {
            events().raise(new FileSniff(c(), this, mimeType, inferred));
        }
        sniffed = true;
        if (headOctets > 0) {
            deliver(head());
        }
    }

    private void deliver(ByteSlice octets) {
        if (hashed && missing == 0) {
            if (digests == null) {
                digests = origin.pool().takeDigests();
            }
            digests.update(octets);
        }
        if (sinks != null) {
            sinks(sinks, sink -> sink.onData(octets));
        }
    }

    private static void sinks(List<FileSink> sinks, Consumer<FileSink> step) {
        try {
            sinks.forEach(step);
        } catch (HandlerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new HandlerException(EventType.FILE_SNIFF, e);
        }
    }

    private void addAnalyzer(String added) {
        if (moreAnalyzers == null) {
            moreAnalyzers = new ArrayList<>(1);
        }
        moreAnalyzers.add(added);
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
        return Bytes.copyOf(head, 0, headOctets);
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
        List<String> first = hashed ? origin.pool().names() : List.of();
        if (moreAnalyzers == null) {
            return first;
        }
        List<String> all = new ArrayList<>(first);
        all.addAll(moreAnalyzers);
        return List.copyOf(all);
    }

    @Override
    public @Nullable Bytes hash(HashKind kind) {
        return hashes == null ? null : hashes[kind.ordinal()];
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
        if (sinks == null) {
            sinks = new ArrayList<>(1);
        }
        sinks.add(sink);
        addAnalyzer(sink.name());
    }
}
