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
/// mail began.
final class BodySink {
    private final AnalyzerContext context;
    private final int segmentOctets;
    private final int gatheredOctets;
    private final OctetBuffer chunk = new OctetBuffer();
    private final ByteSlice window = new ByteSlice();
    private final boolean wantsSegments;
    private final @Nullable OctetBuffer entity;
    private final @Nullable OctetBuffer all;
    private final @Nullable MessageDigest md5;
    private long hashed;
    private boolean cutReported;

    BodySink(AnalyzerContext context, MimeLimits limits) {
        this.context = context;
        segmentOctets = limits.segmentOctets();
        gatheredOctets = limits.gatheredOctets();
        Events events = context.events();
        wantsSegments = events.wants(EventType.MIME_SEGMENT_DATA);
        entity = events.wants(EventType.MIME_ENTITY_DATA) ? new OctetBuffer() : null;
        all = events.wants(EventType.MIME_ALL_DATA) ? new OctetBuffer() : null;
        md5 = events.wants(EventType.MIME_CONTENT_HASH) ? md5() : null;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    void onBegin() {
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
            int room = segmentOctets - chunk.length();
            int count = Math.min(room, octets.length() - at);
            chunk.append(octets, at, count);
            at += count;
            flushIfFull();
        }
    }

    void octet(byte octet) {
        chunk.append(octet);
        flushIfFull();
    }

    /// Takes the low 24 bits of `group`, most significant first.
    void threeOctets(int group) {
        octet((byte) (group >>> 16));
        octet((byte) (group >>> 8));
        octet((byte) group);
    }

    void lineEnd() {
        octet((byte) '\r');
        octet((byte) '\n');
    }

    private void flushIfFull() {
        if (chunk.length() >= segmentOctets) {
            flush();
        }
    }

    /// Submits what has been gathered since the last segment.
    void flush() {
        if (chunk.isEmpty()) {
            return;
        }
        chunk.view(window);
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
        chunk.clear();
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
