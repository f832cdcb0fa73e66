package io.mailtap.cli;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.mailtap.capture.StreamDecompressor;
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
        return new ZstdInputStream(compressed);
    }
}
