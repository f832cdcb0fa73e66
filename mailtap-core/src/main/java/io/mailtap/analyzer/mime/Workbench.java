package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;

/// What the mails of an engine use in turns: nothing of a mail is left on it when a call returns.
/// So a mail in transfer holds no buffer for its data, however many there are.
///
/// Belongs to one engine, hence to one thread.
final class Workbench {
    /// Octets of data that are handed on at once, at least.
    private static final int CHUNK_OCTETS = 16 * 1024;

    private final byte[] chunk;
    private final ByteSlice window = new ByteSlice();
    private final Base64Block base64 = new Base64Block();
    private final QuotedLines quoted = new QuotedLines();

    Workbench(MimeLimits limits) {
        chunk = new byte[Math.max(CHUNK_OCTETS, limits.segmentOctets())];
    }

    /// Decoded data on its way.
    byte[] chunk() {
        return chunk;
    }

    /// Points at data on its way.
    ByteSlice window() {
        return window;
    }

    Base64Block base64() {
        return base64;
    }

    QuotedLines quoted() {
        return quoted;
    }
}
