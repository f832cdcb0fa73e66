package io.mailtap.conformance;

import io.mailtap.Engine;
import io.mailtap.capture.CaptureException;
import io.mailtap.event.EventType;
import io.mailtap.log.EventLines;
import io.mailtap.log.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;

/// The output of `mailtap events`, line by line.
final class SecretsOutput extends OutputStream {
    /// Takes lines.
    interface Consumer {
        /// @param line without its end
        /// @param number from 0
        void onLine(String line, long number);
    }

    private final Consumer consumer;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    private SecretsOutput(Consumer consumer) {
        this.consumer = consumer;
    }

    /// Writes the events of a capture; one that is damaged is read up to the damage.
    ///
    /// @param engine a new one
    static void write(Engine engine, Path capture, Redactor redactor, Consumer consumer)
            throws IOException {
        EventLines lines = new EventLines(new SecretsOutput(consumer));
        lines.attach(engine.events(), EnumSet.allOf(EventType.class), redactor);
        try {
            engine.read(capture);
        } catch (CaptureException e) {
            // What has been read up to there is what counts.
        }
        engine.close();
        lines.flush();
    }

    @Override
    public void write(int octet) {
        if (octet == '\n') {
            consumer.onLine(line.toString(StandardCharsets.UTF_8), number++);
            line.reset();
        } else {
            line.write(octet);
        }
    }

    @Override
    public void write(byte[] octets, int from, int length) {
        int at = from;
        for (int i = from; i < from + length; i++) {
            if (octets[i] == '\n') {
                line.write(octets, at, i - at);
                write('\n');
                at = i + 1;
            }
        }
        line.write(octets, at, from + length - at);
    }
}
