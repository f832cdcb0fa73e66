package io.mailtap.analyzer.detect;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.OctetBuffer;
import io.mailtap.net.IpAddress;

/// Recognises the preface by which a proxy tells a server whom it speaks for (the PROXY protocol,
/// versions 1 and 2), at the beginning of what the client sends.
///
/// It takes octets until it knows. Those of something else are given back.
public final class ProxyPreface {
    /// How far it has come.
    public enum Progress {
        /// More octets are needed.
        MORE,
        /// The preface is complete: what was taken is no part of the conversation.
        FOUND,
        /// It is none: what was taken is part of the conversation.
        NONE
    }

    /// Octets of the longest preface of version 2 that is taken for one.
    static final int LONGEST_BINARY = 4096;

    /// Octets of the longest preface of version 1, line end included.
    static final int LONGEST_LINE = 107;

    private static final String LINE = "PROXY ";
    private static final String BINARY = "\r\n\r\n\0\r\nQUIT\n";
    private static final int BINARY_HEADER = 16;

    private final OctetBuffer taken = new OctetBuffer();
    private final ByteSlice view = new ByteSlice();
    private Progress progress = Progress.MORE;

    /// Expects the first octet of a client.
    public ProxyPreface() {}

    /// {@return whether a stream that begins so may have a preface}
    ///
    /// @param data at least one octet, borrowed
    public static boolean mayBegin(ByteSlice data) {
        return data.at(0) == LINE.charAt(0) || data.at(0) == BINARY.charAt(0);
    }

    /// {@return how far it has come}
    public Progress progress() {
        return progress;
    }

    /// {@return the octets taken, valid until more are}
    public ByteSlice taken() {
        return taken.view(view);
    }

    /// Takes octets until it knows.
    ///
    /// @param data the client's next octets, borrowed
    /// @return how many were taken
    public int onData(ByteSlice data) {
        int at = 0;
        while (at < data.length() && progress == Progress.MORE) {
            taken.append(data.at(at++));
            progress = look();
        }
        return at;
    }

    private Progress look() {
        int length = taken.length();
        String wanted = taken.at(0) == LINE.charAt(0) ? LINE : BINARY;
        if (length <= wanted.length()) {
            return taken.at(length - 1) == wanted.charAt(length - 1)
                    ? Progress.MORE
                    : Progress.NONE;
        }
        return wanted.equals(LINE) ? lookAtLine(length) : lookAtBinary(length);
    }

    private Progress lookAtLine(int length) {
        if (taken.at(length - 1) == '\n') {
            return taken.at(length - 2) == '\r' && isKnownFamily() ? Progress.FOUND : Progress.NONE;
        }
        return length < LONGEST_LINE ? Progress.MORE : Progress.NONE;
    }

    private boolean isKnownFamily() {
        ByteSlice rest = taken().slice(LINE.length(), taken.length());
        return rest.startsWith("TCP4 ") || rest.startsWith("TCP6 ") || rest.startsWith("UNKNOWN");
    }

    private Progress lookAtBinary(int length) {
        if (length == BINARY.length() + 1) {
            // version 2; LOCAL or PROXY
            int command = taken.at(length - 1);
            return command == 0x20 || command == 0x21 ? Progress.MORE : Progress.NONE;
        }
        if (length < BINARY_HEADER) {
            return Progress.MORE;
        }
        int whole = BINARY_HEADER + taken().u16(BINARY_HEADER - 2);
        if (whole > LONGEST_BINARY) {
            return Progress.NONE;
        }
        return length == whole ? Progress.FOUND : Progress.MORE;
    }

    /// {@return what a complete preface says, in the words of version 1: family, source and
    /// destination address, source and destination port}
    public String says() {
        ByteSlice all = taken();
        if (all.at(0) == LINE.charAt(0)) {
            return all.slice(LINE.length(), all.length() - 2).toString();
        }
        boolean local = all.at(12) == 0x20;
        int family = all.u8(13) >> 4;
        int addresses = all.length() - BINARY_HEADER;
        if (!local && family == 1 && addresses >= 12) {
            IpAddress source = IpAddress.v4(all.i32(16));
            IpAddress destination = IpAddress.v4(all.i32(20));
            return "TCP4 " + source + " " + destination + " " + all.u16(24) + " " + all.u16(26);
        }
        if (!local && family == 2 && addresses >= 36) {
            IpAddress source = new IpAddress(all.i64(16), all.i64(24));
            IpAddress destination = new IpAddress(all.i64(32), all.i64(40));
            return "TCP6 " + source + " " + destination + " " + all.u16(48) + " " + all.u16(50);
        }
        return local ? "LOCAL" : "UNKNOWN";
    }
}
