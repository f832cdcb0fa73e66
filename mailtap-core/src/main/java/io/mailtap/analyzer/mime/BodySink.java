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
import org.jspecify.annotations.Nullable;

/// Where decoded data of a mail goes: into segments, and into whatever else was asked for when the
/// mail began. One object with the mail itself, [MimeMessage].
abstract sealed class BodySink permits MimeMessage {
    final AnalyzerContext context;
    final MimeLimits limits;
    final Workbench bench;
    final @Nullable EntityObserver observer;

    // Of the workbench; nothing is in it between calls.
    private final byte[] chunk;
    private int length;
    private final int limit;
    private final boolean wantsSegments;
    private final boolean takesRuns;
    private final @Nullable OctetBuffer entity;
    private final @Nullable OctetBuffer all;
    private final @Nullable MessageDigest md5;
    private long hashed;
    private boolean cutReported;

    BodySink(
            AnalyzerContext context,
            MimeLimits limits,
            Workbench bench,
            @Nullable EntityObserver observer) {
        this.context = context;
        this.limits = limits;
        this.bench = bench;
        this.observer = observer;
        chunk = bench.chunk();
        Events events = context.events();
        wantsSegments = events.wants(EventType.MIME_SEGMENT_DATA);
        entity = events.wants(EventType.MIME_ENTITY_DATA) ? new OctetBuffer() : null;
        all = events.wants(EventType.MIME_ALL_DATA) ? new OctetBuffer() : null;
        md5 = events.wants(EventType.MIME_CONTENT_HASH) ? md5() : null;
        takesRuns = !wantsSegments && entity == null && all == null;
        limit = limits.segmentOctets();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /// Forgets what was gathered of an entity.
    final void forgetEntity() {
        if (entity != null) {
            context.hold(-entity.length());
            entity.clear();
        }
    }

    /// Forgets all that was gathered.
    final void forgetAll() {
        forgetEntity();
        if (all != null) {
            context.hold(-all.length());
            all.clear();
        }
    }

    /// {@return whether nobody sees where data is cut, so that several lines may come at once}
    final boolean takesRuns() {
        return takesRuns;
    }

    final void octets(ByteSlice octets) {
        octets(octets, 0, octets.length());
    }

    /// Takes octets of whole lines. To be called only if it [#takesRuns()].
    ///
    /// @param count at least one
    final void run(ByteSlice octets, int from, int count) {
        if (length > 0 && length + count <= chunk.length) {
            octets.copyTo(from, chunk, length, count);
            length += count;
        } else {
            flush();
            submit(bench.window().pointAt(octets, from, count));
        }
    }

    private void octets(ByteSlice octets, int from, int count) {
        int at = from;
        int left = count;
        while (left > 0) {
            int next = Math.min(limit - length, left);
            octets.copyTo(at, chunk, length, next);
            length += next;
            at += next;
            left -= next;
            flushIfFull();
        }
    }

    final void octet(byte octet) {
        chunk[length++] = octet;
        flushIfFull();
    }

    /// Takes the low 24 bits of `group`, most significant first.
    final void threeOctets(int group) {
        if (length + 3 < limit) {
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

    /// {@return where decoded octets may be put, from the first index on, as long as nothing else
    /// is given; at least 16 KiB. To be called only if it [#takesRuns()], and between lines}
    final byte[] room() {
        return chunk;
    }

    /// Takes octets that have been put into the [#room()].
    final void filled(int count) {
        length = count;
        flush();
    }

    final void lineEnd() {
        octet((byte) '\r');
        octet((byte) '\n');
    }

    private void flushIfFull() {
        if (length >= limit) {
            flush();
        }
    }

    /// Submits what has been gathered since the last segment: a line of the body has ended, or the
    /// body itself.
    final void flush() {
        if (length > 0) {
            int count = length;
            length = 0;
            submit(bench.window().pointAt(chunk, 0, count));
        }
    }

    private void submit(ByteSlice data) {
        if (md5 != null) {
            data.update(md5);
            hashed += data.length();
        }
        if (entity != null) {
            gather(entity, data);
        }
        if (all != null) {
            gather(all, data);
        }
        if (wantsSegments) {
            Bytes owned = data.toBytes();
            context.events()
                    .raise(new MimeSegmentData(context.connection(), owned.length(), owned));
        }
        if (observer != null) {
            observer.onData(data);
        }
    }

    private void gather(OctetBuffer target, ByteSlice data) {
        int most = limits.gatheredOctets();
        int room = context.hold(data.length()) ? most - target.length() : 0;
        int count = Math.min(room, data.length());
        context.hold(count - data.length());
        target.append(data, 0, count);
        if (room < data.length() && !cutReported) {
            cutReported = true;
            context.weird("exceeded_mime_gathered_bytes", "" + most);
        }
    }

    final Bytes entity() {
        return entity == null ? Bytes.EMPTY : entity.toBytes();
    }

    final Bytes all() {
        return all == null ? Bytes.EMPTY : all.toBytes();
    }

    /// The MD5 of all submitted data, or null if nobody wants it.
    final @Nullable Bytes hash() {
        return md5 == null ? null : Bytes.copyOf(md5.digest());
    }

    final long hashedOctets() {
        return hashed;
    }
}
