package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;

/// Octets as they are, line ends as CR LF. In a multipart the last line end belongs to the boundary
/// that follows (RFC 2046, 5.1.1), so each is held back until another line comes.
final class IdentityDecoder implements TransferDecoder {
    private final BodySink body;
    private final boolean inMultipart;
    private boolean lineEndHeld;

    IdentityDecoder(BodySink body, boolean inMultipart) {
        this.body = body;
        this.inMultipart = inMultipart;
    }

    @Override
    public void onLine(ByteSlice line, boolean lineEnd) {
        if (lineEndHeld) {
            lineEndHeld = false;
            body.lineEnd();
        }
        body.octets(line);
        if (lineEnd) {
            if (inMultipart) {
                lineEndHeld = true;
            } else {
                body.lineEnd();
            }
        }
    }

    @Override
    public int onLines(ByteSlice data, int from, boolean bounded, boolean searched) {
        int end = PlainLines.end(data, from, bounded, searched);
        if (end > from) {
            if (lineEndHeld) {
                body.lineEnd();
            }
            lineEndHeld = inMultipart;
            int count = end - from - (inMultipart ? 2 : 0);
            if (count > 0) {
                body.run(data, from, count);
            }
        }
        return end - from;
    }

    @Override
    public boolean leavesLines() {
        return true;
    }

    @Override
    public void onGap() {}

    @Override
    public void onEnd() {}
}
