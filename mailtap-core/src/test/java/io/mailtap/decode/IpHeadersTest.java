package io.mailtap.decode;

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

class IpHeadersTest {
    private static final byte[] SEGMENT = tcp("NOOP\r\n");
    private static final byte[] V4 = ipv4(6, SEGMENT);
    private static final byte[] V6 = ipv6(6, SEGMENT);
    private static final String V4_SEEN = "6 10.0.0.1:40000 10.0.0.2:25 'NOOP\r\n'";
    private static final String V6_SEEN = "6 [2001:db8::1]:40000 [2001:db8::2]:25 'NOOP\r\n'";

    @Test
    void lengthsAndFlowLabelAreThoseOfTheHeader() {
        Packet four = new Seen().ip(join(V4, new byte[10])).last();
        assertEquals(V4.length, four.ipLength);
        assertEquals(0, four.flowLabel);
        Packet six = new Seen().ip(V6).last();
        assertEquals(V6.length, six.ipLength);
        assertEquals(0x12345, six.flowLabel);
    }

    @Test
    void numberAndTimeAreThoseOfTheFrame() {
        Seen seen = new Seen().ip(V4).frame(77, LinkType.RAW, V4.length, V4);
        assertEquals(77, seen.last().timeNanos);
        assertEquals(2, seen.last().number);
    }

    @Test
    void optionsAreSkipped() {
        byte[] options = join(V4, new byte[0]);
        byte[] header = join(part(options, 0, 20), hex("01010101 01010100"));
        header[0] = 0x47;
        header[3] += 8;
        assertEquals(List.of(V4_SEEN), Seen.ofIp(join(header, SEGMENT)));
    }

    @Test
    void aLengthOfZeroMeansAllThatWasCaptured() {
        byte[] offloaded = V4.clone();
        offloaded[2] = 0;
        offloaded[3] = 0;
        assertEquals(List.of("net ip_hdr_len_zero", V4_SEEN), Seen.ofIp(offloaded));
        byte[] six = V6.clone();
        six[5] = 0;
        assertEquals(List.of(V6_SEEN), Seen.ofIp(six));
    }

    @Test
    void aJumboPayloadOptionStandsForTheLength() {
        byte[] jumbo = ipv6(0, join(hex("06 00 c204"), hex("0000001a"), SEGMENT));
        jumbo[5] = 0;
        assertEquals(List.of(V6_SEEN), Seen.ofIp(jumbo));
    }

    @Test
    void brokenHeadersAreWeird() {
        assertEquals(List.of("net truncated_IP"), Seen.ofIp(part(V4, 0, 19)));
        assertEquals(List.of("net truncated_IP"), Seen.ofIp(part(V6, 0, 39)));
        assertEquals(List.of("net unknown_ip_version"), Seen.ofIp(changed(V4, 0, 0x55)));
        assertEquals(List.of("net truncated_IP_len"), Seen.ofIp(changed(V4, 3, 0xff)));
        assertEquals(List.of("net truncated_IP_len"), Seen.ofIp(changed(V6, 5, 0xff)));
        assertEquals(List.of("net IPv4_min_header_size"), Seen.ofIp(changed(V4, 0, 0x44)));
        assertEquals(List.of("net invalid_IP_header_size"), Seen.ofIp(changed(V4, 3, 19)));
        byte[] longHeader = changed(V4, 0, 0x4f);
        assertEquals(
                List.of("net internally_truncated_header"),
                new Seen().frame(0, LinkType.RAW, 90, changed(longHeader, 3, 90)).lines);
        byte[] hops = ipv6(0, join(hex("0600 0104 00000000"), SEGMENT));
        assertEquals(List.of("net invalid_IP_header_size"), Seen.ofIp(changed(hops, 5, 4)));
    }

    @Test
    void extensionHeadersAreWalked() {
        byte[] hopByHop = hex("3c00 0104 00000000");
        byte[] destination = hex("3300 0104 00000000");
        byte[] authentication = hex("0601 0000 00000001 00000001");
        byte[] all = join(hopByHop, destination, authentication, SEGMENT);
        assertEquals(List.of(V6_SEEN), Seen.ofIp(ipv6(0, all)));
    }

    @Test
    void aRoutingHeaderTellsTheDestination() {
        byte[] last = hex("20010db8 00000000 00000000 00000099");
        byte[] onTheWay = join(hex("0602 0001 00000000"), last, SEGMENT);
        assertEquals(
                List.of(
                        "flow routing0_hdr [2001:db8::1] [2001:db8::99]",
                        "6 [2001:db8::1]:40000 [2001:db8::99]:25 'NOOP\r\n'"),
                Seen.ofIp(ipv6(43, onTheWay)));
        byte[] arrived = join(hex("0602 0200 00000000"), last, SEGMENT);
        assertEquals(List.of(V6_SEEN), Seen.ofIp(ipv6(43, arrived)));
        byte[] odd = join(hex("0603 0001 00000000"), last, new byte[8], SEGMENT);
        assertEquals(
                List.of(
                        "flow odd_routing0_len [2001:db8::1] [2001:db8::2]",
                        "flow routing0_hdr [2001:db8::1] [2001:db8::2]",
                        V6_SEEN),
                Seen.ofIp(ipv6(43, odd)));
    }

    @Test
    void otherRoutingHeadersAreWeird() {
        byte[] home = hex("20010db8 00000000 00000000 00000077");
        byte[] mobile = join(hex("0602 0201 00000000"), home, SEGMENT);
        assertEquals(
                List.of("6 [2001:db8::1]:40000 [2001:db8::77]:25 'NOOP\r\n'"),
                Seen.ofIp(ipv6(43, mobile)));
        assertEquals(
                List.of("flow bad_routing2_len [2001:db8::1] [2001:db8::2]", V6_SEEN),
                Seen.ofIp(ipv6(43, join(hex("0600 0201 00000000"), SEGMENT))));
        assertEquals(
                List.of("flow unknown_routing_type [2001:db8::1] [2001:db8::2]", V6_SEEN),
                Seen.ofIp(ipv6(43, join(hex("0600 0401 00000000"), SEGMENT))));
        byte[] two = join(hex("2b02 0201 00000000"), home, hex("0600 0201 00000000"), SEGMENT);
        assertEquals(
                "flow multiple_routing_headers [2001:db8::1] [2001:db8::77]",
                Seen.ofIp(ipv6(43, two)).getFirst());
    }

    @Test
    void whatCannotBeReadFurtherIsAPacketOfItsProtocol() {
        assertEquals(
                List.of("50 [2001:db8::1]:0 [2001:db8::2]:0 'secret'"),
                Seen.ofIp(ipv6(50, Octets.text("secret"))));
        assertEquals(
                List.of("89 10.0.0.1:0 10.0.0.2:0 'hello'"),
                Seen.ofIp(ipv4(89, Octets.text("hello"))));
        assertEquals(
                List.of(
                        "flow ipv6_no_next [2001:db8::1] [2001:db8::2]",
                        "59 [2001:db8::1]:0 [2001:db8::2]:0 ''"),
                Seen.ofIp(ipv6(59, new byte[0])));
        assertEquals(
                List.of("60 [2001:db8::1]:0 [2001:db8::2]:0 '\6\5\0\0'"),
                Seen.ofIp(ipv6(60, hex("06050000"))));
    }

    static byte[] changed(byte[] octets, int at, int value) {
        byte[] copy = octets.clone();
        copy[at] = (byte) value;
        return copy;
    }
}
