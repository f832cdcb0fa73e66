package io.mailtap.decode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Builds frames octet by octet: what is appended last is innermost.
final class Octets {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static byte[] join(byte[]... parts) {
        Octets all = new Octets();
        for (byte[] part : parts) {
            all.out.writeBytes(part);
        }
        return all.out.toByteArray();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Hexadecimal digits, blanks between as you like.
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] part(byte[] octets, int from, int to) {
        return java.util.Arrays.copyOfRange(octets, from, to);
    }

    Octets u8(int value) {
        out.write(value);
        return this;
    }

    Octets u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    Octets u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    Octets put(byte[] octets) {
        out.writeBytes(octets);
        return this;
    }

    byte[] done() {
        return out.toByteArray();
    }

    static byte[] ethernet(int type, byte[] payload) {
        return new Octets()
                .put(hex("02 00 00 00 00 02 02 00 00 00 00 01"))
                .u16(type)
                .put(payload)
                .done();
    }

    /// 10.0.0.1 to 10.0.0.2.
    static byte[] ipv4(int protocol, byte[] payload) {
        return ipv4(protocol, 1, 0, payload);
    }

    /// @param place flags and fragment offset as on the wire
    static byte[] ipv4(int protocol, int identification, int place, byte[] payload) {
        byte[] header =
                new Octets()
                        .u16(0x4500)
                        .u16(20 + payload.length)
                        .u16(identification)
                        .u16(place)
                        .u8(64)
                        .u8(protocol)
                        .u16(0)
                        .put(hex("0a000001 0a000002"))
                        .done();
        return join(withSum(header, 10, sum(header, 0)), payload);
    }

    /// 2001:db8::1 to 2001:db8::2, flow label 0x12345.
    static byte[] ipv6(int next, byte[] payload) {
        return new Octets()
                .u32(0x60012345L)
                .u16(payload.length)
                .u8(next)
                .u8(64)
                .put(hex("20010db8 00000000 00000000 00000001"))
                .put(hex("20010db8 00000000 00000000 00000002"))
                .put(payload)
                .done();
    }

    static byte[] tcp(int flags, byte[] options, byte[] payload) {
        return new Octets()
                .u16(40000)
                .u16(25)
                .u32(0xfffffff0L)
                .u32(7)
                .u8((20 + options.length) / 4 << 4)
                .u8(flags)
                .u16(512)
                .u32(0)
                .put(options)
                .put(payload)
                .done();
    }

    static byte[] tcp(String payload) {
        return tcp(Packet.ACK | Packet.PSH, new byte[0], text(payload));
    }

    static byte[] udp(int srcPort, int dstPort, byte[] payload) {
        return new Octets()
                .u16(srcPort)
                .u16(dstPort)
                .u16(8 + payload.length)
                .u16(0)
                .put(payload)
                .done();
    }

    /// The transport packet with its checksum, between the addresses of [#ipv4(int, byte[])].
    static byte[] summedV4(int protocol, int at, byte[] transport) {
        int addresses = 0x0a00 + 0x0001 + 0x0a00 + 0x0002;
        return withSum(transport, at, sum(transport, addresses + protocol + transport.length));
    }

    /// The transport packet with its checksum, between the addresses of [#ipv6].
    static byte[] summedV6(int protocol, int at, byte[] transport) {
        int addresses = 2 * (0x2001 + 0x0db8) + 1 + 2;
        return withSum(transport, at, sum(transport, addresses + protocol + transport.length));
    }

    private static byte[] withSum(byte[] octets, int at, int sum) {
        byte[] copy = octets.clone();
        copy[at] = (byte) (~sum >>> 8);
        copy[at + 1] = (byte) ~sum;
        return copy;
    }

    // The plain way, octet pair by octet pair.
    private static int sum(byte[] octets, int start) {
        int sum = start;
        for (int i = 0; i < octets.length; i++) {
            sum += (octets[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (sum & 0xffff) + (sum >>> 16);
    }
}
