package io.mailtap.analyzer.pop3;

import io.mailtap.analyzer.LineEnd;
import io.mailtap.analyzer.Message;
import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/// Reads the server's lines: status lines, and responses of many lines up to the lone dot.
final class Responses {
    private enum Mode {
        /// The next line is a status line.
        STATUS,
        /// Lines belong to a response, up to a lone dot.
        OPEN,
        /// The command was lost: if the next line is no status line, a response of many lines has
        /// begun.
        MAYBE_OPEN
    }

    private final Pop3Analyzer analyzer;
    private final ByteSlice word = new ByteSlice();
    private final ByteSlice text = new ByteSlice();
    private Mode mode = Mode.STATUS;
    private @Nullable Message mail;
    private boolean isPart;
    private boolean endMayBeLost;

    // Of the response's lines so far, and whether some of them are missing.
    private long octets;
    private boolean cut;
    private LineEnd lineEnd = LineEnd.NONE;

    Responses(Pop3Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    void open() {
        mode = Mode.OPEN;
        endMayBeLost = false;
        octets = 0;
        cut = false;
    }

    void maybeOpen() {
        mode = Mode.MAYBE_OPEN;
    }

    boolean isOpen() {
        return mode == Mode.OPEN;
    }

    /// @param part whether the response may end before the mail does
    void beginMail(Message begun, boolean part) {
        endMail();
        mail = begun;
        isPart = part;
    }

    void endMail() {
        if (mail != null) {
            Message ended = mail;
            mail = null;
            ended.onEnd();
        }
    }

    /// Takes note of lost octets.
    void onGap(long length) {
        if (mode == Mode.OPEN) {
            endMayBeLost = true;
            cut = true;
            if (mail != null) {
                mail.onGap(length);
            }
        }
    }

    /// Ends the response, and the mail in it, without having seen the end.
    void cut() {
        if (mail != null) {
            mail.onCut();
        }
        endMail();
        if (mode == Mode.OPEN) {
            mode = Mode.STATUS;
            analyzer.onResponseEnd(octets, false);
        }
    }

    void onLineFeed() {
        if (mail != null) {
            mail.onLineFeed();
        }
    }

    void onLine(ByteSlice line, LineEnd end) {
        lineEnd = end;
        switch (mode) {
            case STATUS -> onStatusLine(line);
            case MAYBE_OPEN -> {
                if (isStatus(line)) {
                    mode = Mode.STATUS;
                    onStatusLine(line);
                } else {
                    open();
                    cut = true;
                    onResponseLine(line);
                }
            }
            case OPEN -> {
                if (endMayBeLost && analyzer.isClientAhead() && isStatus(line)) {
                    cut();
                    analyzer.next();
                    onStatusLine(line);
                } else {
                    onResponseLine(line);
                }
            }
        }
    }

    /// Takes lines at once, if they are nothing but data of a mail.
    int onLines(ByteSlice data, int from) {
        if (mode != Mode.OPEN || endMayBeLost || mail == null) {
            return 0;
        }
        int count = mail.onLines(data, from);
        octets += count;
        return count;
    }

    private void onResponseLine(ByteSlice line) {
        if (line.length() == 1 && line.at(0) == '.') {
            end();
            return;
        }
        ByteSlice unstuffed = line;
        if (!line.isEmpty() && line.at(0) == '.') {
            unstuffed = text.pointAt(line, 1, line.length() - 1);
        }
        if (mail != null) {
            mail.onLine(unstuffed, lineEnd);
        }
        octets += unstuffed.length() + 2;
        analyzer.onData(unstuffed);
    }

    private void end() {
        mode = Mode.STATUS;
        if (mail != null && isPart) {
            mail.onCut();
        }
        endMail();
        analyzer.onResponseEnd(octets, !cut);
        analyzer.next();
    }

    private boolean isStatus(ByteSlice line) {
        return line.startsWith("+OK") || line.startsWith("-ERR");
    }

    private void onStatusLine(ByteSlice line) {
        int from = 0;
        while (from < line.length() && Ascii.isBlank(line.at(from))) {
            from++;
        }
        int end = from;
        while (end < line.length() && line.at(end) != ' ') {
            end++;
        }
        word.pointAt(line, from, end - from);
        Status status = Status.of(word);
        if (status == Status.NONE) {
            analyzer.onOddLine(line, word);
            return;
        }
        int message = end;
        while (message < line.length() && line.at(message) == ' ') {
            message++;
        }
        int last = line.length();
        while (last > message && line.at(last - 1) == ' ') {
            last--;
        }
        analyzer.onStatus(status == Status.OK, line, text.pointAt(line, message, last - message));
    }
}
