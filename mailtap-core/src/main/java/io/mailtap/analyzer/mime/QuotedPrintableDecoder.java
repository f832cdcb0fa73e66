package io.mailtap.analyzer.mime;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;

/// Quoted-printable (RFC 2045, 6.7). What is not legal is reported and taken literally. In a
/// multipart the last line end belongs to the boundary that follows, as in [IdentityDecoder].
final class QuotedPrintableDecoder implements TransferDecoder {
    private final MimeMessage mail;
    private final BodySink body;
    private final QuotedLines lines;
    private final boolean inMultipart;
    private boolean lineEndHeld;

    QuotedPrintableDecoder(MimeMessage mail, boolean inMultipart) {
        this.mail = mail;
        this.inMultipart = inMultipart;
        body = mail;
        lines = mail.bench().quoted();
    }

    @Override
    public void onLine(ByteSlice line, boolean lineEnd) {
        if (lineEndHeld) {
            lineEndHeld = false;
            body.lineEnd();
        }
        int end = line.length();
        while (lineEnd && end > 0 && Ascii.isBlank(line.at(end - 1))) {
            end--;
        }
        int at = 0;
        while (at < end) {
            byte octet = line.at(at);
            if (octet != '=') {
                literal(octet);
                at++;
            } else if (at + 1 == end) {
                return; // soft line break
            } else {
                at = escaped(line, at, end);
            }
        }
        if (lineEnd && inMultipart) {
            lineEndHeld = true;
        } else if (lineEnd) {
            body.lineEnd();
        }
    }

    @Override
    public int onLines(ByteSlice data, int from, boolean bounded, boolean searched) {
        int end = PlainLines.end(data, from, bounded, searched);
        byte[] room = body.room();
        int begin = 0;
        if (lineEndHeld) {
            room[0] = '\r';
            room[1] = '\n';
            begin = 2;
        }
        int behind = lines.decode(data, from, end, room, begin);
        if (behind > from) {
            lineEndHeld = inMultipart && !lines.isBroken();
            body.filled(lines.out() - (lineEndHeld ? 2 : 0));
        }
        return behind - from;
    }

    private void literal(byte octet) {
        boolean legal = octet >= 32 && octet < 127 || octet == '\t';
        if (!legal) {
            mail.problem(Problems.ENCODING, Problems.CONTROL + octet);
        }
        body.octet(octet);
    }

    private int escaped(ByteSlice line, int at, int end) {
        if (at + 2 < end) {
            int high = Ascii.hexValue(line.at(at + 1));
            int low = Ascii.hexValue(line.at(at + 2));
            if (high >= 0 && low >= 0) {
                body.octet((byte) (high << 4 | low));
                return at + 3;
            }
        }
        mail.problem(Problems.ENCODING, Problems.BAD_ESCAPE);
        body.octet((byte) '=');
        return at + 1;
    }

    @Override
    public void onGap() {}

    @Override
    public void onEnd() {}
}
