package io.mailtap.stream;

import java.util.BitSet;

/// Ports that are likely a server's, for guessing who opened a connection whose beginning was
/// missed.
///
/// Zeek's `likely_server_ports`.
final class ServerPorts {
    private static final int[] TCP = {
        21, 22, 25, 53, 79, 80, 81, 88, 135, 139, 143, 389, 443, 445, 502, 563, 585, 587, 614, 631,
        636, 989, 990, 992, 993, 995, 1080, 1883, 2811, 3128, 3268, 3269, 3389, 5222, 5223, 5269,
        5432, 6379, 6666, 6667, 6668, 6669, 8000, 8080, 8888, 20000
    };
    private static final int[] UDP = {
        53, 67, 88, 123, 137, 161, 162, 389, 443, 514, 1812, 2123, 2152, 3544, 4011, 4789, 5060,
        5072, 5353, 5355, 6081, 20000
    };

    private final BitSet tcp = of(TCP);
    private final BitSet udp = of(UDP);

    private static BitSet of(int[] ports) {
        BitSet set = new BitSet(65_536);
        for (int port : ports) {
            set.set(port);
        }
        return set;
    }

    void addTcp(int port) {
        tcp.set(port);
    }

    /// Whether the first segment of a connection, not a plain SYN, was sent by the server.
    boolean isFromTcpServer(int source, int destination, boolean syn) {
        if (!tcp.get(source)) {
            return false;
        }
        return !tcp.get(destination) || !syn && source < destination;
    }

    /// Whether the first datagram of a flow was sent by the server.
    boolean isFromUdpServer(int source, int destination) {
        return udp.get(source) && !udp.get(destination);
    }
}
