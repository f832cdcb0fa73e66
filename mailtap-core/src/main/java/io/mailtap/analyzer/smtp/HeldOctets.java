package io.mailtap.analyzer.smtp;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.OctetBuffer;

/// What a client sent behind DATA before the server's reply, which alone tells whether it is mail
/// or commands.
final class HeldOctets {
    /// Octets held; beyond it they are taken for mail.
    static final int MOST = 65_536;

    private OctetBuffer octets = new OctetBuffer();

    boolean isEmpty() {
        return octets.isEmpty();
    }

    /// Answers false if there is no room.
    boolean add(ByteSlice data, int from) {
        int count = data.length() - from;
        if (octets.length() + count > MOST) {
            return false;
        }
        octets.append(data, from, count);
        return true;
    }

    /// {@return what was held, which is then forgotten}
    ByteSlice take() {
        ByteSlice taken = octets.view(new ByteSlice());
        octets = new OctetBuffer();
        return taken;
    }
}
