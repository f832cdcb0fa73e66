package io.mailtap.stream;

import io.mailtap.decode.Packet;
import io.mailtap.net.Endpoint;
import io.mailtap.net.EndpointState;
import io.mailtap.net.TransportProtocol;

/// A flow without streams: UDP, ICMP and other IP protocols, kept for conn.log.
final class DatagramFlow extends Flow {
    private static final class Side extends FlowEndpoint {
        private long size;

        @Override
        public long size() {
            return size;
        }
    }

    private static final long SECOND = 1_000_000_000L;
    private static final long IDLE = 60 * SECOND;

    // Resolvers use the same ports again and again, so that DNS flows are looked at every ten
    // seconds.
    private static final long DNS_CHECK = 10 * SECOND;
    private static final long DNS_IDLE = 9 * SECOND;

    private final TransportProtocol transport;
    private final boolean dns;
    private long checkAt = NEVER;
    private Side orig = new Side();
    private Side resp = new Side();

    DatagramFlow(
            TableSlice slice,
            Packet first,
            int peerPort,
            boolean oneWay,
            int hash,
            TransportProtocol transport) {
        super(slice, first, peerPort, oneWay, hash);
        this.transport = transport;
        dns = transport == TransportProtocol.UDP && (isDns(first.srcPort) || isDns(first.dstPort));
        if (dns) {
            checkAt = first.timeNanos + DNS_CHECK;
        }
        resp.seeMac(first.dstMac);
    }

    @Override
    boolean onPacket(Packet packet, boolean fromOrig) {
        boolean back = packet.timeNanos < lastNanos;
        Side side = fromOrig ? orig : resp;
        side.see(packet);
        lastNanos = packet.timeNanos;
        side.size += packet.payloadLength;
        side.state = EndpointState.ESTABLISHED;
        if (transport == TransportProtocol.UDP) {
            mark(DATA, 'D', fromOrig);
        }
        side.count(packet);
        return back;
    }

    @Override
    void onBadChecksum(boolean fromOrig) {
        if ((fromOrig ? orig : resp).countBadChecksum()) {
            addLetter('C', fromOrig);
        }
    }

    @Override
    void flip() {
        super.flip();
        Side side = orig;
        orig = resp;
        resp = side;
        flipHistory();
    }

    private static boolean isDns(int port) {
        return switch (port) {
            case 53, 137, 5353, 5355 -> true;
            default -> false;
        };
    }

    @Override
    long deadline() {
        return Math.min(checkAt, lastNanos + IDLE);
    }

    @Override
    long fire(long now) {
        if (checkAt <= now) {
            if (now - lastNanos >= DNS_IDLE) {
                return NEVER;
            }
            checkAt = now + DNS_CHECK;
        }
        return lastNanos + IDLE <= now ? NEVER : deadline();
    }

    @Override
    void finish() {}

    @Override
    public TransportProtocol transport() {
        return transport;
    }

    @Override
    public Endpoint orig() {
        return orig;
    }

    @Override
    public Endpoint resp() {
        return resp;
    }

    @Override
    public long missedOctets() {
        return 0;
    }

    @Override
    public String state() {
        if (transport != TransportProtocol.UDP) {
            return "OTH";
        }
        boolean origActive = orig.state != EndpointState.INACTIVE;
        boolean respActive = resp.state != EndpointState.INACTIVE;
        return origActive ? respActive ? "SF" : "S0" : respActive ? "SHR" : "OTH";
    }
}
