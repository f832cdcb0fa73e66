package io.mailtap.decode;

import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import io.mailtap.net.TunnelLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tunnels seen of late, so that all packets of one share its [TunnelLayer] and their list.
///
/// A tunnel is one for both directions; whoever is seen first is its originator.
final class TunnelFlows {
    private static final int UDP = 17;
    private static final String DIGITS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final Key sought = new Key();
    private final Recent recent;

    /// @param limit how many are remembered
    TunnelFlows(int limit) {
        this.recent = new Recent(limit);
    }

    /// {@return the encapsulations of what the packet carries: its own, and the packet itself}
    ///
    /// @param packet with the outer addresses, protocol and, for UDP, ports
    /// @param type how it carries it
    List<TunnelLayer> within(Packet packet, TunnelLayer.Type type) {
        sought.set(packet, type);
        List<TunnelLayer> known = recent.get(sought);
        if (known != null) {
            return known;
        }
        List<TunnelLayer> layers = new ArrayList<>(packet.tunnels);
        layers.add(new TunnelLayer(type, outer(packet), uid(sought)));
        List<TunnelLayer> made = List.copyOf(layers);
        recent.put(new Key(sought), made);
        return made;
    }

    private static ConnectionId outer(Packet packet) {
        boolean udp = packet.protocol == UDP;
        return new ConnectionId(
                new IpAddress(packet.srcHigh, packet.srcLow),
                udp ? packet.srcPort : 0,
                new IpAddress(packet.dstHigh, packet.dstLow),
                udp ? packet.dstPort : 0,
                udp ? TransportProtocol.UDP : TransportProtocol.UNKNOWN,
                packet.protocol);
    }

    /// The same for both directions, in every run: `C` and base-62 digits, least significant first.
    private static String uid(Key key) {
        StringBuilder uid = new StringBuilder(12).append('C');
        long rest = key.mixed();
        do {
            uid.append(DIGITS.charAt((int) Long.remainderUnsigned(rest, 62)));
            rest = Long.divideUnsigned(rest, 62);
        } while (rest != 0);
        return uid.toString();
    }

    /// The least recently used goes first.
    private static final class Recent extends LinkedHashMap<Key, List<TunnelLayer>> {
        private static final long serialVersionUID = 1;

        private final int limit;

        Recent(int limit) {
            super(16, 0.75f, true);
            this.limit = limit;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, List<TunnelLayer>> eldest) {
            return size() > limit;
        }
    }

    /// Endpoints in order of their addresses, and what is around them; one mutable key serves all
    /// look-ups.
    private static final class Key {
        private List<TunnelLayer> around = List.of();
        private TunnelLayer.Type type = TunnelLayer.Type.IP;
        private long lowerHigh;
        private long lowerLow;
        private long upperHigh;
        private long upperLow;
        private int lowerPort;
        private int upperPort;

        Key() {}

        Key(Key other) {
            around = other.around;
            type = other.type;
            lowerHigh = other.lowerHigh;
            lowerLow = other.lowerLow;
            upperHigh = other.upperHigh;
            upperLow = other.upperLow;
            lowerPort = other.lowerPort;
            upperPort = other.upperPort;
        }

        void set(Packet packet, TunnelLayer.Type kind) {
            boolean asIs = isInOrder(packet);
            boolean udp = packet.protocol == UDP;
            around = packet.tunnels;
            type = kind;
            lowerHigh = asIs ? packet.srcHigh : packet.dstHigh;
            lowerLow = asIs ? packet.srcLow : packet.dstLow;
            upperHigh = asIs ? packet.dstHigh : packet.srcHigh;
            upperLow = asIs ? packet.dstLow : packet.srcLow;
            lowerPort = udp ? (asIs ? packet.srcPort : packet.dstPort) : 0;
            upperPort = udp ? (asIs ? packet.dstPort : packet.srcPort) : 0;
        }

        private static boolean isInOrder(Packet packet) {
            int order = Long.compareUnsigned(packet.srcHigh, packet.dstHigh);
            if (order == 0) {
                order = Long.compareUnsigned(packet.srcLow, packet.dstLow);
            }
            return order == 0 ? packet.srcPort <= packet.dstPort : order < 0;
        }

        long mixed() {
            long word = mix(type.ordinal() << 16 | lowerPort);
            word = mix(word ^ lowerHigh);
            word = mix(word ^ lowerLow);
            word = mix(word ^ upperHigh);
            word = mix(word ^ upperLow);
            return mix(word ^ upperPort);
        }

        // The finaliser of SplitMix64: every input bit reaches every output bit.
        private static long mix(long word) {
            long z = word + 0x9e37_79b9_7f4a_7c15L;
            z = (z ^ z >>> 30) * 0xbf58_476d_1ce4_e5b9L;
            z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
            return z ^ z >>> 31;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(mixed());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && type == key.type
                    && lowerPort == key.lowerPort
                    && upperPort == key.upperPort
                    && lowerHigh == key.lowerHigh
                    && lowerLow == key.lowerLow
                    && upperHigh == key.upperHigh
                    && upperLow == key.upperLow
                    && around.equals(key.around);
        }
    }
}
