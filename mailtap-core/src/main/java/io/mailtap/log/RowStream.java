package io.mailtap.log;

import io.mailtap.event.Moment;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The rows of one engine of several, on their way to where those of all are put together.
///
/// The engine's thread writes; that of the [RowMerge] reads. An engine that is ahead of the others
/// waits here.
public final class RowStream {
    /// Most chunks that wait for the others, of about 256 KiB each.
    private static final int MOST_WAITING = 8;

    private final RowPosition position;
    private final Moment moment;
    private final RowBuffer buffer = new RowBuffer();
    private final BlockingQueue<RowChunk> full = new ArrayBlockingQueue<>(MOST_WAITING);
    private final BlockingQueue<RowChunk> empty = new ArrayBlockingQueue<>(MOST_WAITING + 2);
    private RowChunk writing = new RowChunk();

    RowStream(RowPosition position, Moment moment) {
        this.position = position;
        this.moment = moment;
    }

    Moment moment() {
        return moment;
    }

    /// Where the rows' octets are written.
    RowBuffer buffer() {
        return buffer;
    }

    /// Begins a row, whose octets are then written to [#buffer].
    void begin(int log, long nanos, Repeats.@Nullable About about) {
        if (writing.isFull(buffer.length())) {
            send(RowChunk.End.MORE);
        }
        writing.add(position, nanos, log, buffer.length(), about);
    }

    /// Says that this engine has done its part of a stretch of the run.
    public void endStretch() {
        send(RowChunk.End.STRETCH);
    }

    /// Says that this engine has failed and does nothing more.
    ///
    /// @param fault is thrown where the rows are put together, after all rows before it
    public void fail(Throwable fault) {
        // Allocates nothing: memory may be what is missing, and the other side waits for this.
        writing.fail(position, fault);
        put(RowChunk.End.FAULT);
    }

    private void send(RowChunk.End end) {
        put(end);
        RowChunk next = empty.poll();
        writing = next == null ? new RowChunk() : next;
    }

    private void put(RowChunk.End end) {
        RowChunk chunk = writing;
        chunk.length = buffer.length();
        chunk.octets = buffer.exchange(chunk.octets);
        chunk.end = end;
        try {
            full.put(chunk);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }

    // ---- the other side

    RowChunk take() {
        try {
            return full.take();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    void recycle(RowChunk chunk) {
        chunk.clear();
        if (!empty.offer(chunk)) {
            return; // there are enough
        }
    }
}
