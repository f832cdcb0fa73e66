package io.mailtap.analyzer.mime;

import io.mailtap.bytes.ByteSlice;

/// Base64 (RFC 2045, 6.8). Groups of four may span lines; what is not of the alphabet is skipped,
/// and nothing is decoded after the first group with padding.
final class Base64Decoder implements TransferDecoder {
    private static final int PADDING = -2;

    /// Octets of the longest line that is looked for again.
    private static final int LONGEST_USUAL_LINE = 1024;

    private final MimeMessage mail;
    private final BodySink body;
    private int group;
    private int count;
    private int padding;
    private boolean padded;
    private boolean errorReported;

    // Length of the last line, if lines of this length can be whole groups; else 0.
    private int usual;

    Base64Decoder(MimeMessage mail) {
        this.mail = mail;
        body = mail.body();
    }

    @Override
    public void onLine(ByteSlice line, boolean lineEnd) {
        int length = line.length();
        usual = length % 4 == 0 && length <= LONGEST_USUAL_LINE ? length : 0;
        int at = 0;
        if (count == 0 && !padded) {
            at = wholeGroups(line);
        }
        for (; at < length; at++) {
            onOctet(line.u8(at));
        }
    }

    /// Takes lines that are as long as the last one and nothing but whole groups, as far as there
    /// are any. For data in batches only.
    ///
    /// @param data holds lines
    /// @param from index of the first octet of a line
    /// @return how many octets were taken, line ends included
    int onLines(ByteSlice data, int from) {
        int length = usual;
        int at = from;
        if (length == 0 || count != 0 || padded) {
            return 0;
        }
        for (int end = at + length; end + 2 <= data.length(); end = at + length) {
            if (data.at(end) != '\r'
                    || data.at(end + 1) != '\n'
                    || !body.groups(data, at, length)) {
                break;
            }
            at = end + 2;
        }
        return at - from;
    }

    /// Decodes groups without padding or strangers, which is nearly all of every line. Answers
    /// where it stopped.
    private int wholeGroups(ByteSlice line) {
        int at = 0;
        for (int last = line.length() - 4; at <= last; at += 4) {
            int group = Base64Groups.group(line.i32(at));
            if (group < 0) {
                break;
            }
            body.threeOctets(group);
        }
        return at;
    }

    private void onOctet(int octet) {
        int value = octet == '=' ? PADDING : Base64Groups.value(octet);
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
