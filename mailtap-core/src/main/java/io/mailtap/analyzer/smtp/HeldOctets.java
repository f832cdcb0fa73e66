package io.mailtap.analyzer.smtp;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.OctetBuffer;
import org.jspecify.annotations.Nullable;

/// What a client sent behind DATA before the server's reply, which alone tells whether it is mail
/// or commands.
final class HeldOctets {
    /// Octets held; beyond it they are taken for mail.
    static final int MOST = 65_536;

    private @Nullable OctetBuffer octets;

    /// Whether the client's stream has ended behind them.
    boolean ended;

    /// Whether the reply has begun.
    boolean answered;

    boolean isEmpty() {
        return octets == null;
    }

    /// Answers false if there is no room.
    boolean add(ByteSlice data, int from) {
        OctetBuffer all = octets == null ? new OctetBuffer() : octets;
        int count = data.length() - from;
        if (all.length() + count > MOST) {
            return false;
        }
        all.append(data, from, count);
        octets = all;
        return true;
    }

    /// {@return what was held}
    ByteSlice all() {
        ByteSlice window = new ByteSlice();
        return octets == null ? window : octets.view(window);
    }
}
