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
    private final Base64Block block;
    private int group;
    private int count;
    private int padding;
    private boolean padded;
    private boolean errorReported;

    // Length of the last line, if lines of this length can be whole groups; else 0.
    private int usual;

    // Whether a block was not plain base64: to find that out again would cost more than it brings.
    private boolean strange;

    Base64Decoder(MimeMessage mail) {
        this.mail = mail;
        body = mail;
        block = mail.bench().base64();
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

    /// Takes lines that are as long as the last one and nothing but whole groups. None of these
    /// begins with a dot, a dash, or `begin`.
    @Override
    public int onLines(ByteSlice data, int from, boolean bounded, boolean searched) {
        int at = from;
        if (usual > 0 && count == 0 && !padded) {
            int before;
            do {
                before = at;
                at = strange ? oneByOne(data, at) : block(data, at);
            } while (at > before);
        }
        return at - from;
    }

    /// Answers the index behind the last line taken.
    private int block(ByteSlice data, int from) {
        int end = block.gather(data, from, usual);
        if (end > from) {
            int octets = block.decode(body.room());
            strange = octets < 0;
            if (strange) {
                return oneByOne(data, from);
            }
            body.filled(octets);
        }
        return end;
    }

    /// Answers the index behind the last line taken.
    private int oneByOne(ByteSlice data, int from) {
        byte[] room = body.room();
        int octets = usual / 4 * 3;
        int out = 0;
        int at = from;
        for (int end = at + usual; end + 2 <= data.length(); end = at + usual) {
            if (data.at(end) != '\r'
                    || data.at(end + 1) != '\n'
                    || out + octets + Base64Groups.SLACK > room.length
                    || !Base64Groups.decode(data, at, usual, room, out)) {
                break;
            }
            out += octets;
            at = end + 2;
        }
        body.filled(out);
        return at;
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
