package io.mailtap.decode;

import static io.mailtap.decode.IpHeadersTest.changed;
import static io.mailtap.decode.Octets.ethernet;
import static io.mailtap.decode.Octets.hex;
import static io.mailtap.decode.Octets.ipv4;
import static io.mailtap.decode.Octets.ipv6;
import static io.mailtap.decode.Octets.join;
import static io.mailtap.decode.Octets.part;
import static io.mailtap.decode.Octets.tcp;
import static io.mailtap.decode.Octets.text;
import static io.mailtap.decode.Octets.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.capture.LinkType;
import io.mailtap.net.TransportProtocol;
import io.mailtap.net.TunnelLayer;
import java.util.List;
import org.junit.jupiter.api.Test;

class TunnelsTest {
    private static final byte[] V4 = ipv4(6, tcp("STAT\r\n"));
    private static final byte[] V6 = ipv6(6, tcp("STAT\r\n"));
    private static final String V4_SEEN = "6 10.0.0.1:40000 10.0.0.2:25 'STAT\r\n'";
    private static final String V6_SEEN = "6 [2001:db8::1]:40000 [2001:db8::2]:25 'STAT\r\n'";

    @Test
    void ipInIpGivesTheInnerPacket() {
        assertEquals(List.of("IP " + V4_SEEN), Seen.ofIp(ipv4(4, V4)));
        assertEquals(List.of("IP " + V6_SEEN), Seen.ofIp(ipv4(41, V6)));
        assertEquals(List.of("IP " + V4_SEEN), Seen.ofIp(ipv6(4, V4)));
        assertEquals(List.of("IP " + V6_SEEN), Seen.ofIp(ipv6(41, V6)));
        assertEquals(
                List.of("flow invalid_inner_IP_version 10.0.0.1 10.0.0.2"),
                Seen.ofIp(ipv4(41, V4)));
    }

    @Test
    void aTunnelIsDescribed() {
        TunnelLayer layer = new Seen().ip(ipv4(41, V6)).last().tunnels.getFirst();
        assertEquals(TunnelLayer.Type.IP, layer.type());
        assertEquals("10.0.0.1:0 > 10.0.0.2:0", layer.outer().toString());
        assertEquals(TransportProtocol.UNKNOWN, layer.outer().proto());
        assertEquals(41, layer.outer().ipProtocol());
        assertTrue(layer.uid().matches("C[0-9a-zA-Z]{1,11}"), layer.uid());
    }

    @Test
    void packetsOfOneTunnelShareItInBothDirections() {
        Seen seen = new Seen().ip(ipv4(4, V4)).ip(ipv4(4, V4)).ip(swapped(ipv4(4, V4)));
        seen.ip(ipv4(41, V6)).ip(changed(ipv4(4, V4), 15, 9));
        assertSame(seen.packets.get(0).tunnels, seen.packets.get(1).tunnels);
        assertSame(seen.packets.get(0).tunnels, seen.packets.get(2).tunnels);
        assertNotEquals(uid(seen, 0), uid(seen, 4));
    }

    @Test
    void aForgottenTunnelHasTheSameUidAgain() {
        DecodeOptions one = new DecodeOptions(false, 4, 0, 1, 1, 1, 1);
        Seen seen = new Seen(one).ip(ipv4(4, V4)).ip(changed(ipv4(4, V4), 15, 9));
        seen.ip(swapped(ipv4(4, V4)));
        assertEquals(uid(seen, 0), uid(seen, 2));
        assertEquals("10.0.0.2:0 > 10.0.0.1:0", seen.last().tunnels.getFirst().outer().toString());
    }

    private static String uid(Seen seen, int packet) {
        return seen.packets.get(packet).tunnels.getFirst().uid();
    }

    private static byte[] swapped(byte[] packet) {
        return join(
                part(packet, 0, 12),
                part(packet, 16, 20),
                part(packet, 12, 16),
                part(packet, 20, packet.length));
    }

    @Test
    void greCarriesIpAndEthernet() {
        assertEquals(List.of("GRE " + V4_SEEN), Seen.ofIp(ipv4(47, join(hex("0000 0800"), V4))));
        byte[] allFields = hex("b000 86dd 00000000 00000007 00000001");
        assertEquals(List.of("GRE " + V6_SEEN), Seen.ofIp(ipv4(47, join(allFields, V6))));
        byte[] frame = ethernet(0x0800, V4);
        assertEquals(List.of("GRE " + V4_SEEN), Seen.ofIp(ipv4(47, join(hex("0000 6558"), frame))));
    }

    @Test
    void erspanOfThreeKindsIsRead() {
        byte[] frame = ethernet(0x0800, V4);
        List<String> seen = List.of("GRE " + V4_SEEN);
        assertEquals(seen, Seen.ofIp(ipv4(47, join(hex("0000 88be"), frame))));
        byte[] two = hex("1000 88be 00000001 10000000 00000000");
        assertEquals(seen, Seen.ofIp(ipv4(47, join(two, frame))));
        byte[] three = hex("1000 22eb 00000001 20000000 00000000 00000000");
        assertEquals(seen, Seen.ofIp(ipv4(47, join(three, frame))));
        byte[] extended = hex("1000 22eb 00000001 20000000 00000000 00000001 0000000000000000");
        assertEquals(seen, Seen.ofIp(ipv4(47, join(extended, frame))));
    }

    @Test
    void pptpCarriesPpp() {
        byte[] header = hex("3081 880b 00300001 00000001 00000001");
        assertEquals(
                List.of("GRE " + V4_SEEN), Seen.ofIp(ipv4(47, join(header, hex("ff03 0021"), V4))));
        assertEquals(
                List.of("flow non_ip_packet_in_encap 10.0.0.1 10.0.0.2"),
                Seen.ofIp(ipv4(47, join(header, hex("ff03 c021"), V4))));
    }

    @Test
    void brokenGreIsWeird() {
        assertEquals(flow("truncated_GRE"), Seen.ofIp(ipv4(47, hex("0000"))));
        assertEquals(flow("truncated_GRE"), Seen.ofIp(ipv4(47, hex("b000 0800 0000"))));
        assertEquals(
                flow("truncated_GRE"), Seen.ofIp(ipv4(47, join(hex("0000 6558"), new byte[14]))));
        assertEquals(flow("unknown_gre_version"), Seen.ofIp(ipv4(47, hex("0002 0800"))));
        assertEquals(flow("egre_protocol_type"), Seen.ofIp(ipv4(47, hex("0001 0800"))));
        assertEquals(flow("gre_routing"), Seen.ofIp(ipv4(47, join(hex("4000 0800"), V4))));
        assertEquals(flow("unknown_gre_flags"), Seen.ofIp(ipv4(47, join(hex("0008 0800"), V4))));
    }

    private static List<String> flow(String name) {
        return List.of("flow " + name + " 10.0.0.1 10.0.0.2");
    }

    @Test
    void udpTunnelsGiveTheOuterPacketFirst() {
        byte[] vxlan = join(hex("08000000 00002a00"), ethernet(0x0800, V4));
        List<String> lines = Seen.ofIp(ipv4(17, udp(50000, 4789, vxlan)));
        assertEquals(2, lines.size());
        assertEquals("17 10.0.0.1:50000 10.0.0.2:4789", lines.get(0).substring(0, 31));
        assertEquals("VXLAN " + V4_SEEN, lines.get(1));
        byte[] geneve = join(hex("01006558 00002a00 00010001"), ethernet(0x86dd, V6));
        assertEquals("GENEVE " + V6_SEEN, Seen.ofIp(ipv4(17, udp(50000, 6081, geneve))).get(1));
        byte[] bare = join(hex("00000800 00002a00"), V4);
        assertEquals("GENEVE " + V4_SEEN, Seen.ofIp(ipv4(17, udp(50000, 6081, bare))).get(1));
    }

    @Test
    void aUdpTunnelIsNamedAfterItsFlow() {
        byte[] vxlan = join(hex("08000000 00002a00"), ethernet(0x8100, join(hex("00050800"), V4)));
        byte[] outer = ethernet(0x8100, join(hex("00070800"), ipv4(17, udp(50000, 4789, vxlan))));
        Seen seen = new Seen().frame(LinkType.ETHERNET, outer);
        assertEquals(7, seen.packets.getFirst().vlan);
        assertEquals(5, seen.last().vlan);
        TunnelLayer layer = seen.last().tunnels.getFirst();
        assertEquals("10.0.0.1:50000 > 10.0.0.2:4789", layer.outer().toString());
        assertEquals(TransportProtocol.UDP, layer.outer().proto());
    }

    @Test
    void brokenUdpTunnelsAreJustUdp() {
        for (String payload : List.of("080000", "00000000 00002a00", "")) {
            assertEquals(1, Seen.ofIp(ipv4(17, udp(50000, 4789, hex(payload)))).size());
        }
        assertEquals(
                "flow vxlan_empty_packet 10.0.0.1 10.0.0.2",
                Seen.ofIp(ipv4(17, udp(50000, 4789, hex("08000000 00002a00")))).get(1));
        assertEquals(
                "flow geneve_invalid_version 10.0.0.1 10.0.0.2",
                Seen.ofIp(ipv4(17, udp(50000, 6081, hex("c0000800 00002a00")))).get(1));
        assertEquals(
                "flow geneve_empty_packet 10.0.0.1 10.0.0.2",
                Seen.ofIp(ipv4(17, udp(50000, 6081, hex("00000800 00002a00")))).get(1));
        assertEquals(1, Seen.ofIp(ipv4(17, udp(50000, 6081, hex("3f000800 00002a00")))).size());
    }

    @Test
    void teredoIsReadIfItsLengthIsRight() {
        assertEquals("TEREDO " + V6_SEEN, Seen.ofIp(ipv4(17, udp(3544, 50000, V6))).get(1));
        byte[] origin = hex("0000 63bf f5ffffFE");
        byte[] authentication = hex("0001 0100 aa 0000000000000000 00");
        byte[] both = join(authentication, origin, V6);
        assertEquals("TEREDO " + V6_SEEN, Seen.ofIp(ipv4(17, udp(50000, 3544, both))).get(1));
        assertEquals("TEREDO " + V6_SEEN, Seen.ofIp(ipv4(17, udp(5, 6, join(origin, V6)))).get(1));
        assertEquals(1, Seen.ofIp(ipv4(17, udp(3544, 5, join(V6, text("x"))))).size());
        assertEquals(1, Seen.ofIp(ipv4(17, udp(5, 6, V6))).size());
        byte[] prefixed = changed(changed(V6, 10, 0), 11, 0);
        assertEquals(2, Seen.ofIp(ipv4(17, udp(5, 6, prefixed))).size());
    }

    @Test
    void teredoBubblesAreNotWeird() {
        byte[] bubble = ipv6(59, new byte[0]);
        List<String> lines = Seen.ofIp(ipv4(17, udp(3544, 50000, bubble)));
        assertEquals("TEREDO 59 [2001:db8::1]:0 [2001:db8::2]:0 ''", lines.get(1));
        byte[] filled = join(bubble, text("x"));
        assertEquals(
                "conn Teredo_bubble_with_payload 10.0.0.1:3544 10.0.0.2:50000",
                Seen.ofIp(ipv4(17, udp(3544, 50000, filled))).get(1));
    }

    @Test
    void tunnelsNestDownToTheLimit() {
        byte[] packet = V4;
        for (int depth = 0; depth < 4; depth++) {
            packet = ipv4(4, packet);
        }
        assertEquals(List.of("IP IP IP IP " + V4_SEEN), Seen.ofIp(packet));
        assertEquals(flow("exceeded_tunnel_max_depth_in_tunnel"), Seen.ofIp(ipv4(4, packet)));
        DecodeOptions none = new DecodeOptions(false, 0, 0, 1, 1, 1, 1);
        assertEquals(flow("exceeded_tunnel_max_depth"), new Seen(none).ip(ipv4(4, V4)).lines);
    }

    @Test
    void weirdsInsideSaySo() {
        assertEquals(
                List.of("net truncated_IP_len_in_tunnel"),
                Seen.ofIp(ipv4(4, changed(V4, 3, 0xff))));
        assertEquals(
                List.of("flow truncated_header_in_tunnel 10.0.0.1 10.0.0.2"),
                Seen.ofIp(ipv4(4, ipv4(6, text("short")))));
    }

    @Test
    void fragmentsAreJoinedOutsideAndInside() {
        byte[] outer = join(hex("0000 0800"), V4);
        Seen seen = new Seen().ip(ipv4(47, 3, 0x2000, part(outer, 0, 32)));
        seen.ip(ipv4(47, 3, 4, part(outer, 32, outer.length)));
        byte[] segment = tcp("STAT\r\n");
        seen.ip(ipv4(4, ipv4(6, 3, 0x2000, part(segment, 0, 16))));
        seen.ip(ipv4(4, ipv4(6, 3, 2, part(segment, 16, segment.length))));
        assertEquals(
                List.of("GRE " + V4_SEEN, "IP " + V4_SEEN),
                seen.lines.stream().filter(line -> !line.startsWith("flow")).toList());
    }
}
