package io.mailtap;

import com.sun.management.ThreadMXBean;
import io.mailtap.capture.CaptureException;
import io.mailtap.event.Event;
import io.mailtap.event.FileEvent.FileHash;
import io.mailtap.event.FileEvent.FileStateRemove;
import io.mailtap.event.Pop3Event.Pop3Reply;
import io.mailtap.event.Pop3Event.Pop3Request;
import io.mailtap.event.SmtpEvent.SmtpReply;
import io.mailtap.event.SmtpEvent.SmtpRequest;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/// Reads a capture with handlers that count commands, replies, files and their hashes, and prints
/// what the reading thread has allocated.
///
/// Twice: the first time, classes are loaded as well.
public final class Allocation {
    private static final int TIMES = 2;

    private final Engine engine = Engine.builder().build();
    private long events;

    private Allocation() {
        engine.events()
                .on(SmtpRequest.class, this::count)
                .on(SmtpReply.class, this::count)
                .on(Pop3Request.class, this::count)
                .on(Pop3Reply.class, this::count)
                .on(FileHash.class, this::count)
                .on(FileStateRemove.class, this::count);
    }

    private void count(Event event) {
        events++;
    }

    /// Runs it.
    ///
    /// @param args the capture
    /// @throws CaptureException if it cannot be read
    public static void main(String[] args) throws CaptureException {
        for (int i = 0; i < TIMES; i++) {
            new Allocation().read(Path.of(args[0]));
        }
    }

    private void read(Path capture) throws CaptureException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        engine.read(capture);
        engine.close();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        long packets = engine.statistics().packets();
        System.out.printf(
                "%,d octets for %,d packets and %,d events: %.1f each packet%n",
                allocated, packets, events, (double) allocated / packets);
    }
}
