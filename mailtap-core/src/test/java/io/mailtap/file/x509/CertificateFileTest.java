package io.mailtap.file.x509;

import static io.mailtap.analyzer.TlsOctets.certificates;
import static io.mailtap.analyzer.TlsOctets.clientHello;
import static io.mailtap.analyzer.TlsOctets.escaped;
import static io.mailtap.analyzer.TlsOctets.handshake;
import static io.mailtap.analyzer.TlsOctets.raw;
import static io.mailtap.analyzer.TlsOctets.serverHello;
import static io.mailtap.analyzer.Transcript.eventsOfTls;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Engine;
import io.mailtap.event.WeirdEvent.ConnWeird;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is read from certificates, as a TLS handshake shows them.
final class CertificateFileTest {
    private static List<String> events(String certificate) {
        String hello = escaped(handshake(clientHello("", "c02f")));
        String answer = escaped(handshake(serverHello("", "c02f"), certificates(certificate)));
        List<String> all = eventsOfTls("C= " + hello + "\nS= " + answer);
        int from = all.indexOf("file_sniff") + 1;
        return all.subList(
                from, all.indexOf("ssl_handshake_message false 11 " + length(certificate)));
    }

    private static int length(String certificate) {
        return certificate.length() / 2 + 6;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String fields(String certificate) {
        String event = events(certificate).getFirst();
        return event.substring("x509_certificate ".length() + certificate.length() + 1);
    }

    @Test
    void anRsaCertificateIsRead() {
        String name = hex("emailAddress=post@mx.example,CN=mx.example,O=Example\\, Inc.,C=DE");
        assertEquals(
                "(3 3CF9644740D28ECE5B2769507396FB18E9B4FD49 %s %s %s 1795709195000000000 4949309195000000000 rsaEncryption sha256WithRSAEncryption rsa OptionalInt[1024] 65537 null sha256WithRSAEncryption)"
                        .formatted(name, name, hex("mx.example")),
                fields(Certificates.RSA));
    }

    @Test
    void aCertificateOfACurveIsRead() {
        String name = hex("O=a,CN=gr\\C3\\BCn.example");
        assertTrue(
                fields(Certificates.CURVE).startsWith("(3 -05 " + name + " " + name + " "),
                fields(Certificates.CURVE));
        assertTrue(
                fields(Certificates.CURVE)
                        .contains(
                                "id-ecPublicKey ecdsa-with-SHA256 ecdsa OptionalInt[384] null secp384r1"),
                fields(Certificates.CURVE));
    }

    @Test
    void aCertificateThatWasReadBeforeReadsTheSame() {
        String flawed = Certificates.RSA.replace(hex("261126160635Z"), hex("261126160635X"));
        for (String certificate : List.of(Certificates.RSA, flawed)) {
            List<List<String>> read = eventsOfChain(certificate, Certificates.CURVE, certificate);
            assertTrue(read.getFirst().size() > 5, read.toString());
            assertEquals(read.getFirst(), read.getLast());
            assertNotEquals(read.getFirst(), read.get(1));
        }
    }

    /// The events of each certificate, without the id of its file.
    private static List<List<String>> eventsOfChain(String... chain) {
        String hello = escaped(handshake(clientHello("", "c02f")));
        String answer = escaped(handshake(serverHello("", "c02f"), certificates(chain)));
        List<List<String>> all = new ArrayList<>();
        for (String event : eventsOfTls("C= " + hello + "\nS= " + answer)) {
            if (event.equals("file_sniff")) {
                all.add(new ArrayList<>());
            } else if (event.contains("x509_")) {
                all.getLast().add(event.replaceFirst("\\bF[0-9A-Za-z]{10,}", "fuid"));
            }
        }
        return all;
    }

    @Test
    void otherKeysHaveANameOnly() {
        assertTrue(
                fields(Certificates.EDWARDS)
                        .contains(" ED25519 ED25519 null OptionalInt.empty null null ED25519"),
                fields(Certificates.EDWARDS));
    }

    @Test
    void extensionsAreReadInOrder() {
        List<String> events = events(Certificates.RSA);
        assertEquals(
                "x509_extension (X509v3 Subject Key Identifier subjectKeyIdentifier 2.5.29.14 false "
                        + hex("B6:E6:B3:7D:32:67:E1:98:77:33:C1:5A:AA:8D:26:9C:9D:20:27:82")
                        + ")",
                events.get(1));
        assertEquals(
                "x509_extension (X509v3 Basic Constraints basicConstraints 2.5.29.19 true "
                        + hex("CA:TRUE")
                        + ")",
                events.get(3));
        assertEquals("x509_ext_basic_constraints (true OptionalLong.empty)", events.get(4));
        assertEquals(
                "x509_ext_subject_alternative_name ([%s, %s] [%s] [%s] [192.0.2.1, 2001:db8::1] true)"
                        .formatted(
                                hex("mx.example"),
                                hex("*.mail.example"),
                                hex("http://mx.example/"),
                                hex("a@mx.example")),
                events.get(6));
        assertEquals(
                "x509_extension (X509v3 Key Usage keyUsage 2.5.29.15 false "
                        + hex("Digital Signature, Certificate Sign")
                        + ")",
                events.get(7));
    }

    @Test
    void anAddressOfFiveOctetsIsReported() {
        // The IPv4 address in the alternative names, c0000201, with one octet of its length more.
        String wrong = Certificates.RSA.replace("8704c0000201", "8705c0000201");
        List<String> events = events(wrong);
        assertTrue(
                events.stream()
                        .anyMatch(event -> event.matches("weird x509_san_ip_length .*5\" by X509")),
                events.toString());
    }

    @Test
    void whatIsWrongIsToldToWhoAsksForNothingElse() {
        List<String> weirds = new ArrayList<>();
        ConnectionId id =
                new ConnectionId(
                        IpAddress.v4(0x0a000001),
                        40_000,
                        IpAddress.v4(0x0a000002),
                        465,
                        TransportProtocol.TCP,
                        6);
        try (Engine engine = Engine.builder().build()) {
            engine.events().on(ConnWeird.class, (ConnWeird e) -> weirds.add(e.name()));
            engine.conversation(id, 1_000_000_000L)
                    .originator(raw(handshake(clientHello("", "c02f"))))
                    .responder(raw(handshake(serverHello("", "c02f"), certificates("3000"))))
                    .close();
        }
        assertEquals(List.of("x509_cert_parse_error"), weirds);
    }

    @Test
    void timesThatCannotBeReadAreZero() {
        String wrong = Certificates.RSA.replace(hex("261126160635Z"), hex("261126160635X"));
        List<String> events = events(wrong);
        assertTrue(events.getFirst().startsWith("weird x509_utc_format "), events.getFirst());
        assertTrue(events.get(1).contains(" 0 4949309195000000000 "), events.get(1));
        String noDay = Certificates.RSA.replace(hex("261126160635Z"), hex("260231160635Z"));
        assertTrue(events(noDay).getFirst().startsWith("weird x509_time_add_char "));
    }

    @Test
    void whatIsNoCertificateHasNoEvents() {
        List<String> events = events("30030101ff");
        assertEquals(1, events.size(), events.toString());
        assertTrue(events.getFirst().startsWith("weird x509_cert_parse_error "), events.getFirst());
    }

    @Test
    void aCertificateThatIsCutIsNone() {
        for (int octets = 0; octets < 40; octets++) {
            String cut = Certificates.RSA.substring(0, 2 * (20 + 18 * octets));
            assertTrue(events(cut).getFirst().startsWith("weird x509_cert_parse_error "), cut);
        }
    }
}
