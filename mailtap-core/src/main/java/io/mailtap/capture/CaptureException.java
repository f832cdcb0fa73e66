package io.mailtap.capture;

import java.io.IOException;

/// A capture cannot be read, or cannot be read further.
///
/// All frames before the damage have been handed out.
public final class CaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    CaptureException(String file, long offset, String reason) {
        super(file + ": " + (offset > 0 ? "at octet " + offset + ": " : "") + reason);
        this.file = file;
        this.offset = offset;
    }

    /// {@return the name under which the capture was opened}
    public String file() {
        return file;
    }

    /// {@return where the damage is, in octets from the start of the uncompressed stream}
    public long offset() {
        return offset;
    }
}
