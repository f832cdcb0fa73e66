package io.mailtap.cli;

import io.mailtap.Engine;
import io.mailtap.Statistics;
import io.mailtap.Workers;
import io.mailtap.capture.Frame;

/// What takes frames: one engine on this thread, or several workers.
sealed interface Intake {
    void nextCapture();

    /// @param frames borrowed
    /// @param count how many of them, from the first on
    void packets(Frame[] frames, int count);

    void finish();

    Statistics statistics();

    /// One engine.
    record Alone(Engine engine) implements Intake {
        @Override
        public void nextCapture() {
            engine.nextCapture();
        }

        @Override
        public void packets(Frame[] frames, int count) {
            engine.packets(frames, count);
        }

        @Override
        public void finish() {
            engine.close();
        }

        @Override
        public Statistics statistics() {
            return engine.statistics();
        }
    }

    /// Several.
    record Together(Workers workers) implements Intake {
        @Override
        public void nextCapture() {
            workers.nextCapture();
        }

        @Override
        public void packets(Frame[] frames, int count) {
            for (int i = 0; i < count; i++) {
                workers.packet(frames[i]);
            }
        }

        @Override
        public void finish() {
            workers.finish();
        }

        @Override
        public Statistics statistics() {
            return workers.statistics();
        }
    }
}
