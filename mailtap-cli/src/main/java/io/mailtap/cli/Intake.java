package io.mailtap.cli;

import io.mailtap.Engine;
import io.mailtap.Statistics;
import io.mailtap.Workers;
import io.mailtap.capture.Frame;

/// What takes frames: one engine on this thread, or several workers.
sealed interface Intake {
    void nextCapture();

    void packet(Frame frame);

    void finish();

    Statistics statistics();

    /// One engine.
    record Alone(Engine engine) implements Intake {
        @Override
        public void nextCapture() {
            engine.nextCapture();
        }

        @Override
        public void packet(Frame frame) {
            engine.packet(frame);
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
        public void packet(Frame frame) {
            workers.packet(frame);
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
