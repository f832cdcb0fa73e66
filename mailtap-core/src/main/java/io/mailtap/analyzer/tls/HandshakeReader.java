package io.mailtap.analyzer.tls;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;

/// Cuts the handshake records of one direction into messages: a message may span records, and a
/// record may hold several (RFC 8446, section 5.1).
final class HandshakeReader {
    private static final int HEADER_OCTETS = 4;

    /// Takes messages.
    interface Consumer {
        /// @param body borrowed
        void onMessage(int type, ByteSlice body);

        void onTooLong(int type, int length);

        boolean wantsMore();
    }

    private final int longest;
    private final OctetBuffer held = new OctetBuffer();
    private final ByteSlice window = new ByteSlice();

    /// @param longest octets of a message
    HandshakeReader(int longest) {
        this.longest = longest;
    }

    /// {@return octets that wait for the rest of their message}
    int held() {
        return held.length();
    }

    void onRecord(ByteSlice octets, Consumer consumer) {
        if (held.isEmpty()) {
            int end = messages(octets, consumer);
            held.append(octets, end, octets.length() - end);
            return;
        }
        held.append(octets);
        int end = messages(held.view(window), consumer);
        if (end > 0) {
            Bytes rest = held.view(window).slice(end, held.length()).toBytes();
            held.clear();
            held.append(rest.asSlice());
        }
    }

    /// {@return where the message begins that is not whole}
    private int messages(ByteSlice octets, Consumer consumer) {
        int at = 0;
        while (octets.length() - at >= HEADER_OCTETS && consumer.wantsMore()) {
            int type = octets.u8(at);
            int length = octets.i32(at) & 0xff_ffff;
            if (length > longest) {
                consumer.onTooLong(type, length);
                return octets.length();
            }
            int end = at + HEADER_OCTETS + length;
            if (end > octets.length()) {
                return at;
            }
            consumer.onMessage(type, octets.slice(at + HEADER_OCTETS, end));
            at = end;
        }
        return consumer.wantsMore() ? at : octets.length();
    }
}
