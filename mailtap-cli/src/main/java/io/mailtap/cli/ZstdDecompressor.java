package io.mailtap.cli;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.mailtap.capture.StreamDecompressor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Reads zstd (RFC 8878).
public final class ZstdDecompressor implements StreamDecompressor {
    private static final byte[] MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    /// Creates one, for the service loader.
    public ZstdDecompressor() {}

    @Override
    public String format() {
        return "zstd";
    }

    @Override
    public boolean recognizes(byte[] first) {
        if (first.length < MAGIC.length) {
            return false;
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (first[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public InputStream decompress(InputStream compressed) {
        return new Checked(new ZstdInputStream(compressed));
    }

    /// Makes I/O errors of the exceptions that the library throws for damaged data.
    private static final class Checked extends FilterInputStream {
        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            try {
                return in.read(into, from, count);
            } catch (RuntimeException e) {
                throw new IOException("damaged zstd data: " + e.getMessage(), e);
            }
        }
    }
}
