package io.mailtap.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Several captures as one stream of frames, in the order of their first packets.
///
/// A capture that cannot be read, or is damaged, does not keep the others from being read: its
/// error is kept, and reading goes on with the next.
public final class CaptureFiles implements Closeable {
    /// The name that stands for standard input.
    public static final String STANDARD_INPUT = "-";

    private static final byte[] NOTHING = new byte[0];

    /// A capture whose turn has not come: closed, or open and its first frame already read.
    private record Waiting(Path path, long firstNanos, @Nullable Opened opened) {}

    private record Opened(CaptureReader reader, Frame first, boolean hasFirst) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<CaptureException> errors = new ArrayList<>();
    private final OptionalLong storedOctets;
    private @Nullable CaptureReader current;
    private @Nullable Frame pending;
    private long packets;
    private long octetsBefore;
    private long storedBefore;
    private int filesBegun;

    // For those who want one frame at a time.
    private final Frame[] single = new Frame[1];

    /// Prepares to read files.
    ///
    /// Regular files are opened one at a time. Standard input and pipes cannot be read twice, so
    /// that they stay open from here on if there are several captures.
    ///
    /// @param paths the files, [#STANDARD_INPUT] among them at most once
    /// @param standardInput what that name stands for
    public CaptureFiles(List<Path> paths, InputStream standardInput) {
        List<Waiting> all = new ArrayList<>();
        for (Path path : paths) {
            if (isStandardInput(path)) {
                addOnce(all, path, standardInput);
            } else if (paths.size() == 1) {
                all.add(new Waiting(path, 0, null));
            } else if (Files.exists(path) && !Files.isRegularFile(path)) {
                addOnce(all, path, null);
            } else {
                all.add(new Waiting(path, firstNanos(path), null));
            }
        }
        storedOctets = sizes(paths);
        all.sort((one, other) -> Long.compare(one.firstNanos(), other.firstNanos()));
        waiting.addAll(all);
    }

    private static boolean isStandardInput(Path path) {
        return path.toString().equals(STANDARD_INPUT);
    }

    private void addOnce(List<Waiting> all, Path path, @Nullable InputStream input) {
        CaptureReader reader = null;
        try {
            reader =
                    input == null
                            ? CaptureReader.open(path)
                            : CaptureReader.open(input, "standard input");
            Frame first = new Frame();
            boolean hasFirst = reader.next(first);
            long nanos = hasFirst ? first.timeNanos() : Long.MAX_VALUE;
            all.add(new Waiting(path, nanos, new Opened(reader, first, hasFirst)));
        } catch (CaptureException e) {
            errors.add(e);
            if (reader != null) {
                end(reader);
            }
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

    private static OptionalLong sizes(List<Path> paths) {
        long sum = 0;
        for (Path path : paths) {
            if (isStandardInput(path) || Files.exists(path) && !Files.isRegularFile(path)) {
                return OptionalLong.empty();
            }
            try {
                sum += Files.size(path);
            } catch (IOException e) {
                continue; // nothing of it will be read
            }
        }
        return OptionalLong.of(sum);
    }

    /// Reads the next frame of all captures.
    ///
    /// @param frame is filled, until the next call
    /// @return false when there are no more
    public boolean next(Frame frame) {
        single[0] = frame;
        return next(single) > 0;
    }

    /// Reads the next frames of all captures, as many as there are without moving the octets of the
    /// first. All are of the same capture.
    ///
    /// @param frames are filled from the first on, until the next call
    /// @return how many were filled; 0 when there are no more
    public int next(Frame[] frames) {
        while (true) {
            CaptureReader reader = current;
            if (reader == null) {
                if (!beginNext()) {
                    return 0;
                }
                continue;
            }
            try {
                int count = takePending(frames[0]) ? 1 : reader.next(frames);
                if (count > 0) {
                    packets += count;
                    return count;
                }
            } catch (CaptureException e) {
                errors.add(e);
            }
            end(reader);
        }
    }

    private boolean takePending(Frame frame) {
        Frame first = pending;
        if (first == null) {
            return false;
        }
        pending = null;
        frame.set(first.timeNanos(), first.linkType(), first.originalLength(), NOTHING, 0, 0);
        frame.octets().pointAt(first.octets(), 0, first.octets().length());
        return true;
    }

    private boolean beginNext() {
        Waiting next = waiting.poll();
        if (next == null) {
            return false;
        }
        filesBegun++;
        try {
            Opened opened = next.opened();
            if (opened == null) {
                current = CaptureReader.open(next.path());
            } else {
                current = opened.reader();
                pending = opened.hasFirst() ? opened.first() : null;
            }
        } catch (CaptureException e) {
            errors.add(e);
        }
        return true;
    }

    private void end(CaptureReader reader) {
        octetsBefore += reader.octetsRead();
        storedBefore += reader.storedOctetsRead();
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

    /// {@return octets of the files as stored read so far, for a progress bar}
    public long storedOctetsRead() {
        return storedBefore + (current == null ? 0 : current.storedOctetsRead());
    }

    /// {@return the size of all files as stored; empty if standard input or a pipe is among them}
    public OptionalLong storedOctets() {
        return storedOctets;
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
        for (Waiting unread : waiting) {
            if (unread.opened() != null) {
                end(unread.opened().reader());
            }
        }
        waiting.clear();
    }
}
