package io.mailtap.capture;

import java.io.Closeable;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several captures as one stream of frames, in the order of their first packets.
///
/// A capture that cannot be read, or is damaged, does not keep the others from being read: its
/// error is kept, and reading goes on with the next.
public final class CaptureFiles implements Closeable {
    /// The name that stands for standard input.
    public static final String STANDARD_INPUT = "-";

    /// @param path where it is
    /// @param firstNanos time of its first packet, the largest value if it has none
    private record Waiting(Path path, long firstNanos, @Nullable CaptureReader opened) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<CaptureException> errors = new ArrayList<>();
    private @Nullable CaptureReader current;
    private long packets;
    private long octetsBefore;
    private int filesBegun;

    /// Prepares to read files.
    ///
    /// @param paths the files, [#STANDARD_INPUT] among them at most once
    /// @param standardInput what that name stands for
    public CaptureFiles(List<Path> paths, InputStream standardInput) {
        List<Waiting> all = new ArrayList<>();
        for (Path path : paths) {
            if (path.toString().equals(STANDARD_INPUT)) {
                all.add(new Waiting(path, Long.MIN_VALUE, openInput(standardInput)));
            } else if (paths.size() == 1) {
                all.add(new Waiting(path, 0, null));
            } else {
                all.add(new Waiting(path, firstNanos(path), null));
            }
        }
        all.sort(Comparator.comparingLong(Waiting::firstNanos));
        waiting.addAll(all);
    }

    private @Nullable CaptureReader openInput(InputStream standardInput) {
        try {
            return CaptureReader.open(standardInput, "standard input");
        } catch (CaptureException e) {
            errors.add(e);
            return null;
        }
    }

    private static long firstNanos(Path path) {
        try (CaptureReader reader = CaptureReader.open(path)) {
            Frame frame = new Frame();
            return reader.next(frame) ? frame.timeNanos() : Long.MAX_VALUE;
        } catch (CaptureException e) {
            return Long.MAX_VALUE; // reported when its turn comes
        }
    }

    /// Reads the next frame of all captures.
    ///
    /// @param frame is filled, until the next call
    /// @return false when there are no more
    public boolean next(Frame frame) {
        while (true) {
            CaptureReader reader = current;
            if (reader == null) {
                if (!beginNext()) {
                    return false;
                }
                continue;
            }
            try {
                if (reader.next(frame)) {
                    packets++;
                    return true;
                }
            } catch (CaptureException e) {
                errors.add(e);
            }
            end(reader);
        }
    }

    private boolean beginNext() {
        Waiting next = waiting.poll();
        if (next == null) {
            return false;
        }
        filesBegun++;
        try {
            boolean input = next.path().toString().equals(STANDARD_INPUT);
            current = input ? next.opened() : CaptureReader.open(next.path());
        } catch (CaptureException e) {
            errors.add(e);
        }
        return true;
    }

    private void end(CaptureReader reader) {
        octetsBefore += reader.octetsRead();
        current = null;
        try {
            reader.close();
        } catch (CaptureException e) {
            errors.add(e);
        }
    }

    /// {@return what could not be read, in the order in which it was found}
    public List<CaptureException> errors() {
        return List.copyOf(errors);
    }

    /// {@return frames read so far}
    public long packets() {
        return packets;
    }

    /// {@return octets of the uncompressed captures read so far}
    public long octetsRead() {
        return octetsBefore + (current == null ? 0 : current.octetsRead());
    }

    /// {@return how many captures have been begun, from 1 with the first frame: when it grows, the
    /// next one has begun}
    public int filesBegun() {
        return filesBegun;
    }

    @Override
    public void close() {
        if (current != null) {
            end(current);
        }
    }
}
