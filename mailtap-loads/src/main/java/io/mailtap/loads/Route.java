package io.mailtap.loads;

import static io.mailtap.loads.Setting.IPV6;
import static io.mailtap.loads.Setting.MSS;
import static io.mailtap.loads.Setting.VLAN;
import static io.mailtap.loads.Setting.VLAN_SHARE;

/// The endpoints of a connection, and the way between them. The tap is near the server.
///
/// Clients are 8,192 hosts, each with 28,000 ports: no two of the first 229 million connections
/// have the same endpoints.
///
/// @param client number of the client's host
/// @param server number of the server's host
/// @param vlan 0 for none
/// @param mss the most octets of data in a segment
/// @param roundTrip from the tap to the client and back, in microseconds
record Route(
        int client,
        int server,
        int clientPort,
        int serverPort,
        boolean ipv6,
        int vlan,
        int mss,
        int roundTrip) {
    private static final int CLIENTS = 8192;
    private static final int FIRST_PORT = 32768;
    private static final int PORTS = 28_000;
    private static final int SERVERS_OF_A_KIND = 6;

    private static final int MEDIAN_ROUND_TRIP = 12_000;
    private static final int SHORTEST_ROUND_TRIP = 300;
    private static final int LONGEST_ROUND_TRIP = 150_000;

    private static final int ETHERNET_MSS = 1460;

    static Route draw(Scene scene, int serverPort) {
        Dice dice = scene.dice();
        LoadOptions options = scene.options();
        // an odd factor: each client's turn comes once before one's comes again
        int client = scene.number() * 0x9E3779B1 & CLIENTS - 1;
        int round = scene.number() / CLIENTS;
        int clientPort = FIRST_PORT + (round * 11 + client * 3) % PORTS;
        boolean ipv6 = scene.chance(IPV6);
        boolean tagged = scene.chance(VLAN_SHARE);
        return new Route(
                client,
                firstServer(serverPort) + dice.below(SERVERS_OF_A_KIND),
                clientPort,
                serverPort,
                ipv6,
                tagged ? options.count(VLAN) : 0,
                mss(options.count(MSS), ipv6),
                dice.lognormal(MEDIAN_ROUND_TRIP, 1, SHORTEST_ROUND_TRIP, LONGEST_ROUND_TRIP));
    }

    private static int firstServer(int port) {
        return switch (port) {
            case 25, 587 -> 1;
            case 110 -> 10;
            case 53 -> 50;
            default -> 30;
        };
    }

    /// The header of IPv6 is 20 octets longer, and frames of Ethernet are not.
    private static int mss(int wanted, boolean ipv6) {
        boolean mustFit = ipv6 && wanted <= ETHERNET_MSS;
        return mustFit ? Math.min(wanted, ETHERNET_MSS - 20) : wanted;
    }

    /// {@return the address in network order}
    byte[] address(Side side) {
        boolean isClient = side == Side.CLIENT;
        if (ipv6) {
            int host = isClient ? client + 1 : server;
            byte[] address = new byte[16];
            address[0] = 0x20;
            address[1] = 0x01;
            address[2] = 0x0d;
            address[3] = (byte) 0xb8;
            address[5] = (byte) (isClient ? 0xc : 0xa);
            address[14] = (byte) (host >> 8);
            address[15] = (byte) host;
            return address;
        }
        if (isClient) {
            return new byte[] {10, 1, (byte) (client >> 7), (byte) ((client & 127) + 1)};
        }
        return new byte[] {(byte) 192, (byte) 168, 1, (byte) server};
    }

    int port(Side side) {
        return side == Side.CLIENT ? clientPort : serverPort;
    }

    /// {@return `address:port>address:port`, the client's first}
    String name() {
        return host(Side.CLIENT) + ":" + clientPort + ">" + host(Side.SERVER) + ":" + serverPort;
    }

    private String host(Side side) {
        byte[] address = address(side);
        if (!ipv6) {
            return (address[0] & 255)
                    + "."
                    + (address[1] & 255)
                    + "."
                    + address[2]
                    + "."
                    + (address[3] & 255);
        }
        String network = side == Side.CLIENT ? "c" : "a";
        int host = (address[14] & 255) << 8 | address[15] & 255;
        return "2001:db8:" + network + "::" + Integer.toHexString(host);
    }
}
