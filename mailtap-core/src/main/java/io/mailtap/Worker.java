package io.mailtap;

import io.mailtap.capture.Frame;
import io.mailtap.log.RowStream;
import java.util.concurrent.BlockingQueue;

/// A thread with an engine: takes batches of frames and answers each with the end of a stretch of
/// rows.
final class Worker {
    private final Engine engine;
    private final RowStream rows;
    private final BlockingQueue<FrameBatch> batches;
    private final Thread thread;

    /// @param batches holds all that are ever given, so that giving one never waits
    Worker(int number, Engine engine, RowStream rows, BlockingQueue<FrameBatch> batches) {
        this.engine = engine;
        this.rows = rows;
        this.batches = batches;
        thread = Thread.ofPlatform().daemon().name("mailtap-" + number).unstarted(this::run);
    }

    Engine engine() {
        return engine;
    }

    void start() {
        thread.start();
    }

    void give(FrameBatch batch) {
        batches.add(batch);
    }

    private void run() {
        try {
            work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody waits for what is not done
        }
    }

    private void work() throws InterruptedException {
        Frame frame = new Frame();
        boolean last = false;
        while (!last) {
            FrameBatch batch = batches.take();
            last = batch.isLast();
            try {
                batch.feed(engine, frame);
                if (last) {
                    engine.close();
                }
                rows.endStretch();
            } catch (RuntimeException | Error e) {
                if (!Thread.currentThread().isInterrupted()) {
                    rows.fail(e);
                }
                return;
            }
        }
    }

    /// Ends the thread, if it has not ended, and waits for that.
    void stop() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
