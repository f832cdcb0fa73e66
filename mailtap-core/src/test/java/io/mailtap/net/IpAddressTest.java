package io.mailtap.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The text forms of addresses (RFC 4291, 2.2; RFC 5952).
final class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8::0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::AAAA, 2001:db8::aaaa",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "::2:0:0:0, ::2:0:0:0",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "0:0:3:4:5:6:7:8, ::3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::FFFF:c000:0201, 192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255"
    })
    void anAddressHasOneCanonicalText(String text, String canonical) {
        IpAddress address = IpAddress.parse(text);
        assertNotNull(address);
        assertEquals(canonical, address.toString());
        assertEquals(address, IpAddress.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                ":::",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "-1.2.3.4",
                "+1.2.3.4",
                "1.2.3.4 ",
                "a.b.c.d",
                "0x1.2.3.4",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:",
                ":2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "::-1",
                "::+1",
                "::1%eth0",
                "[::1]",
                "::1/64",
                "::1.2.3",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::\u0661",
                "\u0661.2.3.4"
            })
    void otherTextsAreNoAddresses(String text) {
        assertNull(IpAddress.parse(text));
    }

    @Test
    void everyOctetOfAQuadIsWritten() {
        for (int octet = 0; octet < 256; octet++) {
            int bits = octet << 24 | (255 - octet) << 16 | octet << 8 | octet;
            String text = octet + "." + (255 - octet) + "." + octet + "." + octet;
            assertEquals(text, IpAddress.v4(bits).toString());
        }
    }

    @Test
    void v4AddressesAreMapped() {
        IpAddress address = IpAddress.v4(0xc0000201);
        assertTrue(address.isV4());
        assertEquals(0, address.high());
        assertEquals(0x0000_ffff_c000_0201L, address.low());
        assertEquals(address.low(), IpAddress.mapped(0xc0000201));
        assertFalse(new IpAddress(0, 0xc0000201L).isV4());
        assertFalse(new IpAddress(1, address.low()).isV4());
    }

    @Test
    void orderIsUnsigned() {
        IpAddress low = new IpAddress(1, 0);
        IpAddress high = new IpAddress(-1, 0);
        assertTrue(low.compareTo(high) < 0);
        assertTrue(new IpAddress(1, -1).compareTo(new IpAddress(1, 1)) > 0);
        assertEquals(0, low.compareTo(new IpAddress(1, 0)));
    }

    @Test
    void textsMeanToTheJdkWhatTheyMeanToUs() throws UnknownHostException {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            long high = sparse(random);
            long low = sparse(random) | 1L << 62;
            IpAddress address = new IpAddress(high, low);
            byte[] octets = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
            InetAddress jdk = InetAddress.getByName(address.toString());
            assertEquals(Inet6Address.getByAddress(octets), jdk, address.toString());
            assertEquals(address, IpAddress.parse(address.toString()));
            assertEquals(address, IpAddress.parse(jdk.getHostAddress()));
        }
    }

    /// Four groups, many of them zero.
    private static long sparse(Random random) {
        long word = 0;
        for (int i = 0; i < 4; i++) {
            word =
                    word << 16
                            | (random.nextBoolean()
                                    ? 0
                                    : random.nextInt(1 << 1 + random.nextInt(16)));
        }
        return word;
    }

    @Test
    void aConnectionIdShowsV6InBrackets() {
        IpAddress v6 = new IpAddress(0x20010db8_00000000L, 1);
        ConnectionId id =
                new ConnectionId(IpAddress.v4(0x0a000001), 1, v6, 25, TransportProtocol.TCP, 6);
        assertEquals("10.0.0.1:1 > [2001:db8::1]:25", id.toString());
    }
}
