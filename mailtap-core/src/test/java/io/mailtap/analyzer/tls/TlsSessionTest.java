package io.mailtap.analyzer.tls;

import static io.mailtap.analyzer.TlsOctets.certificates;
import static io.mailtap.analyzer.TlsOctets.clientHello;
import static io.mailtap.analyzer.TlsOctets.encrypted;
import static io.mailtap.analyzer.TlsOctets.escaped;
import static io.mailtap.analyzer.TlsOctets.extension;
import static io.mailtap.analyzer.TlsOctets.handshake;
import static io.mailtap.analyzer.TlsOctets.message;
import static io.mailtap.analyzer.TlsOctets.record;
import static io.mailtap.analyzer.TlsOctets.serverHello;
import static io.mailtap.analyzer.TlsOctets.spec;
import static io.mailtap.analyzer.TlsOctets.vector;
import static io.mailtap.analyzer.Transcript.eventsOfTls;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.analyzer.TlsOctets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// From clear to encrypted, faults, alerts, gaps. Every transcript is also replayed in single
/// octets and in random cuts.
final class TlsSessionTest {
    private static final String HELLO = "C= " + escaped(handshake(clientHello("", "c02f"))) + "\n";
    private static final String ANSWER = "S= " + escaped(handshake(serverHello("", "c02f"))) + "\n";
    private static final String ANSWER_13 =
            "S= " + escaped(handshake(serverHello("", "1301", extension(43, "0304")))) + "\n";

    private static String client(String... records) {
        return "C= " + escaped(String.join("", records)) + "\n";
    }

    private static String server(String... records) {
        return "S= " + escaped(String.join("", records)) + "\n";
    }

    private static boolean isEstablished(String transcript) {
        return eventsOfTls(transcript).contains("ssl_established");
    }

    @Test
    void tls12IsEstablishedWithTheSecondFinished() {
        String before = HELLO + ANSWER + client(spec(), encrypted(22)) + server(spec());
        assertFalse(isEstablished(before));
        assertTrue(isEstablished(before + server(encrypted(22))));
    }

    @Test
    void tls13IsEstablishedWithTheClientsFirstEncryptedRecord() {
        String before = HELLO + ANSWER_13 + server(spec(), encrypted(23)) + client(spec());
        assertFalse(isEstablished(before));
        assertTrue(isEstablished(before + client(encrypted(23))));
    }

    @Test
    void tls13NeedsNoChangeCipherSpec() {
        assertTrue(
                isEstablished(HELLO + ANSWER_13 + server(encrypted(23)) + client(encrypted(23))));
    }

    @Test
    void nothingIsSaidOfWhatFollows() {
        String whole =
                HELLO + ANSWER + client(spec(), encrypted(22)) + server(spec(), encrypted(22));
        String more = client(encrypted(23)) + server(encrypted(23), record(99, "9999", "00"));
        assertEquals(eventsOfTls(whole), eventsOfTls(whole + more));
    }

    @Test
    void encryptedRecordsOfTls13AreProbablyTheHandshake() {
        List<String> events = eventsOfTls(HELLO + ANSWER_13 + server(encrypted(23)));
        assertEquals(
                List.of(
                        "ssl_probable_encrypted_handshake_message false 10",
                        "ssl_encrypted_data false 771 23 10"),
                events.subList(events.size() - 2, events.size()));
    }

    @Test
    void dataInClearIsEarly() {
        List<String> events = eventsOfTls(HELLO + ANSWER + client(encrypted(23)));
        assertTrue(events.contains("weird ssl_early_application_data"), events.toString());
        assertTrue(events.contains("ssl_plaintext_data true 771 23 10"), events.toString());
    }

    @Test
    void alertsComeInPairsOfOctets() {
        List<String> events = eventsOfTls(HELLO + server(record(21, "0303", "0170022800")));
        assertEquals(
                List.of(
                        "ssl_alert false 1 112",
                        "ssl_alert false 2 40",
                        "ssl_plaintext_data false 771 21 5"),
                events.subList(events.size() - 3, events.size()));
    }

    @Test
    void aRecordHoldsTenAlertsAtMost() {
        List<String> events = eventsOfTls(HELLO + server(record(21, "0303", "0100".repeat(12))));
        assertEquals(10, events.stream().filter("ssl_alert false 1 0"::equals).count());
        assertTrue(events.contains("weird SSL_excessive_alerts_in_record \"12\" by SSL"));
    }

    @Test
    void anEmptyRecordSaysNothing() {
        assertEquals(eventsOfTls(HELLO), eventsOfTls(HELLO + server(record(22, "0303", ""))));
    }

    @Test
    void heartbeatsInClearAreReported() {
        List<String> events = eventsOfTls(HELLO + client(record(24, "0303", "014000aabb")));
        assertTrue(events.contains("ssl_heartbeat true 5 1 16384 aabb"), events.toString());
    }

    @Test
    void keyExchangeDependsOnTheSuite() {
        String ecdhe = message(12, "03001d" + vector(1, "aa") + "0401" + vector(2, "bb"));
        List<String> curve = eventsOfTls(HELLO + ANSWER + server(handshake(ecdhe)));
        assertTrue(curve.contains("ssl_ecdh_server_params 29 aa"), curve.toString());
        assertTrue(curve.contains("ssl_server_signature (4 1) bb"), curve.toString());
        String dhe =
                message(
                        12,
                        vector(2, "aa")
                                + vector(2, "02")
                                + vector(2, "cc")
                                + "0401"
                                + vector(2, "bb"));
        List<String> group = eventsOfTls(HELLO + server(handshake(serverHello("", "009e"), dhe)));
        assertTrue(group.contains("ssl_dh_server_params aa 02 cc"), group.toString());
        String rsa = message(16, vector(2, "dd"));
        List<String> secret =
                eventsOfTls(
                        HELLO
                                + server(handshake(serverHello("", "009c")))
                                + client(handshake(rsa)));
        assertTrue(secret.contains("ssl_rsa_client_pms dd"), secret.toString());
    }

    @Test
    void beforeTls12NoAlgorithmIsNamed() {
        String ecdhe = message(12, "030017" + vector(1, "aa") + vector(2, "bb"));
        String answer = record(22, "0301", TlsOctets.serverHelloOf("0301", "", "c014") + ecdhe);
        List<String> events = eventsOfTls(HELLO + server(answer));
        assertTrue(events.contains("ssl_server_signature (256 256) bb"), events.toString());
    }

    @Test
    void certificateRequestsAndTicketsAreRead() {
        String request =
                message(13, vector(1, "0140") + vector(2, "0403") + vector(2, vector(2, "aa")));
        String ticket = message(4, "00000e10" + vector(2, "bb"));
        String status = message(22, "01" + vector(3, "cc"));
        List<String> events =
                eventsOfTls(HELLO + ANSWER + server(handshake(request, ticket, status)));
        assertTrue(
                events.contains("ssl_certificate_request false [1, 64] [(4 3)] [aa]"),
                events.toString());
        assertTrue(events.contains("ssl_session_ticket_handshake 3600 bb"), events.toString());
        assertTrue(events.contains("ssl_stapled_ocsp false cc"), events.toString());
    }

    @Test
    void aCertificateWithoutOctetsKeepsItsNumber() {
        List<String> events =
                eventsOfTls(HELLO + ANSWER + server(handshake(certificates("", "aabb"))));
        assertTrue(events.contains("weird zero_length_certificate by SSL"), events.toString());
        assertTrue(events.contains("file_sniff"), events.toString());
        assertTrue(
                events.stream().anyMatch(event -> event.startsWith("weird x509_cert_parse_error")),
                events.toString());
    }

    @Test
    void whoSaysHelloIsTheClient() {
        List<String> events = eventsOfTls("S= " + HELLO.substring(3));
        assertEquals("ssl_connection_flipped", events.getFirst());
        assertTrue(events.contains("ssl_handshake_message true 1 41"), events.toString());
    }

    @Test
    void aGapEndsItForBothSides() {
        String gap = HELLO + "S gap 10\n";
        assertEquals(eventsOfTls(HELLO), eventsOfTls(gap + ANSWER + client(encrypted(23))));
    }

    @Test
    void firstRecordsThatAreNotTlsAreFaults() {
        assertEquals(
                List.of(
                        "violation \"Invalid version in TLS connection. Version: 20304\" \"HOPLA\""),
                eventsOfTls("C= HOPLA"));
        assertEquals(
                List.of(
                        "violation \"Invalid type in TLS connection. Version: 769, Type: 5\" \"%05%03%01%00%01\""),
                eventsOfTls("C= " + escaped("0503010001")));
        assertEquals(
                List.of(
                        "violation \"Invalid headers in SSL connection. Head1: 1, head2: 7, head3: 0\" \"%80%01%07%00%00\""),
                eventsOfTls("C= " + escaped("8001070000")));
    }

    @Test
    void aLaterRecordThatIsNotTlsIsAFault() {
        List<String> events = eventsOfTls(HELLO + "S= 220 mx.example%0d%0a");
        assertEquals(
                "violation \"Invalid version late in TLS connection. Packet reported version: 12848\" \"220 m\"",
                events.getLast());
    }

    @Test
    void anUnknownMessageIsAFault() {
        List<String> events = eventsOfTls(HELLO + server(handshake(message(99, "aa"))));
        assertEquals(
                "violation \"unknown handshake message (99) from responder\" \"%aa\"",
                events.getLast());
    }

    @Test
    void aMessageThatIsTooLongEndsIt() {
        List<String> events = eventsOfTls(HELLO + server(handshake("0bffffff")) + ANSWER);
        assertEquals(
                "weird ssl_handshake_message_too_long \"type = 11, len = 16777215\" by SSL",
                events.getLast());
    }
}
