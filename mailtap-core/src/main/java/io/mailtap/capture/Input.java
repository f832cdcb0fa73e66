package io.mailtap.capture;

import io.mailtap.bytes.ByteSlice;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stream of octets read in large blocks, of which any few can be had in one piece.
///
/// ```
///   buffer:  | consumed | at ... limit: read but not consumed | free |
/// ```
final class Input implements Closeable {
    private static final int BLOCK = 512 * 1024;

    private final InputStream stream;
    private final String name;
    private final boolean compressed;
    private byte[] buffer = new byte[BLOCK];
    private int at;
    private int limit;
    private long consumedBefore;
    private boolean ended;

    /// @param compressed whether offsets are not those of the file, which errors then say
    Input(InputStream stream, String name, boolean compressed) {
        this.stream = stream;
        this.name = name;
        this.compressed = compressed;
    }

    /// Makes the next `count` octets available in one piece. Answers false if the stream ends
    /// before.
    ///
    /// Memory grows only with octets that have really come.
    boolean have(int count) throws CaptureException {
        while (limit - at < count && !ended) {
            if (at > 0 && (buffer.length - at < count || at == limit)) {
                System.arraycopy(buffer, at, buffer, 0, limit - at);
                consumedBefore += at;
                limit -= at;
                at = 0;
            }
            if (limit == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            fill();
        }
        return limit - at >= count;
    }

    private void fill() throws CaptureException {
        try {
            int count = stream.read(buffer, limit, buffer.length - limit);
            if (count < 0) {
                ended = true;
            } else {
                limit += count;
            }
        } catch (IOException e) {
            ended = true;
            CaptureException fault =
                    damage(offset() + limit - at, "cannot be read further: " + e.getMessage());
            fault.initCause(e);
            throw fault;
        }
    }

    /// Points a window at the next octets, which [#have] has made available.
    ByteSlice peek(ByteSlice window, int count) {
        return window.pointAt(buffer, at, count);
    }

    /// Steps over octets that [#have] has made available.
    void skip(int count) {
        at += count;
    }

    /// Octets that are available without reading.
    int available() {
        return limit - at;
    }

    byte[] buffer() {
        return buffer;
    }

    int position() {
        return at;
    }

    /// Octets consumed since the beginning.
    long offset() {
        return consumedBefore + at;
    }

    CaptureException damage(long where, String reason) {
        String place = compressed ? " (counted when uncompressed)" : "";
        return new CaptureException(name, where, reason + place);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
