package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.TlsHandshakeEvent;
import io.mailtap.event.TlsHandshakeEvent.SslClientHello;
import io.mailtap.event.TlsHandshakeEvent.SslConnectionFlipped;
import io.mailtap.event.TlsHandshakeEvent.SslEcdhServerParams;
import io.mailtap.event.TlsHandshakeEvent.SslEstablished;
import io.mailtap.event.TlsHandshakeEvent.SslHandshakeMessage;
import io.mailtap.event.TlsHandshakeEvent.SslServerHello;
import io.mailtap.event.TlsNames;
import io.mailtap.event.TlsRecordEvent;
import io.mailtap.event.TlsRecordEvent.SslAlert;
import io.mailtap.event.TlsRecordEvent.SslChangeCipherSpec;
import io.mailtap.event.TlsRecordEvent.SslHeartbeat;
import io.mailtap.net.Connection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A row of ssl.log being gathered.
final class SslRecord {
    /// Letters of `ssl_history`, as in Zeek.
    private static final int LONGEST_HISTORY = 100;

    private static final int CLIENT_KEY_EXCHANGE = 16;
    private static final Bytes NO_SESSION_ID = Bytes.copyOf(new byte[32]);

    /// The random octets that make a server hello a request for another client hello (RFC 8446,
    /// section 4.1.3).
    private static final Bytes RETRY =
            Bytes.copyOf(
                    HexFormat.of()
                            .parseHex(
                                    "cf21ad74e59a6111be1d8c021e65b891"
                                            + "c2a211167abb8c5e079e09e2c8a8339c"));

    final SslHello hello = new SslHello();
    final SslCertificates certificates = new SslCertificates();
    boolean written;

    private final long nanos;
    private final StringBuilder history = new StringBuilder();
    private @Nullable SslClientHello client;
    private @Nullable SslServerHello server;
    private int curve = -1;
    private int lastAlert = -1;
    private boolean keyExchanged;
    private boolean resumed;
    private boolean established;

    SslRecord(long nanos) {
        this.nanos = nanos;
    }

    // ---- what is seen

    void onHandshake(TlsHandshakeEvent event) {
        switch (event) {
            case SslClientHello e -> {
                client = e;
                hello.onClientHello(e);
            }
            case SslServerHello e -> onServerHello(e);
            case SslEcdhServerParams e -> curve = e.curve();
            case SslHandshakeMessage e -> onMessage(e);
            case SslConnectionFlipped _ -> note('^', false);
            case SslEstablished _ -> established = true;
            default -> {}
        }
    }

    private void onServerHello(SslServerHello e) {
        server = e;
        hello.onServerHello(e);
        if (hello.isKeyOfBefore()) {
            resumed = true;
        }
        boolean echoed =
                client != null
                        && !client.sessionId().equals(NO_SESSION_ID)
                        && client.sessionId().equals(e.sessionId());
        if (echoed && !TlsNames.isTls13(hello.version(e.version()))) {
            resumed = true;
        }
    }

    private void onMessage(SslHandshakeMessage e) {
        keyExchanged |= e.msgType() == CLIENT_KEY_EXCHANGE;
        boolean again = e.msgType() == 2 && server != null && server.serverRandom().equals(RETRY);
        note(again ? 'j' : letter(e.msgType()), e.isClient());
    }

    private static char letter(int type) {
        return switch (type) {
            case 0 -> 'h';
            case 1 -> 'c';
            case 2 -> 's';
            case 3 -> 'v';
            case 4 -> 't';
            case 5 -> 'e';
            case 6 -> 'j';
            case 8 -> 'o';
            case 11 -> 'x';
            case 12 -> 'k';
            case 13 -> 'r';
            case 14 -> 'n';
            case 15 -> 'y';
            case 16 -> 'g';
            case 20 -> 'f';
            case 21 -> 'w';
            case 22 -> 'u';
            case 23 -> 'a';
            case 24 -> 'p';
            case 254 -> 'm';
            default -> 'z';
        };
    }

    void onRecord(TlsRecordEvent event) {
        switch (event) {
            case SslChangeCipherSpec e -> {
                note('i', e.isClient());
                onSpec(e);
            }
            case SslAlert e -> {
                note('l', e.isClient());
                lastAlert = e.desc();
            }
            case SslHeartbeat e -> note('b', e.isClient());
            default -> {}
        }
    }

    /// A client that has shown a ticket and exchanges no keys was taken at its word.
    private void onSpec(SslChangeCipherSpec e) {
        boolean mayResume =
                client != null && client.sessionId().equals(NO_SESSION_ID) && hello.hasTicket();
        if (e.isClient() && mayResume && !keyExchanged) {
            resumed = true;
        }
    }

    private void note(char letter, boolean isClient) {
        if (history.length() < LONGEST_HISTORY) {
            history.append(isClient ? Character.toUpperCase(letter) : letter);
        }
    }

    // ---- the row

    void write(Connection c, Row row) {
        row.connection(nanos, c);
        if (server == null) {
            row.unset().unset();
        } else {
            row.name(TlsNames.version(hello.version(server.version())));
            row.name(TlsNames.cipher(server.cipher()));
        }
        int group = curve >= 0 ? curve : hello.group();
        row.name(group < 0 ? null : TlsNames.curve(group));
        row.octets(hello.serverName()).bool(resumed);
        row.name(lastAlert < 0 ? null : TlsNames.alert(lastAlert));
        row.octets(hello.nextProtocol()).bool(established);
        row.name(history.isEmpty() ? null : history.toString());
        certificates.write(row, hello.serverName());
        row.name(hello.ja3()).name(hello.ja3s()).name(hello.ja4());
        row.end();
    }
}
