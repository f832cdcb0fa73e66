package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;
import java.util.Arrays;

/// Base64 (RFC 2045, 6.8). Groups of four may span lines; what is not of the alphabet is skipped,
/// and nothing is decoded after the first group with padding.
final class Base64Decoder implements TransferDecoder {
    private static final byte[] VALUES = values();
    private static final int PADDING = -2;

    private final MimeMessage mail;
    private final BodySink body;
    private int group;
    private int count;
    private int padding;
    private boolean padded;
    private boolean errorReported;

    Base64Decoder(MimeMessage mail) {
        this.mail = mail;
        body = mail.body();
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < 64; i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        values['='] = PADDING;
        return values;
    }

    @Override
    public void onLine(ByteSlice line, boolean lineEnd) {
        int length = line.length();
        int at = 0;
        if (count == 0 && !padded) {
            at = wholeGroups(line);
        }
        for (; at < length; at++) {
            onOctet(line.u8(at));
        }
    }

    /// Decodes groups without padding or strangers, which is nearly all of every line. Answers
    /// where it stopped.
    private int wholeGroups(ByteSlice line) {
        int at = 0;
        for (int last = line.length() - 4; at <= last; at += 4) {
            int a = VALUES[line.u8(at)];
            int b = VALUES[line.u8(at + 1)];
            int c = VALUES[line.u8(at + 2)];
            int d = VALUES[line.u8(at + 3)];
            if ((a | b | c | d) < 0) {
                break;
            }
            body.threeOctets(a << 18 | b << 12 | c << 6 | d);
        }
        return at;
    }

    private void onOctet(int octet) {
        int value = VALUES[octet];
        if (value == -1) {
            report("character " + octet + " ignored by Base64 decoding");
            return;
        }
        if (padded) {
            report("extra base64 groups after '=' padding are ignored");
            return;
        }
        if (value == PADDING) {
            padding++;
            value = 0;
        }
        group = group << 6 | value;
        if (++count == 4) {
            endGroup();
        }
    }

    private void endGroup() {
        for (int i = 0; i < 3 - padding; i++) {
            body.octet((byte) (group >>> 16 - 8 * i));
        }
        padded = padding > 0;
        group = 0;
        count = 0;
        padding = 0;
    }

    private void report(String detail) {
        if (!errorReported) {
            errorReported = true;
            mail.context().weird("base64_illegal_encoding", detail, "");
        }
    }

    @Override
    public void onGap() {
        group = 0;
        count = 0;
        padding = 0;
    }

    @Override
    public void onEnd() {
        if (count == 0) {
            return;
        }
        int missing = 4 - count;
        String detail = "incomplete base64 group, padding with " + 6 * missing + " bits of 0";
        mail.context().weird("base64_illegal_encoding", detail, "");
        group <<= 6 * missing;
        padding += missing;
        endGroup();
    }
}
