package io.mailtap.file;

import io.mailtap.analyzer.LineEnd;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.OctetBuffer;
import org.jspecify.annotations.Nullable;

/// A whole mail as a file: what the sender sent, dot-unstuffed, line ends as they were on the wire.
///
/// Lines are gathered into larger pieces once the file's type has been told, which changes no event
/// as nothing happens to the file between there and a gap or its end.
final class WholeMail {
    private static final String TYPE = "message/rfc822";

    /// Octets that are gathered.
    private static final int BATCH_OCTETS = 16 * 1024;

    private static final ByteSlice CR = ByteSlice.of("\r");
    private static final ByteSlice LF = ByteSlice.of("\n");
    private static final ByteSlice CR_LF = ByteSlice.of("\r\n");

    private final FileOrigin origin;
    private final String id;
    private final OctetBuffer batch = new OctetBuffer();
    private final ByteSlice window = new ByteSlice();
    private @Nullable FileState file;
    private long lastNanos;
    private boolean afterCr;

    WholeMail(FileOrigin origin, int number) {
        this.origin = origin;
        id = origin.id('M', number);
    }

    /// {@return the file's identifier}
    String id() {
        return id;
    }

    /// {@return whether its type has been told}
    boolean isSettled() {
        return file != null && file.isSettled();
    }

    void onLine(ByteSlice line, LineEnd end) {
        take(line);
        switch (end) {
            case NONE -> {}
            case CR -> take(CR);
            case LF -> take(LF);
            case CR_LF -> take(CR_LF);
        }
        afterCr = end == LineEnd.CR;
        deliverIfDue();
    }

    /// Takes whole lines with their CR LF.
    void onLines(ByteSlice lines) {
        take(lines);
        afterCr = false;
        deliverIfDue();
    }

    void onLineFeed() {
        if (afterCr) {
            afterCr = false;
            take(LF);
            deliverIfDue();
        }
    }

    private void take(ByteSlice octets) {
        int at = 0;
        while (at < octets.length()) {
            int count = Math.min(BATCH_OCTETS - batch.length(), octets.length() - at);
            batch.append(octets, at, count);
            at += count;
            if (batch.length() == BATCH_OCTETS) {
                deliver(origin.events().moment().nanos());
            }
        }
    }

    private void deliverIfDue() {
        lastNanos = origin.events().moment().nanos();
        if (!isSettled()) {
            deliver(lastNanos);
        }
    }

    private void deliver(long nanos) {
        if (!batch.isEmpty()) {
            file(nanos).onData(batch.view(window), nanos);
            batch.truncate(0);
        }
    }

    private FileState file(long nanos) {
        FileState begun = file;
        if (begun == null) {
            begun =
                    new FileState(
                            origin, new FileState.Place(id, null, 0, TYPE), new FileName(), nanos);
            file = begun;
        }
        return begun;
    }

    void onGap(long length) {
        deliver(lastNanos);
        file(origin.events().moment().nanos()).onGap(length);
        afterCr = false;
    }

    void onEnd(boolean complete) {
        deliver(lastNanos);
        if (file != null) {
            file.onEnd(complete);
        }
    }
}
