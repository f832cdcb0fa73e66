package io.mailtap.stream;

import io.mailtap.decode.Packet;
import io.mailtap.net.Endpoint;
import io.mailtap.net.EndpointState;
import org.jspecify.annotations.Nullable;

/// The counters of one side that all transports have.
abstract class FlowEndpoint implements Endpoint {
    EndpointState state = EndpointState.INACTIVE;
    private long packets;
    private long ipOctets;
    private int flowLabel;
    private long mac = -1;

    // Null until there is some.
    @Nullable Trouble trouble;

    final Trouble trouble() {
        if (trouble == null) {
            trouble = new Trouble();
        }
        return trouble;
    }

    /// Notes what can be seen before the packet is analysed.
    final void see(Packet packet) {
        flowLabel = packet.flowLabel;
        if (packets == 0 && mac == -1) {
            mac = packet.srcMac;
        }
    }

    /// Notes the link-layer address under which the peer's first packet reaches this side.
    final void seeMac(long address) {
        mac = address;
    }

    /// Counts a packet after it was analysed.
    final void count(Packet packet) {
        packets++;
        ipOctets += packet.ipLength;
    }

    /// Counts a bad checksum and answers whether it is the 1st, 10th, 100th, ...
    final boolean countBadChecksum() {
        return Trouble.isPowerOfTen(++trouble().badChecksums);
    }

    @Override
    public final EndpointState state() {
        return state;
    }

    @Override
    public final long packets() {
        return packets;
    }

    @Override
    public final long ipOctets() {
        return ipOctets;
    }

    @Override
    public final int flowLabel() {
        return flowLabel;
    }

    @Override
    public final String linkAddress() {
        if (mac < 0) {
            return "";
        }
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            int octet = (int) (mac >>> shift) & 0xff;
            text.append(Character.forDigit(octet >>> 4, 16))
                    .append(Character.forDigit(octet & 15, 16));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}
