package io.mailtap.decode;

import static io.mailtap.decode.Octets.ethernet;
import static io.mailtap.decode.Octets.hex;
import static io.mailtap.decode.Octets.ipv4;
import static io.mailtap.decode.Octets.ipv6;
import static io.mailtap.decode.Octets.join;
import static io.mailtap.decode.Octets.part;
import static io.mailtap.decode.Octets.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.capture.LinkType;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkLayersTest {
    private static final byte[] V4 = ipv4(6, tcp("QUIT\r\n"));
    private static final byte[] V6 = ipv6(6, tcp("QUIT\r\n"));
    private static final List<String> V4_SEEN = List.of("6 10.0.0.1:40000 10.0.0.2:25 'QUIT\r\n'");
    private static final List<String> V6_SEEN =
            List.of("6 [2001:db8::1]:40000 [2001:db8::2]:25 'QUIT\r\n'");
    private static final List<String> NOTHING = List.of();

    @Test
    void ethernetCarriesBothVersions() {
        assertEquals(V4_SEEN, Seen.of(LinkType.ETHERNET, ethernet(0x0800, V4)));
        assertEquals(V6_SEEN, Seen.of(LinkType.ETHERNET, ethernet(0x86dd, V6)));
    }

    @Test
    void ethernetAddressesAreKept() {
        Packet packet = new Seen().frame(LinkType.ETHERNET, ethernet(0x0800, V4)).last();
        assertEquals(0x02_00_00_00_00_01L, packet.srcMac);
        assertEquals(0x02_00_00_00_00_02L, packet.dstMac);
    }

    @Test
    void paddingAndTrailersAreNoPayload() {
        byte[] padded = join(ethernet(0x0800, V4), hex("aaaaaaaa aaaaaaaa"));
        assertEquals(V4_SEEN, Seen.of(LinkType.ETHERNET, padded));
        assertEquals(V6_SEEN, Seen.of(LinkType.ETHERNET, join(ethernet(0x86dd, V6), new byte[9])));
    }

    @Test
    void theFirstTagIsOuterAndTheLastInner() {
        byte[] tags = join(hex("a064 8100 0007 9100 0009 0800"), V4);
        Packet packet = new Seen().frame(LinkType.ETHERNET, ethernet(0x88a8, tags)).last();
        assertEquals(0x64, packet.vlan);
        assertEquals(9, packet.innerVlan);
    }

    @Test
    void aTagOfIdZeroIsATag() {
        byte[] tags = join(hex("0000 8100 0007 0800"), V4);
        Packet packet = new Seen().frame(LinkType.ETHERNET, ethernet(0x8100, tags)).last();
        assertEquals(0, packet.vlan);
        assertEquals(7, packet.innerVlan);
    }

    @Test
    void tagsDoNotLingerFromFrameToFrame() {
        byte[] tagged = ethernet(0x8100, join(hex("0064 0800"), V4));
        Seen seen = new Seen().frame(LinkType.ETHERNET, tagged).frame(LinkType.RAW, V4);
        assertEquals(0, seen.last().vlan);
        assertEquals(-1, seen.last().srcMac);
    }

    @Test
    void labelsAreSkipped() {
        byte[] labels = hex("00064040 00065140");
        assertEquals(V4_SEEN, Seen.of(LinkType.ETHERNET, ethernet(0x8847, join(labels, V4))));
        assertEquals(V6_SEEN, Seen.of(LinkType.ETHERNET, ethernet(0x8848, join(labels, V6))));
        assertEquals(
                List.of("net truncated_link_header"),
                Seen.of(LinkType.ETHERNET, ethernet(0x8847, hex("00064040 00064040"))));
    }

    @Test
    void pppoeSessionsCarryBothVersions() {
        int length = V4.length + 2;
        byte[] header = new Octets().u16(0x1100).u16(5).u16(length).u16(0x0021).done();
        assertEquals(V4_SEEN, Seen.of(LinkType.ETHERNET, ethernet(0x8864, join(header, V4))));
        byte[] six = new Octets().u16(0x1100).u16(5).u16(V6.length + 2).u16(0x0057).done();
        assertEquals(V6_SEEN, Seen.of(LinkType.ETHERNET, ethernet(0x8864, join(six, V6))));
    }

    @Test
    void pppoeLengthIsCompared() {
        byte[] header = new Octets().u16(0x1100).u16(5).u16(V4.length + 2).u16(0x0021).done();
        assertEquals(
                List.of("net pppoe_extra_data_after_payload", V4_SEEN.getFirst()),
                Seen.of(LinkType.ETHERNET, ethernet(0x8864, join(header, V4, new byte[6]))));
        byte[] longer = new Octets().u16(0x1100).u16(5).u16(V4.length + 9).u16(0x0021).done();
        assertEquals(
                List.of("net pppoe_truncated_payload", V4_SEEN.getFirst()),
                Seen.of(LinkType.ETHERNET, ethernet(0x8864, join(longer, V4))));
    }

    @Test
    void fabricPathStandsBeforeTheFrame() {
        byte[] header = hex("020000000009 020000000008 8903 0000");
        byte[] frame = join(header, ethernet(0x0800, V4));
        assertEquals(V4_SEEN, Seen.of(LinkType.ETHERNET, frame));
    }

    @Test
    void backboneBridgesAndVirtualPortsAreSeenThrough() {
        byte[] bridged = ethernet(0x88e7, join(hex("00000001"), ethernet(0x0800, V4)));
        assertEquals(V4_SEEN, Seen.of(LinkType.ETHERNET, bridged));
        byte[] port = ethernet(0x8926, join(hex("00000001 0800"), V4));
        assertEquals(V4_SEEN, Seen.of(LinkType.ETHERNET, port));
    }

    @Test
    void aLengthInsteadOfATypeLeadsToSnap() {
        byte[] snap = join(hex("aaaa03 000000 0800"), V4);
        byte[] frame = join(ethernet(snap.length, snap), new byte[4]);
        assertEquals(V4_SEEN, Seen.of(LinkType.ETHERNET, frame));
        byte[] other = join(hex("424203 0000000000"), new byte[30]);
        assertEquals(NOTHING, Seen.of(LinkType.ETHERNET, ethernet(38, other)));
    }

    @Test
    void shortAndUndefinedEthernetFramesAreWeird() {
        byte[] frame = ethernet(0x0800, V4);
        assertEquals(
                List.of("net truncated_ethernet_frame"),
                Seen.of(LinkType.ETHERNET, part(frame, 0, 16)));
        assertEquals(
                List.of("net truncated_ethernet_frame"),
                Seen.of(LinkType.ETHERNET, ethernet(1000, V4)));
        assertEquals(
                List.of("net undefined_ether_type"),
                Seen.of(LinkType.ETHERNET, ethernet(1510, V4)));
        assertEquals(List.of("net empty_pcap_header"), Seen.of(LinkType.ETHERNET, new byte[0]));
    }

    @Test
    void arpAndUnknownTypesAreIgnored() {
        byte[] arp = join(hex("0001 0800 06 04 0001"), new byte[20]);
        assertEquals(NOTHING, Seen.of(LinkType.ETHERNET, ethernet(0x0806, arp)));
        assertEquals(
                List.of("net truncated_ARP"),
                Seen.of(LinkType.ETHERNET, ethernet(0x0806, part(arp, 0, 27))));
        assertEquals(NOTHING, Seen.of(LinkType.ETHERNET, ethernet(0x88cc, V4)));
    }

    @Test
    void bsdLoopbackComesInBothByteOrders() {
        assertEquals(V4_SEEN, Seen.of(LinkType.NULL, join(hex("02000000"), V4)));
        assertEquals(V4_SEEN, Seen.of(LinkType.NULL, join(hex("00000002"), V4)));
        for (String family : List.of("0a000000", "18000000", "1c000000", "1e000000", "0000001e")) {
            assertEquals(V6_SEEN, Seen.of(LinkType.NULL, join(hex(family), V6)));
        }
        assertEquals(V4_SEEN, Seen.of(LinkType.LOOP, join(hex("00000002"), V4)));
        assertEquals(NOTHING, Seen.of(LinkType.NULL, join(hex("07000000"), V4)));
        assertEquals(List.of("net null_analyzer_failed"), Seen.of(LinkType.NULL, hex("02000000")));
    }

    @Test
    void rawAndUnlistedLinkTypesAreIp() {
        for (int linkType : new int[] {12, 14, 101, 228, 149}) {
            assertEquals(V4_SEEN, Seen.of(linkType, V4));
        }
        assertEquals(V6_SEEN, Seen.of(LinkType.IPV6, V6));
    }

    @Test
    void pppComesWithAndWithoutFraming() {
        assertEquals(V4_SEEN, Seen.of(LinkType.PPP, join(hex("0021"), V4)));
        assertEquals(V6_SEEN, Seen.of(LinkType.PPP, join(hex("ff03 0057"), V6)));
        assertEquals(V4_SEEN, Seen.of(LinkType.PPP_HDLC, join(hex("0f00 0021"), V4)));
        assertEquals(NOTHING, Seen.of(LinkType.PPP, join(hex("c021"), V4)));
    }

    @Test
    void cookedCapturesTellTheSender() {
        byte[] one = join(hex("0000 0001 0006 020000000001 0000 0800"), V4);
        assertEquals(V4_SEEN, Seen.of(LinkType.LINUX_SLL, one));
        assertEquals(0x02_00_00_00_00_01L, new Seen().frame(LinkType.LINUX_SLL, one).last().srcMac);
        byte[] two = join(hex("86dd 0000 00000002 0001 04 06 020000000001 0000"), V6);
        assertEquals(V6_SEEN, Seen.of(LinkType.LINUX_SLL2, two));
        assertEquals(
                0x02_00_00_00_00_01L, new Seen().frame(LinkType.LINUX_SLL2, two).last().srcMac);
        byte[] tagged = join(hex("0000 0304 0000 0000000000000000 8100 0005 0800"), V4);
        Packet packet = new Seen().frame(LinkType.LINUX_SLL, tagged).last();
        assertEquals(5, packet.vlan);
        assertEquals(-1, packet.srcMac);
    }

    @Test
    void wirelessDataFramesInClearAreRead() {
        byte[] addresses = hex("020000000001 020000000002 020000000003 0000");
        byte[] llc = hex("aaaa03 000000 0800");
        byte[] data = join(hex("0801 0000"), addresses, llc, V4);
        assertEquals(V4_SEEN, Seen.of(105, data));
        Packet packet = new Seen().frame(105, data).last();
        assertEquals(0x02_00_00_00_00_02L, packet.srcMac);
        assertEquals(0x02_00_00_00_00_03L, packet.dstMac);
        byte[] quality = join(hex("8802 0000"), addresses, hex("0000"), llc, V4);
        assertEquals(V4_SEEN, Seen.of(127, join(hex("0000 0c00 00000000 00000000"), quality)));
        assertEquals(NOTHING, Seen.of(105, join(hex("0841 0000"), addresses, llc, V4)));
        assertEquals(NOTHING, Seen.of(105, join(hex("8000 0000"), addresses, llc, V4)));
    }

    @Test
    void fddiAndNetfilterLogsAreRead() {
        assertEquals(V4_SEEN, Seen.of(10, join(new byte[21], V4)));
        byte[] fields = hex("02000005 0800 0100 00080103 0500 0a00 00000000 2400 0900");
        assertEquals(V4_SEEN, Seen.of(239, join(fields, V4)));
        assertEquals(List.of("net nflog_no_pcap_payload"), Seen.of(239, part(fields, 0, 20)));
    }

    @Test
    void headersCutShortAreWeird() {
        assertEquals("net truncated_link_header_cfp", ethernetWeird(0x8903, new byte[16]));
        assertEquals("net truncated_VLAN_header", ethernetWeird(0x8100, new byte[4]));
        assertEquals("net undefined_vlan_protocol", ethernetWeird(0x8100, hex("0001 05e0 00")));
        assertEquals("net truncated_vntag_header", ethernetWeird(0x8926, new byte[6]));
        assertEquals("net truncated_PBB_header", ethernetWeird(0x88e7, new byte[18]));
        assertEquals("net truncated_pppoe_header", ethernetWeird(0x8864, new byte[8]));
        assertEquals("net truncated_snap_header", ethernetWeird(8, hex("aaaa00 000000 0800")));
        byte[] tag = hex("0001 0002 aaaa 0000");
        assertEquals("net truncated_snap_llc_header", ethernetWeird(0x8100, tag));
        assertEquals("net truncated_ppp_header", weird(9, 2));
        assertEquals(
                List.of("net truncated_ppp_hdlc_header"), Seen.of(LinkType.PPP, hex("ff030021")));
        assertEquals("net truncated_ppp_serial_header", weird(50, 4));
        assertEquals("net truncated_Linux_SLL_header", weird(113, 16));
        assertEquals("net truncated_Linux_SLL2_header", weird(276, 20));
        assertEquals("net FDDI_analyzer_failed", weird(10, 21));
        assertEquals("net truncated_802_11_header", weird(105, 24));
        byte[] quality = join(hex("8803"), new byte[30]);
        assertEquals(List.of("net truncated_802_11_header"), Seen.of(105, quality));
        assertEquals("net truncated_radiotap_header", weird(127, 3));
        assertEquals("net truncated_radiotap_header", weird(127, 30));
        assertEquals("net truncated_nflog_header", weird(239, 4));
        assertEquals("net nflog_bad_tlv_len", weird(239, 9));
        assertEquals(
                List.of("net unknown_nflog_version"), Seen.of(239, hex("02010000 0400090045")));
    }

    private static String weird(int linkType, int zeros) {
        return Seen.of(linkType, new byte[zeros]).getFirst();
    }

    private static String ethernetWeird(int type, byte[] payload) {
        return Seen.of(LinkType.ETHERNET, ethernet(type, payload)).getFirst();
    }
}
