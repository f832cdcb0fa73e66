package io.mailtap.analyzer.mime;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.LineEnd;
import io.mailtap.analyzer.Message;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.MimeEvent.MimeAllData;
import io.mailtap.event.MimeEvent.MimeContentHash;
import io.mailtap.event.MimeEvent.MimeProblem;
import io.mailtap.net.Connection;
import org.jspecify.annotations.Nullable;

/// One mail: finds the entity that each line belongs to.
///
/// A line goes from the outermost entity inwards. Every multipart on the way may take it for one of
/// its boundaries, the outer before the inner; the entity where it arrives reads it as a header
/// line or as data.
final class MimeMessage extends BodySink implements Message {
    private final Entity top;
    private boolean ended;

    MimeMessage(
            AnalyzerContext context,
            MimeLimits limits,
            Workbench bench,
            @Nullable EntityObserver observer) {
        super(context, limits, bench, observer);
        top = new Entity(this, null);
    }

    AnalyzerContext context() {
        return context;
    }

    MimeLimits limits() {
        return limits;
    }

    Workbench bench() {
        return bench;
    }

    @Nullable EntityObserver observer() {
        return observer;
    }

    Events events() {
        return context.events();
    }

    Connection c() {
        return context.connection();
    }

    @Override
    public void onLine(ByteSlice line, LineEnd end) {
        if (observer != null) {
            observer.onLine(line, end);
        }
        boolean dashes = line.length() >= 2 && line.at(0) == '-' && line.at(1) == '-';
        Entity entity = top;
        while (entity != null && !entity.hasEnded()) {
            if (entity.isInHeader()) {
                entity.onHeaderLine(line);
                return;
            }
            if (entity.isLeaf()) {
                entity.onBodyLine(line, end.isEnd());
                return;
            }
            if (dashes && entity.isBoundary(line)) {
                return;
            }
            entity = entity.child();
        }
    }

    @Override
    public int onLines(ByteSlice data, int from) {
        if (!takesRuns() || observer != null && !observer.takesRuns()) {
            return 0;
        }
        Entity entity = top;
        boolean bounded = false;
        while (entity != null && !entity.hasEnded() && !entity.isInHeader()) {
            if (entity.isLeaf()) {
                int count = entity.onLines(data, from, bounded);
                if (count > 0 && observer != null) {
                    observer.onLines(bench.window().pointAt(data, from, count));
                }
                return count;
            }
            bounded |= entity.isMultipart();
            entity = entity.child();
        }
        return 0;
    }

    @Override
    public void onLineFeed() {
        if (observer != null) {
            observer.onLineFeed();
        }
    }

    @Override
    public void onCut() {
        if (observer != null) {
            observer.onCut();
        }
    }

    @Override
    public void onGap(long length) {
        Entity entity = top;
        while (entity.child() != null) {
            entity = entity.child();
        }
        entity.onGap();
        if (observer != null) {
            observer.onGap(length);
        }
    }

    @Override
    public void onEnd() {
        if (ended) {
            return;
        }
        ended = true;
        top.end();
        if (events().wants(EventType.MIME_ALL_DATA)) {
            Bytes data = all();
            events().raise(new MimeAllData(c(), data.length(), data));
        }
        Bytes hash = hash();
        if (hash != null) {
            events().raise(new MimeContentHash(c(), hashedOctets(), hash));
        }
        forgetAll();
        if (observer != null) {
            observer.onMailEnd();
        }
    }

    /// A child for `parent`, or null if that would be too deep.
    @Nullable Entity childOf(Entity parent) {
        if (parent.depth() >= limits.depth()) {
            context.weird("exceeded_mime_max_depth", "" + parent.depth());
            return null;
        }
        return new Entity(this, parent);
    }

    void problem(Bytes kind, String detail) {
        if (events().wants(EventType.MIME_EVENT)) {
            events().raise(new MimeProblem(c(), kind, Bytes.of(detail)));
        }
    }

    void illegalFormat(String detail) {
        problem(Problems.FORMAT, detail);
    }
}
