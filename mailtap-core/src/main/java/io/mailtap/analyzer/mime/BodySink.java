package io.mailtap.analyzer.mime;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.MimeEvent.MimeSegmentData;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where decoded data of a mail goes: into segments, and into whatever else was asked for when the
/// mail began.
final class BodySink {
    private static final byte[] NOTHING = new byte[0];
    private static final int SMALLEST = 128;

    /// Octets that are gathered for an observer that takes batches.
    private static final int BATCH_OCTETS = 16 * 1024;

    private final AnalyzerContext context;
    private final @Nullable EntityObserver observer;
    private final int segmentOctets;
    private final int gatheredOctets;
    private byte[] chunk = NOTHING;
    private int length;
    private int limit;
    // When the last line came of which there may be octets in the chunk.
    private long lineNanos;
    private long submitted;
    private long atLineEnd;
    private final ByteSlice window = new ByteSlice();
    private final boolean wantsSegments;
    private final boolean mayBatch;
    private final @Nullable OctetBuffer entity;
    private final @Nullable OctetBuffer all;
    private final @Nullable MessageDigest md5;
    private long hashed;
    private boolean cutReported;

    BodySink(AnalyzerContext context, MimeLimits limits, @Nullable EntityObserver observer) {
        this.context = context;
        this.observer = observer;
        segmentOctets = limits.segmentOctets();
        limit = segmentOctets;
        gatheredOctets = limits.gatheredOctets();
        Events events = context.events();
        wantsSegments = events.wants(EventType.MIME_SEGMENT_DATA);
        entity = events.wants(EventType.MIME_ENTITY_DATA) ? new OctetBuffer() : null;
        all = events.wants(EventType.MIME_ALL_DATA) ? new OctetBuffer() : null;
        md5 = events.wants(EventType.MIME_CONTENT_HASH) ? md5() : null;
        // Batches must change no event, so they are for mails whose pieces nobody else wants.
        mayBatch = observer != null && !wantsSegments && entity == null && all == null;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    void onBegin() {
        limit = segmentOctets;
        if (entity != null) {
            context.hold(-entity.length());
            entity.clear();
        }
    }

    /// Forgets all that was gathered.
    void onEnd() {
        onBegin();
        if (all != null) {
            context.hold(-all.length());
            all.clear();
        }
    }

    void octets(ByteSlice octets) {
        int at = 0;
        while (at < octets.length()) {
            int count = Math.min(limit - length, octets.length() - at);
            reserve(count);
            octets.copyTo(at, chunk, length, count);
            length += count;
            at += count;
            flushIfFull();
        }
    }

    void octet(byte octet) {
        reserve(1);
        chunk[length++] = octet;
        flushIfFull();
    }

    /// Takes the low 24 bits of `group`, most significant first.
    void threeOctets(int group) {
        if (length + 3 < Math.min(limit, chunk.length)) {
            byte[] to = chunk;
            to[length] = (byte) (group >>> 16);
            to[length + 1] = (byte) (group >>> 8);
            to[length + 2] = (byte) group;
            length += 3;
        } else {
            octet((byte) (group >>> 16));
            octet((byte) (group >>> 8));
            octet((byte) group);
        }
    }

    /// {@return whether data is gathered in batches just now, so that its lines do not matter}
    boolean batches() {
        return limit == BATCH_OCTETS;
    }

    /// Takes whole groups of base64; to be called only while [#batches()].
    ///
    /// @param count of the characters, a multiple of 4, far fewer than a batch
    /// @return whether they were such; if not, nothing was taken
    boolean groups(ByteSlice characters, int from, int count) {
        int octets = count / 4 * 3;
        if (length + octets > limit) {
            flush(context.events().moment().nanos());
        }
        if (chunk.length < limit + Base64Groups.SLACK) {
            chunk = Arrays.copyOf(chunk, limit + Base64Groups.SLACK);
        }
        boolean decoded = Base64Groups.decode(characters, from, count, chunk, length);
        length += decoded ? octets : 0;
        return decoded;
    }

    void lineEnd() {
        octet((byte) '\r');
        octet((byte) '\n');
    }

    // The chunk is never longer than the limit.
    private void reserve(int count) {
        if (length + count > chunk.length) {
            int wanted = Math.max(length + count, Math.max(SMALLEST, 2 * chunk.length));
            chunk = Arrays.copyOf(chunk, Math.min(limit, wanted));
        }
    }

    private void flushIfFull() {
        if (length >= limit) {
            flush(context.events().moment().nanos());
        }
    }

    /// Takes note that a line of the body has been decoded.
    void endLine() {
        if (submitted + length != atLineEnd) {
            atLineEnd = submitted + length;
            lineNanos = context.events().moment().nanos();
        }
        if (limit != BATCH_OCTETS) {
            flush();
        }
    }

    /// Submits what has been gathered since the last segment.
    void flush() {
        if (length > 0) {
            flush(lineNanos);
        }
    }

    private void flush(long nanos) {
        window.pointAt(chunk, 0, length);
        if (md5 != null) {
            window.update(md5);
            hashed += window.length();
        }
        if (entity != null) {
            gather(entity);
        }
        if (all != null) {
            gather(all);
        }
        if (wantsSegments) {
            Bytes data = window.toBytes();
            context.events().raise(new MimeSegmentData(context.connection(), data.length(), data));
        }
        if (observer != null) {
            observer.onData(window.pointAt(chunk, 0, length), nanos);
        }
        submitted += length;
        length = 0;
        limit = mayBatch && observer.takesBatches() ? BATCH_OCTETS : segmentOctets;
    }

    private void gather(OctetBuffer target) {
        int room = context.hold(window.length()) ? gatheredOctets - target.length() : 0;
        int count = Math.min(room, window.length());
        context.hold(count - window.length());
        target.append(window, 0, count);
        if (room < window.length() && !cutReported) {
            cutReported = true;
            context.weird("exceeded_mime_gathered_bytes", "" + gatheredOctets);
        }
    }

    Bytes entity() {
        return entity == null ? Bytes.EMPTY : entity.toBytes();
    }

    Bytes all() {
        return all == null ? Bytes.EMPTY : all.toBytes();
    }

    /// The MD5 of all submitted data, or null if nobody wants it.
    @Nullable Bytes hash() {
        return md5 == null ? null : Bytes.copyOf(md5.digest());
    }

    long hashedOctets() {
        return hashed;
    }
}
