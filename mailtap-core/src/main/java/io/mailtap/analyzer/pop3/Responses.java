package io.mailtap.analyzer.pop3;

import io.mailtap.analyzer.LineEnd;
import io.mailtap.analyzer.Message;
import io.mailtap.analyzer.Scratch;
import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/// Reads the server's lines: status lines, and responses of many lines up to the lone dot.
///
/// What they mean is [Pairing]'s, which is one object with it: a million connections have one each.
abstract sealed class Responses permits Logins {
    // Not null while lines belong to a response, up to a lone dot.
    private @Nullable Response response;

    // The command was lost: if the next line is no status line, a response of many lines has begun.
    private boolean maybeOpen;

    /// Takes a status line that is no continuation of a response.
    ///
    /// @param msg its text, trimmed, borrowed
    abstract void onStatus(boolean ok, ByteSlice line, ByteSlice msg);

    /// Takes a line of the server that is neither a status nor part of a response.
    abstract void onOddLine(ByteSlice line, ByteSlice token);

    /// Takes a line of a response with many, dot-unstuffed.
    abstract void onResponseText(ByteSlice line);

    /// Takes note that a response with many lines is over.
    abstract void onResponseEnd(long octets, boolean complete);

    /// Whether the client has gone on to another command.
    abstract boolean isClientAhead();

    /// Looks at the next waiting command, if there is one.
    abstract void next();

    abstract Scratch scratch();

    /// Begins a response of many lines.
    ///
    /// @param mail takes the mail in it, null if there is none
    /// @param part whether the response may end before the mail does
    final void open(@Nullable Message mail, boolean part) {
        response = new Response(mail, part);
        maybeOpen = false;
    }

    final void maybeOpen() {
        maybeOpen = true;
    }

    final boolean isOpen() {
        return response != null;
    }

    /// Takes note of lost octets.
    final void onServerGap(long length) {
        Response open = response;
        if (open != null) {
            open.endMayBeLost = true;
            open.cut = true;
            if (open.mail != null) {
                open.mail.onGap(length);
            }
        }
    }

    /// Ends the response, and the mail in it, without having seen the end.
    final void cut() {
        Response open = response;
        if (open != null) {
            open.endMail(false);
            response = null;
            onResponseEnd(open.octets, false);
        }
    }

    final void onServerLineFeed() {
        Response open = response;
        if (open != null && open.mail != null) {
            open.mail.onLineFeed();
        }
    }

    final void onServerLine(ByteSlice line, LineEnd end) {
        Response open = response;
        if (open != null) {
            if (open.endMayBeLost && isClientAhead() && isStatus(line)) {
                cut();
                next();
                onStatusLine(line);
            } else {
                onResponseLine(open, line, end);
            }
        } else if (maybeOpen && !isStatus(line)) {
            open = new Response(null, false);
            open.cut = true;
            response = open;
            maybeOpen = false;
            onResponseLine(open, line, end);
        } else {
            maybeOpen = false;
            onStatusLine(line);
        }
    }

    /// Takes lines at once, if they are nothing but data of a mail.
    final int onServerLines(ByteSlice data, int from) {
        Response open = response;
        if (open == null || open.endMayBeLost || open.mail == null) {
            return 0;
        }
        int count = open.mail.onLines(data, from);
        open.octets += count;
        return count;
    }

    private void onResponseLine(Response open, ByteSlice line, LineEnd end) {
        boolean stuffed = !line.isEmpty() && line.at(0) == '.';
        if (stuffed && line.length() == 1) {
            response = null;
            open.endMail(true);
            onResponseEnd(open.octets, !open.cut);
            next();
            return;
        }
        ByteSlice text = stuffed ? scratch().rest().pointAt(line, 1, line.length() - 1) : line;
        if (open.mail != null) {
            open.mail.onLine(text, end);
        }
        open.octets += text.length() + 2;
        onResponseText(text);
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
        ByteSlice word = scratch().word().pointAt(line, from, end - from);
        Status status = Status.of(word);
        if (status == Status.NONE) {
            onOddLine(line, word);
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
        onStatus(
                status == Status.OK, line, scratch().rest().pointAt(line, message, last - message));
    }
}
