package io.mailtap.analyzer.tls;

import static io.mailtap.analyzer.TlsOctets.clientHello;
import static io.mailtap.analyzer.TlsOctets.escaped;
import static io.mailtap.analyzer.TlsOctets.extension;
import static io.mailtap.analyzer.TlsOctets.handshake;
import static io.mailtap.analyzer.TlsOctets.record;
import static io.mailtap.analyzer.TlsOctets.serverHello;
import static io.mailtap.analyzer.TlsOctets.serverName;
import static io.mailtap.analyzer.TlsOctets.vector;
import static io.mailtap.analyzer.Transcript.eventsOfTls;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.analyzer.TlsOctets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Hellos and their extensions (RFC 8446, 4.1 and 4.2). Every transcript is also replayed in single
/// octets and in random cuts.
final class TlsHelloTest {
    private static final String NO_SESSION = "00".repeat(32);

    private static List<String> client(String... records) {
        return eventsOfTls("C= " + escaped(String.join("", records)));
    }

    private static List<String> server(String... extensions) {
        String hello = handshake(serverHello("", "1301", extensions));
        return eventsOfTls(
                "C= " + escaped(handshake(clientHello("", "1301"))) + "\nS= " + escaped(hello));
    }

    private static List<String> ofExtension(String extension) {
        List<String> events = client(handshake(clientHello("", "1301", extension)));
        return events.subList(0, events.indexOf("confirmed"));
    }

    @Test
    void randomOctetsOfAClientAreTheLastTwentyEight() {
        assertEquals(
                "ssl_client_hello 771 771 1000000000 "
                        + TlsOctets.RANDOM.substring(8)
                        + " "
                        + NO_SESSION
                        + " [4865, 49199] [0]",
                client(handshake(clientHello("", "1301c02f"))).get(1));
    }

    @Test
    void randomOctetsOfAServerAreAllOfThem() {
        String hello =
                "ssl_server_hello 771 771 1000000000 "
                        + TlsOctets.RANDOM
                        + " "
                        + NO_SESSION
                        + " 4865 0";
        assertTrue(server().contains(hello), server().toString());
    }

    @Test
    void aShortSessionIdentifierIsFilledUp() {
        String padded = "abcd" + "00".repeat(30);
        assertTrue(client(handshake(clientHello("abcd", "1301"))).get(1).contains(padded));
    }

    @Test
    void aSessionIdentifierThatIsTooLongIsNone() {
        String hello = handshake(clientHello("ab".repeat(33), "1301"));
        assertTrue(client(hello).get(1).contains(" " + NO_SESSION + " "));
    }

    @Test
    void aHelloMaySpanRecords() {
        String hello = clientHello("", "1301", serverName("mx.example"));
        String parts =
                handshake(hello.substring(0, 10))
                        + handshake(hello.substring(10, 60))
                        + handshake(hello.substring(60));
        List<String> whole = client(handshake(hello));
        List<String> spread = client(parts);
        assertEquals(withoutRecords(whole), withoutRecords(spread));
    }

    private static List<String> withoutRecords(List<String> events) {
        return events.stream().filter(event -> !event.startsWith("ssl_plaintext_data")).toList();
    }

    @Test
    void aRecordMayHoldSeveralMessages() {
        String both = handshake(serverHello("", "c02f"), TlsOctets.message(14, ""));
        List<String> events =
                eventsOfTls(
                        "C= "
                                + escaped(handshake(clientHello("", "c02f")))
                                + "\nS= "
                                + escaped(both));
        assertTrue(events.contains("ssl_handshake_message false 2 38"), events.toString());
        assertTrue(events.contains("ssl_handshake_message false 14 0"), events.toString());
    }

    @Test
    void extensionsComeBeforeTheirHello() {
        assertEquals(
                List.of(
                        "ssl_extension_server_name true [6d78]",
                        "ssl_extension true 0 00050000026d78",
                        "ssl_extension true 35 ''"),
                ofExtension(serverName("mx") + extension(35, "")));
    }

    @Test
    void aNameOfAnotherKindIsReported() {
        String names = "07" + vector(2, "ff") + "00" + vector(2, "6d78");
        assertEquals(
                List.of(
                        "weird ssl_ext_unknown_server_name_type \"7\" by SSL",
                        "ssl_extension_server_name true [6d78]"),
                ofExtension(extension(0, vector(2, names))).subList(0, 2));
    }

    @Test
    void listsOfNumbersAreRead() {
        assertEquals(
                "ssl_extension_elliptic_curves true [29, 23]",
                ofExtension(extension(10, vector(2, "001d0017"))).getFirst());
        assertEquals(
                "ssl_extension_ec_point_formats true [0, 1]",
                ofExtension(extension(11, vector(1, "0001"))).getFirst());
        assertEquals(
                "ssl_extension_signature_algorithm true [(4 3), (8 4)]",
                ofExtension(extension(13, vector(2, "04030804"))).getFirst());
        assertEquals(
                "ssl_extension_supported_versions true [772, 771]",
                ofExtension(extension(43, vector(1, "03040303"))).getFirst());
        assertEquals(
                "ssl_extension_psk_key_exchange_modes true [1]",
                ofExtension(extension(45, vector(1, "01"))).getFirst());
        assertEquals(
                "ssl_extension_connection_id true abcd",
                ofExtension(extension(54, vector(1, "abcd"))).getFirst());
    }

    @Test
    void listsOfOctetsAreRead() {
        assertEquals(
                "ssl_extension_application_layer_protocol_negotiation true [6832, 736d7470]",
                ofExtension(extension(16, vector(2, vector(1, "6832") + vector(1, "736d7470"))))
                        .getFirst());
        assertEquals(
                "ssl_extension_key_share true [29, 23]",
                ofExtension(
                                extension(
                                        51,
                                        vector(
                                                2,
                                                "001d"
                                                        + vector(2, "aa")
                                                        + "0017"
                                                        + vector(2, "bb"))))
                        .getFirst());
        assertEquals(
                "ssl_extension_pre_shared_key_client_hello true [(aabb 258)] [ccdd]",
                ofExtension(
                                extension(
                                        41,
                                        vector(2, vector(2, "aabb") + "00000102")
                                                + vector(2, vector(1, "ccdd"))))
                        .getFirst());
    }

    @Test
    void aServerHasOneVersionGroupAndKey() {
        List<String> events =
                server(
                        extension(43, "0304"),
                        extension(51, "001d" + vector(2, "aa")),
                        extension(41, "0001"));
        assertTrue(events.contains("ssl_extension_supported_versions false [772]"));
        assertTrue(events.contains("ssl_extension_key_share false [29]"));
        assertTrue(events.contains("ssl_extension_pre_shared_key_server_hello false 1"));
    }

    @Test
    void certificateTimestampsAreReadOneByOne() {
        String one =
                "00" + "ab".repeat(32) + "0000018000000000" + "0000" + "0403" + vector(2, "ff");
        String list = extension(18, vector(2, vector(2, one) + vector(2, one)));
        String event =
                "ssl_extension_signed_certificate_timestamp false 0 "
                        + "ab".repeat(32)
                        + " 1649267441664 (4 3) ff";
        assertEquals(2, server(list).stream().filter(event::equals).count());
    }

    @Test
    void anExtensionThatDoesNotFitIsOneLess() {
        assertEquals(
                List.of(
                        "weird ssl_malformed_extension \"10\" by SSL",
                        "ssl_extension true 10 00ff001d"),
                ofExtension(extension(10, "00ff001d")));
    }

    @Test
    void extensionsThatDoNotFitAreReadAsFarAsTheyGo() {
        String cut = clientHello("", "1301", "00230000" + "0000ffff00");
        List<String> events = client(handshake(cut));
        assertEquals("ssl_extension true 35 ''", events.get(0));
        assertEquals("weird ssl_malformed_extension by SSL", events.get(1));
        assertTrue(events.get(3).startsWith("ssl_client_hello "), events.toString());
    }

    @Test
    void anUnknownVersionIsAFaultAndTheHelloIsReported() {
        List<String> events = client(handshake(TlsOctets.clientHelloOf("0305", "", "1301")));
        assertEquals("violation \"unsupported client SSL version 0x0305\"", events.get(0));
        assertTrue(events.get(1).startsWith("ssl_client_hello 773 "), events.toString());
    }

    @Test
    void helloOfSsl2OffersNewerVersions() {
        String body =
                "01" + "0300" + "0006" + "0000" + "0010" + "000004" + "0700c0" + "ab".repeat(16);
        String hello = String.format("80%02x", body.length() / 2) + body;
        List<String> events =
                eventsOfTls(
                        "C= "
                                + escaped(hello)
                                + "\nS= "
                                + escaped(
                                        record(
                                                22,
                                                "0300",
                                                TlsOctets.serverHelloOf("0300", "", "0004"))));
        assertEquals("confirmed", events.get(0));
        assertEquals(
                "ssl_client_hello 768 0 0 "
                        + "ab".repeat(16)
                        + " "
                        + NO_SESSION
                        + " [4, 458944] []",
                events.get(1));
        assertTrue(events.get(3).startsWith("ssl_server_hello 768 768 "), events.toString());
    }
}
