package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;

/// Uuencode as a transfer encoding: what is between `begin` and `end`, and nothing else. Lines that
/// hold nothing are skipped, and what is not closed goes on to the end of the body.
///
/// A body whose first line is something else than `begin` is left as it is, so that a wrong header
/// hides nothing.
final class UuDecoder implements TransferDecoder {
    private enum State {
        BEFORE,
        INSIDE,
        AFTER,
        PLAIN
    }

    private final MimeMessage mail;
    private final IdentityDecoder plain;
    private State state = State.BEFORE;
    private int emptyLines;

    UuDecoder(MimeMessage mail, boolean inMultipart) {
        this.mail = mail;
        plain = new IdentityDecoder(mail, inMultipart);
    }

    @Override
    public void onLine(ByteSlice line, boolean lineEnd) {
        switch (state) {
            case BEFORE -> onFirst(line, lineEnd);
            case INSIDE -> onContent(Uuencode.trimmed(line));
            case AFTER -> {}
            case PLAIN -> plain.onLine(line, lineEnd);
        }
    }

    private void onFirst(ByteSlice line, boolean lineEnd) {
        ByteSlice name = Uuencode.beginning(Uuencode.trimmed(line));
        if (name != null) {
            state = State.INSIDE;
            if (mail.observer() != null) {
                mail.observer().onName(name);
            }
        } else if (line.isEmpty()) {
            emptyLines++;
        } else {
            state = State.PLAIN;
            ByteSlice empty = new ByteSlice();
            for (; emptyLines > 0; emptyLines--) {
                plain.onLine(empty, true);
            }
            plain.onLine(line, lineEnd);
        }
    }

    private void onContent(ByteSlice line) {
        int count = Uuencode.count(line);
        if (count > 0) {
            mail.octets(mail.bench().uuencode().decode(line, count));
        } else if (Uuencode.isEnd(line)) {
            state = State.AFTER;
        } else if (count < 0) {
            mail.problem(Problems.ENCODING, Problems.BAD_UUENCODE);
        }
    }

    @Override
    public boolean leavesLines() {
        return state == State.PLAIN;
    }

    @Override
    public void onGap() {}

    @Override
    public void onEnd() {}
}
