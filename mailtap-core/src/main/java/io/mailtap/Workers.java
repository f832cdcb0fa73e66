package io.mailtap;

import io.mailtap.capture.Frame;
import io.mailtap.decode.Slice;
import io.mailtap.log.RowMerge;
import io.mailtap.stream.Share;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

/// Several engines, each on its own thread, that analyse one stream of frames and write what one
/// engine would have written, octet for octet.
///
/// ```
/// try (RowMerge merge = RowMerge.intoLogs(dir, LogFormat.TSV, false);
///         Workers workers = new Workers(4, Engine.builder(), merge)) {
///     // workers.engines() may be given more handlers: each runs on its engine's thread
///     workers.packet(frame); // and so on
///     workers.finish();
/// }
/// ```
///
/// The thread that calls these methods reads and writes: it gathers frames in batches, gives each
/// batch to all engines, and puts their rows together, batch by batch in the order of the frames.
/// Each engine looks at the frames of its own connections, and at those few whose connection is not
/// seen at a glance. `docs/architecture.md` says why the output cannot differ.
public final class Workers implements AutoCloseable {
    /// More are not useful: the one thread that reads could not feed them.
    public static final int MOST = Slice.COUNT;

    /// Batches that are being analysed, or wait for that.
    private static final int MOST_BATCHES = 16;

    private final RowMerge merge;
    private final List<Worker> workers = new ArrayList<>();
    private final Deque<FrameBatch> given = new ArrayDeque<>();
    private final Deque<FrameBatch> free = new ArrayDeque<>();
    private FrameBatch batch = new FrameBatch();
    private long packets;
    private long octets;
    private boolean started;
    private boolean finished;
    private boolean failed;

    /// Makes the engines.
    ///
    /// @param count how many, 1 to [#MOST]
    /// @param builder the settings of all
    /// @param merge puts together what they write
    /// @throws IllegalArgumentException for any other count
    public Workers(int count, Engine.Builder builder, RowMerge merge) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("not 1 to " + MOST + " workers: " + count);
        }
        this.merge = merge;
        for (int i = 0; i < count; i++) {
            Engine engine = builder.build(new Share(i, count));
            workers.add(
                    new Worker(
                            i,
                            engine,
                            merge.attach(engine.events(), engine.position()),
                            new ArrayBlockingQueue<>(MOST_BATCHES + 1)));
        }
        batch.begin(1, false);
    }

    /// {@return the engines, for handlers to be registered before the first frame; what they count
    /// may be read when all is finished}
    public List<Engine> engines() {
        return workers.stream().map(Worker::engine).toList();
    }

    /// Says that the frames which follow are of another capture, whose times may be earlier.
    public void nextCapture() {
        if (!batch.isEmpty()) {
            give();
        }
        batch.begin(packets + 1, true);
    }

    /// Takes a captured frame.
    ///
    /// What a handler throws, or a file that cannot be written, may come out of here, some frames
    /// later.
    ///
    /// @param frame borrowed: may be used again when this returns
    /// @throws IllegalStateException if something was thrown before, or all is finished
    public void packet(Frame frame) {
        requireRunning();
        packets++;
        octets += frame.octets().length();
        batch.add(frame);
        if (batch.isFull()) {
            give();
            batch.begin(packets + 1, false);
        }
    }

    private void requireRunning() {
        if (failed || finished) {
            throw new IllegalStateException(failed ? "an engine has failed" : "finished");
        }
    }

    private void give() {
        if (!started) {
            started = true;
            workers.forEach(Worker::start);
        }
        given.add(batch);
        for (Worker worker : workers) {
            worker.give(batch);
        }
        if (given.size() == MOST_BATCHES) {
            takeBack();
        }
        batch = free.isEmpty() ? new FrameBatch() : free.remove();
    }

    private void takeBack() {
        failed = true; // unless this returns: then rows of a stretch are left that nobody can place
        merge.mergeStretch();
        failed = false;
        free.add(given.remove());
    }

    /// Ends all connections and waits for all rows: no more frames come. A second call does
    /// nothing.
    ///
    /// @throws IllegalStateException if something was thrown before
    public void finish() {
        if (failed || !finished) {
            requireRunning();
            finished = true;
            batch.endRun();
            give();
            while (!given.isEmpty()) {
                takeBack();
            }
        }
    }

    /// {@return what has been seen; complete when finished}
    public Statistics statistics() {
        long connections = 0;
        int open = 0;
        long failures = 0;
        for (Worker worker : workers) {
            Statistics part = worker.engine().statistics();
            connections += part.connections();
            open += part.open();
            failures += part.failures();
        }
        return new Statistics(packets, octets, connections, open, failures);
    }

    /// Ends the threads. What has not been analysed is forgotten.
    @Override
    public void close() {
        if (started) {
            workers.forEach(Worker::stop);
        }
    }
}
