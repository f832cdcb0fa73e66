package io.mailtap.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// The octets that a gzip file (RFC 1952) of one or more members stands for.
///
/// Not [java.util.zip.GZIPInputStream], because that one calls itself for each empty member until
/// the stack is full, and forgets what it has inflated when damage follows in the same read. Zeros
/// after the last member are padding; anything else there is damage.
final class GzipStream extends InputStream {
    private static final int MAGIC = 0x1f8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int FILE_NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream compressed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] block = new byte[64 * 1024];
    private final byte[] single = new byte[1];
    private int at;
    private int limit;
    private boolean ended;

    /// @param compressed begins with the magic number; closed with this stream
    GzipStream(InputStream compressed) throws IOException {
        this.compressed = compressed;
        try {
            header(octet() << 8 | octet());
        } catch (IOException e) {
            inflater.end();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (!ended) {
            int inflated = inflate(target, from, count);
            if (inflated > 0) {
                checksum.update(target, from, inflated);
                return inflated;
            }
            if (inflater.finished()) {
                nextMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("damaged gzip data: a dictionary is asked for");
            } else {
                fill();
            }
        }
        return -1;
    }

    /// Inflates what it can. What came out before damage counts; the damage is met again at the
    /// next call.
    private int inflate(byte[] target, int from, int count) throws ZipException {
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(target, from, count);
        } catch (DataFormatException e) {
            int inflated = (int) (inflater.getBytesWritten() - before);
            if (inflated > 0) {
                return inflated;
            }
            throw new ZipException("damaged gzip data: " + e.getMessage());
        }
    }

    private void fill() throws IOException {
        if (!more()) {
            throw new EOFException("the gzip data is cut off");
        }
        inflater.setInput(block, at, limit - at);
        at = limit;
    }

    private void nextMember() throws IOException {
        at = limit - inflater.getRemaining();
        long expected = u32();
        long length = u32();
        if (expected != checksum.getValue()
                || length != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new ZipException("damaged gzip data: wrong checksum");
        }
        inflater.reset();
        checksum.reset();
        while (more()) {
            int octet = octet();
            if (octet != 0) {
                header(octet << 8 | octet());
                return;
            }
        }
        ended = true;
    }

    private void header(int magic) throws IOException {
        if (magic != MAGIC || octet() != DEFLATE) {
            throw new ZipException("damaged gzip data: no member header where one belongs");
        }
        int flags = octet();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(octet() | octet() << 8);
        }
        if ((flags & FILE_NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(2);
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            octet();
        }
    }

    private void skipText() throws IOException {
        while (octet() != 0) {
            // up to its end
        }
    }

    private long u32() throws IOException {
        return octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
    }

    private int octet() throws IOException {
        if (!more()) {
            throw new EOFException("the gzip data is cut off");
        }
        return block[at++] & 0xff;
    }

    private boolean more() throws IOException {
        if (at == limit) {
            at = 0;
            limit = Math.max(0, compressed.read(block, 0, block.length));
        }
        return at < limit;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        compressed.close();
    }
}
