package io.mailtap.decode;

import static io.mailtap.decode.IpHeadersTest.changed;
import static io.mailtap.decode.Octets.hex;
import static io.mailtap.decode.Octets.ipv4;
import static io.mailtap.decode.Octets.ipv6;
import static io.mailtap.decode.Octets.join;
import static io.mailtap.decode.Octets.part;
import static io.mailtap.decode.Octets.summedV4;
import static io.mailtap.decode.Octets.summedV6;
import static io.mailtap.decode.Octets.tcp;
import static io.mailtap.decode.Octets.text;
import static io.mailtap.decode.Octets.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.capture.LinkType;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransportHeadersTest {
    private static final DecodeOptions VERIFYING = DecodeOptions.DEFAULT.withVerifyChecksums(true);

    @Test
    void tcpFieldsAreRead() {
        Packet packet = new Seen().ip(ipv4(6, tcp("A1"))).last();
        assertEquals(0xfffffff0, packet.sequence);
        assertEquals(7, packet.acknowledgement);
        assertEquals(Packet.ACK | Packet.PSH, packet.flags);
        assertTrue(packet.has(Packet.ACK));
        assertEquals(512, packet.window);
        assertEquals(-1, packet.windowScale);
        assertEquals(2, packet.payloadLength);
    }

    @Test
    void theWindowScaleIsThatOfASyn() {
        byte[] options = hex("020405b4 0402 01 0303 07 0000");
        assertEquals(7, scale(Packet.SYN, options));
        assertEquals(-1, scale(Packet.ACK, options));
        assertEquals(-1, scale(Packet.SYN, hex("020405b4")));
        assertEquals(-1, scale(Packet.SYN, hex("00030307")));
        assertEquals(-1, scale(Packet.SYN, hex("02000303 07000000")));
        assertEquals(-1, scale(Packet.SYN, hex("01010103")));
        assertEquals(-1, scale(Packet.SYN, hex("01010303")));
        assertEquals(-1, scale(Packet.SYN, hex("03020101")));
    }

    private static int scale(int flags, byte[] options) {
        return new Seen().ip(ipv4(6, tcp(flags, options, new byte[0]))).last().windowScale;
    }

    @Test
    void aSnappedFrameHasAShorterPayload() {
        byte[] whole = ipv4(6, tcp("RETR 1\r\n"));
        assertEquals(
                List.of("6 10.0.0.1:40000 10.0.0.2:25 'RE' of 8"),
                new Seen().frame(0, LinkType.RAW, whole.length, part(whole, 0, 42)).lines);
    }

    @Test
    void brokenTcpHeadersAreWeird() {
        byte[] segment = tcp("DATA\r\n");
        assertEquals(
                List.of("conn bad_TCP_header_len 10.0.0.1:40000 10.0.0.2:25"),
                Seen.ofIp(ipv4(6, changed(segment, 12, 0x40))));
        assertEquals(
                List.of("conn truncated_header 10.0.0.1:40000 10.0.0.2:25"),
                Seen.ofIp(ipv4(6, changed(segment, 12, 0xf0))));
        assertEquals(
                List.of("flow truncated_header 10.0.0.1 10.0.0.2"),
                Seen.ofIp(ipv4(6, part(segment, 0, 19))));
        byte[] whole = ipv4(6, segment);
        assertEquals(
                List.of("flow internally_truncated_header 10.0.0.1 10.0.0.2"),
                new Seen().frame(0, LinkType.RAW, whole.length, part(whole, 0, 39)).lines);
    }

    @Test
    void udpLengthCountsIfItFits() {
        byte[] datagram = udp(5000, 53, text("query"));
        assertEquals(
                List.of("17 10.0.0.1:5000 10.0.0.2:53 'query'"), Seen.ofIp(ipv4(17, datagram)));
        assertEquals(
                List.of("17 10.0.0.1:5000 10.0.0.2:53 'que'"),
                Seen.ofIp(ipv4(17, changed(datagram, 5, 11))));
        for (int wrong : new int[] {0, 7, 200}) {
            Seen seen = new Seen().ip(ipv4(17, changed(datagram, 5, wrong)));
            assertEquals(List.of("17 10.0.0.1:5000 10.0.0.2:53 'query'"), seen.lines);
            assertEquals(wrong, seen.last().udpLength);
            assertEquals(13, seen.last().transportLength);
        }
        assertEquals(
                List.of("flow truncated_header 10.0.0.1 10.0.0.2"),
                Seen.ofIp(ipv4(17, part(datagram, 0, 7))));
    }

    @Test
    void icmpTypeAndCodeStandForPorts() {
        byte[] echo = hex("0800 0000 00010001 616263");
        assertEquals(List.of("1 10.0.0.1:8 10.0.0.2:0 'abc'"), Seen.ofIp(ipv4(1, echo)));
        byte[] unreachable = hex("0104 0000 00000000");
        assertEquals(
                List.of("58 [2001:db8::1]:1 [2001:db8::2]:4 ''"), Seen.ofIp(ipv6(58, unreachable)));
    }

    @Test
    void rightChecksumsPass() {
        Seen seen = new Seen(VERIFYING);
        seen.ip(ipv4(6, summedV4(6, 16, tcp("even"))));
        seen.ip(ipv4(6, summedV4(6, 16, tcp("odd"))));
        seen.ip(ipv6(6, summedV6(6, 16, tcp("six"))));
        seen.ip(ipv4(17, summedV4(17, 6, udp(5000, 53, text("query")))));
        seen.ip(ipv6(17, summedV6(17, 6, udp(5000, 53, text("query")))));
        assertEquals(5, seen.packets.size());
        assertEquals(5, seen.lines.size());
    }

    @Test
    void wrongChecksumsAreTold() {
        Seen seen = new Seen(VERIFYING);
        byte[] good = ipv4(6, summedV4(6, 16, tcp("even")));
        seen.ip(changed(good, 41, 'x'));
        seen.ip(ipv6(17, changed(summedV6(17, 6, udp(5000, 53, text("query"))), 9, 'x')));
        seen.ip(changed(good, 8, 1));
        assertEquals(
                List.of(
                        "bad checksum 6 10.0.0.1:40000 10.0.0.2:25",
                        "bad checksum 17 [2001:db8::1]:5000 [2001:db8::2]:53",
                        "flow bad_IP_checksum 10.0.0.1 10.0.0.2"),
                seen.lines);
    }

    @Test
    void checksumsThatCannotBeKnownPass() {
        Seen seen = new Seen(VERIFYING);
        seen.ip(ipv4(17, udp(5000, 53, text("no checksum"))));
        byte[] wrong = ipv4(6, tcp("wrong, but cut"));
        seen.frame(0, LinkType.RAW, wrong.length, part(wrong, 0, 45));
        assertEquals(2, seen.packets.size());
        byte[] offloaded = changed(changed(wrong, 2, 0), 3, 0);
        assertEquals(List.of("net ip_hdr_len_zero"), new Seen(VERIFYING).ip(offloaded).lines);
        assertEquals(
                List.of("bad checksum 17 [2001:db8::1]:5000 [2001:db8::2]:53"),
                new Seen(VERIFYING).ip(ipv6(17, udp(5000, 53, text("none")))).lines);
    }

    @Test
    void fieldsOfOneTransportDoNotLingerInTheNext() {
        Seen seen = new Seen();
        seen.ip(join(ipv4(6, tcp(Packet.SYN, hex("03030700"), text("x"))), new byte[2]));
        seen.ip(ipv4(17, udp(1, 2, text("y"))));
        assertEquals(0, seen.last().flags);
        assertEquals(0, seen.last().sequence);
        assertEquals(-1, seen.last().windowScale);
    }
}
