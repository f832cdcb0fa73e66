package io.mailtap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.SignatureAndHashAlgorithm;
import io.mailtap.event.TlsHandshakeEvent.SslClientHello;
import io.mailtap.event.TlsHandshakeEvent.SslServerHello;
import io.mailtap.net.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Fingerprints that are published, and the names of hosts.
final class FingerprintTest {
    @SuppressWarnings("NullAway") // nobody looks at the connection
    private static final Connection NOBODY = null;

    private static List<Integer> numbers(String decimal, String separator) {
        return decimal.isEmpty()
                ? List.of()
                : Stream.of(decimal.split(separator)).map(Integer::decode).toList();
    }

    private static SslClientHello hello(int version, List<Integer> ciphers) {
        return new SslClientHello(
                NOBODY, version, 769, 0, Bytes.EMPTY, Bytes.EMPTY, ciphers, List.of(0));
    }

    @Test
    void ja3IsThatOfThePublishedExamples() {
        Fingerprint.Hello hello = new Fingerprint.Hello();
        hello.extensions.addAll(numbers("0-10-11", "-"));
        hello.groups = numbers("23-24-25", "-");
        hello.pointFormats = numbers("0", "-");
        List<Integer> ciphers = numbers("47-53-5-10-49161-49162-49171-49172-50-56-19-4", "-");
        assertEquals(
                "ada70206e40642a3e4461f35503241d5", Fingerprint.ja3(hello(769, ciphers), hello));
        List<Integer> few = numbers("4-5-10-9-100-98-3-6-19-18-99", "-");
        assertEquals(
                "de350869b8c85de67a350c8d186f11e6",
                Fingerprint.ja3(hello(769, few), new Fingerprint.Hello()));
    }

    @Test
    void greaseChangesNoFingerprint() {
        Fingerprint.Hello plain = new Fingerprint.Hello();
        plain.extensions.addAll(List.of(0, 10));
        plain.groups = List.of(29);
        Fingerprint.Hello greased = new Fingerprint.Hello();
        greased.extensions.addAll(List.of(0x1a1a, 0, 10, 0xfafa));
        greased.groups = List.of(0x2a2a, 29);
        SslClientHello one = hello(771, List.of(0x1301));
        SslClientHello other = hello(771, List.of(0x3a3a, 0x1301));
        assertEquals(Fingerprint.ja3(one, plain), Fingerprint.ja3(other, greased));
        assertEquals(Fingerprint.ja4(one, plain), Fingerprint.ja4(other, greased));
    }

    @Test
    void ja3sIsOfVersionSuiteAndExtensions() {
        SslServerHello hello =
                new SslServerHello(NOBODY, 769, 769, 0, Bytes.EMPTY, Bytes.EMPTY, 47, 0);
        assertEquals("4192c0a946c5bd9b544b4656d9f624a4", Fingerprint.ja3s(hello, List.of(65_281)));
    }

    @Test
    void ja4IsThatOfThePublishedExample() {
        Fingerprint.Hello hello = new Fingerprint.Hello();
        hello.extensions.addAll(
                numbers(
                        "0x1b 0x00 0x33 0x10 0x4469 0x17 0x2d 0x0d 0x05 0x23 0x12 0x2b 0xff01 0x0b 0x0a 0x15",
                        " "));
        hello.versions = List.of(0x0304, 0x0303);
        hello.protocols = List.of(Bytes.of("h2"), Bytes.of("http/1.1"));
        hello.signatures =
                numbers("0x0403 0x0804 0x0401 0x0503 0x0805 0x0501 0x0806 0x0601", " ").stream()
                        .map(n -> new SignatureAndHashAlgorithm(n >>> 8, n & 0xff))
                        .toList();
        List<Integer> ciphers =
                numbers(
                        "0x1301 0x1302 0x1303 0xc02b 0xc02f 0xc02c 0xc030 0xcca9 0xcca8 0xc013 0xc014 0x9c 0x9d 0x2f 0x35",
                        " ");
        assertEquals(
                "t13d1516h2_8daaf6152771_e5627efa2ab1",
                Fingerprint.ja4(hello(0x0303, ciphers), hello));
    }

    @Test
    void ja4OfAHelloWithoutAnything() {
        assertEquals(
                "t12i000000_000000000000_000000000000",
                Fingerprint.ja4(hello(0x0303, List.of()), new Fingerprint.Hello()));
    }

    @Test
    void ja4CountsToNinetyNine() {
        Fingerprint.Hello hello = new Fingerprint.Hello();
        hello.extensions.addAll(IntStream.range(100, 300).boxed().toList());
        hello.protocols = List.of(Bytes.ofLatin1("\u00ab\u00cd"));
        List<Integer> ciphers = new ArrayList<>(IntStream.range(1, 120).boxed().toList());
        String fingerprint = Fingerprint.ja4(hello(0x0301, ciphers), hello);
        assertTrue(fingerprint.startsWith("t10i9999ad_"), fingerprint);
    }

    @Test
    void namesOfHostsMatchAsInZeek() {
        record Row(String name, String host, boolean matches) {}
        for (Row row :
                Arrays.asList(
                        new Row("mx.a.b", "mx.a.b", true),
                        new Row("MX.a.b", "mx.a.b", false),
                        new Row("*.a.b", "x.a.b", true),
                        new Row("*.a.b", "x.y.a.b", false),
                        new Row("*.b", "x.b", false),
                        new Row("*", "localhost", false),
                        new Row("w*.a.b", "www.a.b", true),
                        new Row("w*.a.b", "xww.a.b", false),
                        new Row("*w.a.b", "www.a.b", false),
                        new Row("", "mx.a.b", false))) {
            assertEquals(row.matches(), HostName.matches(row.name(), row.host()), row.toString());
        }
        assertFalse(HostName.matches("*.a.b", "ab"));
    }
}
