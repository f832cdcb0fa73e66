package io.mailtap.loads;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Reads a capture as the RFCs draw the headers, field by field, and knows nothing of how it is
/// made.
final class NaiveReader {
    /// @param addresses source and destination
    /// @param protocol of IP
    /// @param transport header and data
    record Packet(
            long time,
            boolean ipv6,
            int vlan,
            String source,
            String destination,
            int protocol,
            ByteBuffer ipHeader,
            ByteBuffer pseudoHeader,
            ByteBuffer transport) {
        int sourcePort() {
            return transport.getShort(0) & 0xffff;
        }

        int destinationPort() {
            return transport.getShort(2) & 0xffff;
        }

        String from() {
            return source + ":" + sourcePort();
        }

        String to() {
            return destination + ":" + destinationPort();
        }

        boolean isTcp() {
            return protocol == 6;
        }

        int sequence() {
            return transport.getInt(4);
        }

        int acknowledged() {
            return transport.getInt(8);
        }

        boolean has(int flag) {
            return (transport.get(13) & flag) != 0;
        }

        byte[] data() {
            int header = isTcp() ? (transport.get(12) >> 4 & 15) * 4 : 8;
            byte[] data = new byte[transport.capacity() - header];
            transport.get(header, data);
            return data;
        }
    }

    private NaiveReader() {}

    static List<Packet> read(Path capture) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(capture));
        file.order(ByteOrder.LITTLE_ENDIAN);
        if (file.getInt(0) != 0xa1b2c3d4 || file.getInt(20) != 1) {
            throw new IOException("no pcap of Ethernet: " + capture);
        }
        List<Packet> packets = new ArrayList<>();
        for (int at = 24; at < file.capacity(); ) {
            long time = file.getInt(at) * 1_000_000L + file.getInt(at + 4);
            int length = file.getInt(at + 8);
            packets.add(packet(time, file.slice(at + 16, length)));
            at += 16 + length;
        }
        return packets;
    }

    private static Packet packet(long time, ByteBuffer frame) throws IOException {
        boolean tagged = frame.getShort(12) == (short) 0x8100;
        int vlan = tagged ? frame.getShort(14) & 0xfff : 0;
        int typeAt = tagged ? 16 : 12;
        ByteBuffer ip = frame.slice(typeAt + 2, frame.capacity() - typeAt - 2);
        return switch (frame.getShort(typeAt) & 0xffff) {
            case 0x0800 -> ipv4(time, vlan, ip);
            case 0x86dd -> ipv6(time, vlan, ip);
            default -> throw new IOException("neither IPv4 nor IPv6");
        };
    }

    private static Packet ipv4(long time, int vlan, ByteBuffer ip) throws IOException {
        int length = ip.getShort(2) & 0xffff;
        if (ip.get(0) != 0x45 || length != ip.capacity()) {
            throw new IOException("not the length of the frame: " + length);
        }
        ByteBuffer pseudo = ByteBuffer.allocate(12);
        pseudo.put(0, ip, 12, 8).put(9, ip.get(9)).putShort(10, (short) (length - 20));
        return new Packet(
                time,
                false,
                vlan,
                dotted(ip, 12),
                dotted(ip, 16),
                ip.get(9),
                ip.slice(0, 20),
                pseudo,
                ip.slice(20, length - 20));
    }

    private static String dotted(ByteBuffer ip, int at) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            parts.add(Integer.toString(ip.get(at + i) & 255));
        }
        return String.join(".", parts);
    }

    private static Packet ipv6(long time, int vlan, ByteBuffer ip) throws IOException {
        int length = ip.getShort(4) & 0xffff;
        if (ip.get(0) != 0x60 || length != ip.capacity() - 40) {
            throw new IOException("not the length of the frame: " + length);
        }
        ByteBuffer pseudo = ByteBuffer.allocate(40);
        pseudo.put(0, ip, 8, 32).putInt(32, length).put(39, ip.get(6));
        return new Packet(
                time,
                true,
                vlan,
                colons(ip, 8),
                colons(ip, 24),
                ip.get(6),
                ByteBuffer.allocate(0),
                pseudo,
                ip.slice(40, length));
    }

    /// {@return the address without zeros in its middle, as the loads' addresses are}
    private static String colons(ByteBuffer ip, int at) {
        byte[] octets = new byte[16];
        ip.get(at, octets);
        if (!Arrays.equals(octets, 6, 14, new byte[8], 0, 8)) {
            return HexFormat.of().formatHex(octets);
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 6; i += 2) {
            parts.add(Integer.toHexString(ip.getShort(at + i) & 0xffff));
        }
        return String.join(":", parts) + "::" + Integer.toHexString(ip.getShort(at + 14) & 0xffff);
    }
}
