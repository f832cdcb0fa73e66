package io.mailtap.analyzer.tls;

import static io.mailtap.analyzer.TlsOctets.clientHello;
import static io.mailtap.analyzer.TlsOctets.escaped;
import static io.mailtap.analyzer.TlsOctets.handshake;
import static io.mailtap.analyzer.TlsOctets.record;
import static io.mailtap.analyzer.Transcript.pop3WithTls;
import static io.mailtap.analyzer.Transcript.smtpWithTls;
import static io.mailtap.analyzer.Transcript.tls;

import org.junit.jupiter.api.Test;

/// Where TLS begins: with the connection, or behind STARTTLS and STLS.
final class TlsStartTest {
    private static final String HELLO = escaped(handshake(clientHello("", "0d0a")));
    private static final String HELLO_EVENTS =
            """
               confirmed
               ssl_client_hello 771 771 1000000000 0405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f %s [3338] [0]
               ssl_handshake_message true 1 41
               ssl_plaintext_data true 771 22 45
            """
                    .formatted("00".repeat(32));

    @Test
    void onAPortOfItsOwnItBeginsWithTheFirstOctet() {
        tls("C= " + HELLO + "\n" + HELLO_EVENTS);
    }

    @Test
    void behindStarttlsItBeginsBehindTheReply() {
        smtpWithTls(
                """
                S: 220 mx
                   reply 220 to > "mx"
                C: EHLO c
                   confirmed
                   command EHLO "c"
                S: 250 mx
                   reply 250 to EHLO "mx"
                C: STARTTLS
                   command STARTTLS
                S: 220 go
                   starttls
                   reply 220 to STARTTLS "go"
                C= %s
                """
                                .formatted(HELLO)
                        + HELLO_EVENTS);
    }

    @Test
    void behindStlsItBeginsBehindTheResponse() {
        pop3WithTls(
                """
                S: +OK hi
                   response OK "hi"
                C: STLS
                   command STLS
                S: +OK go
                   confirmed
                   starttls
                C= %s
                """
                                .formatted(HELLO)
                        + HELLO_EVENTS);
    }

    @Test
    void octetsRightBehindTheReplyReachItAsTheyAre() {
        smtpWithTls(
                """
                S: 220 mx
                   reply 220 to > "mx"
                C: EHLO c
                   confirmed
                   command EHLO "c"
                S: 250 mx
                   reply 250 to EHLO "mx"
                C: STARTTLS
                   command STARTTLS
                S: 220 go
                S= %s
                   starttls
                   reply 220 to STARTTLS "go"
                   ssl_alert false 13 10
                   ssl_plaintext_data false 771 21 2
                """
                        .formatted(escaped(record(21, "0303", "0d0a"))));
    }
}
