package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;

/// Finds uuencoded files in the lines of a text, for an observer. The text stays as it is.
///
/// A file begins where a line that a uuencoded line could be follows `begin`; it is whole if `end`
/// follows. What else does not look like its content ends it before that: text follows.
final class InlineFiles {
    private enum State {
        TEXT,
        BEGUN,
        INSIDE
    }

    private final EntityObserver observer;
    private State state = State.TEXT;
    private final Uuencode uuencode;
    private Bytes name = Bytes.EMPTY;

    InlineFiles(EntityObserver observer, Uuencode uuencode) {
        this.observer = observer;
        this.uuencode = uuencode;
    }

    /// Whether only `begin` means something.
    boolean isInText() {
        return state == State.TEXT;
    }

    void onLine(ByteSlice line) {
        switch (state) {
            case TEXT -> onText(line);
            case BEGUN, INSIDE -> onContent(Uuencode.trimmed(line));
        }
    }

    private void onText(ByteSlice line) {
        if (line.isEmpty() || line.at(0) != 'b') {
            return; // as nearly all
        }
        ByteSlice found = Uuencode.beginning(Uuencode.trimmed(line));
        if (found != null) {
            name = found.toBytes();
            state = State.BEGUN;
        }
    }

    private void onContent(ByteSlice line) {
        int count = Uuencode.count(line);
        boolean fits = count > 0 && (state == State.INSIDE || !Uuencode.isTooLong(line, count));
        if (fits) {
            if (state == State.BEGUN) {
                state = State.INSIDE;
                observer.onInlineBegin(name.asSlice());
            }
            observer.onInlineData(uuencode.decode(line, count));
        } else if (state == State.BEGUN || count < 0) {
            leave(Uuencode.isEnd(line));
            onText(line);
        }
    }

    private void leave(boolean complete) {
        if (state == State.INSIDE) {
            observer.onInlineEnd(complete);
        }
        state = State.TEXT;
    }

    /// Ends the text.
    void onEnd() {
        leave(false);
    }
}
