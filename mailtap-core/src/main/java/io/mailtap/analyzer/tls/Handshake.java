package io.mailtap.analyzer.tls;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.TlsHandshakeEvent.SslClientHello;
import io.mailtap.event.TlsHandshakeEvent.SslConnectionFlipped;
import io.mailtap.event.TlsHandshakeEvent.SslHandshakeMessage;
import io.mailtap.event.TlsHandshakeEvent.SslServerHello;
import io.mailtap.event.TlsHandshakeEvent.SslSessionTicketHandshake;
import io.mailtap.event.TlsHandshakeEvent.SslStapledOcsp;
import io.mailtap.event.TlsNames;
import io.mailtap.net.Direction;
import java.util.List;

/// Turns handshake messages into events, and keeps what is agreed upon: who is the client, which
/// version, which suite.
final class Handshake {
    private static final int NOT_YET = -1;
    private static final int RANDOM_OCTETS = 32;
    private static final int SESSION_ID_OCTETS = 32;
    private static final Bytes NO_SESSION_ID = Bytes.copyOf(new byte[SESSION_ID_OCTETS]);
    private static final long NANOS = 1_000_000_000L;

    private final AnalyzerContext context;
    private final Events events;
    private final Extensions extensions;
    private final KeyExchange keyExchange;
    private final Certificates certificates;
    private int version = NOT_YET;
    private int cipher = NOT_YET;
    private boolean flipped;
    private boolean unclear;
    private boolean over;

    Handshake(AnalyzerContext context) {
        this.context = context;
        events = context.events();
        extensions = new Extensions(context);
        keyExchange = new KeyExchange(context);
        certificates = new Certificates(context);
    }

    /// {@return the version that the server has chosen, -1 before that}
    int version() {
        return version;
    }

    /// {@return whether what came cannot be read, so that nothing more is}
    boolean isOver() {
        return over;
    }

    boolean isClient(Direction from) {
        return from.isOrig() != flipped;
    }

    /// Takes a record.
    ///
    /// @param octets borrowed
    /// @param reader keeps what is not whole
    void onRecord(Direction from, int recordVersion, ByteSlice octets, HandshakeReader reader) {
        reader.onRecord(
                octets,
                new HandshakeReader.Consumer() {
                    @Override
                    public void onMessage(int type, ByteSlice body) {
                        Handshake.this.onMessage(from, recordVersion, type, body);
                    }

                    @Override
                    public void onTooLong(int type, int length) {
                        context.weird(
                                "ssl_handshake_message_too_long",
                                "type = " + type + ", len = " + length);
                        over = true;
                    }

                    @Override
                    public boolean wantsMore() {
                        return !over && !context.isDone();
                    }
                });
    }

    private void onMessage(Direction from, int recordVersion, int type, ByteSlice body) {
        MessageType kind = MessageType.of(type);
        if (kind == null) {
            String who = from.isOrig() ? "originator" : "responder";
            context.violation("unknown handshake message (" + type + ") from " + who, body);
            return;
        }
        turnIfDue(from, kind);
        boolean isClient = isClient(from);
        Cursor message = new Cursor(body);
        switch (kind) {
            case CLIENT_HELLO -> clientHello(recordVersion, message);
            case SERVER_HELLO -> serverHello(recordVersion, message);
            case CERTIFICATE -> certificates.onCertificates(isClient, message);
            case SERVER_KEY_EXCHANGE -> keyExchange.onServer(version, cipher, message);
            case CLIENT_KEY_EXCHANGE -> keyExchange.onClient(version, cipher, message);
            case CERTIFICATE_REQUEST -> keyExchange.onRequest(version, isClient, message);
            case CERTIFICATE_STATUS -> status(isClient, message);
            case NEW_SESSION_TICKET -> ticket(message);
            case HELLO_REQUEST,
                    HELLO_VERIFY_REQUEST,
                    END_OF_EARLY_DATA,
                    HELLO_RETRY_REQUEST,
                    ENCRYPTED_EXTENSIONS,
                    SERVER_HELLO_DONE,
                    CERTIFICATE_VERIFY,
                    FINISHED,
                    CERTIFICATE_URL,
                    SUPPLEMENTAL_DATA,
                    KEY_UPDATE,
                    MESSAGE_HASH -> {}
        }
        if (message.isBroken()) {
            over = true;
            context.violation("handshake message of type " + type + " is broken", body);
            return;
        }
        raiseMessage(isClient, type, body.length());
    }

    /// Takes a client hello in the form of SSL 2, which has suites of three octets, a challenge for
    /// random octets, and no extensions.
    ///
    /// @param body borrowed
    void onOldHello(Direction from, ByteSlice body) {
        turnIfDue(from, MessageType.CLIENT_HELLO);
        Cursor message = new Cursor(body);
        message.u8();
        int offered = message.u16();
        int cipherOctets = message.u16();
        int sessionIdOctets = message.u16();
        int challengeOctets = message.u16();
        Cursor ciphers = new Cursor(message.octets(cipherOctets));
        Bytes sessionId = sessionId(message.octets(sessionIdOctets));
        Bytes challenge = message.bytes(challengeOctets);
        if (message.isBroken()) {
            over = true;
            context.violation("SSL 2 client hello is broken", body);
            return;
        }
        context.confirm();
        if (events.wants(EventType.SSL_CLIENT_HELLO)) {
            events.raise(
                    new SslClientHello(
                            context.connection(),
                            offered,
                            0,
                            0,
                            challenge,
                            sessionId,
                            ciphers.u24s(),
                            List.of()));
        }
        raiseMessage(true, MessageType.CLIENT_HELLO_NUMBER, body.length());
    }

    private void raiseMessage(boolean isClient, int type, int length) {
        if (events.wants(EventType.SSL_HANDSHAKE_MESSAGE)) {
            events.raise(new SslHandshakeMessage(context.connection(), isClient, type, length));
        }
    }

    /// Who says hello first is the client, whoever opened the connection.
    private void turnIfDue(Direction from, MessageType kind) {
        boolean fits =
                switch (kind) {
                    case CLIENT_HELLO -> isClient(from);
                    case HELLO_REQUEST, SERVER_HELLO -> !isClient(from);
                    default -> true;
                };
        if (fits) {
            return;
        }
        if (flipped && !unclear) {
            unclear = true;
            context.weird("SSL_unclear_connection_direction", "");
        }
        flipped = !flipped;
        if (events.wants(EventType.SSL_CONNECTION_FLIPPED)) {
            events.raise(new SslConnectionFlipped(context.connection()));
        }
    }

    // ---- hellos

    private void clientHello(int recordVersion, Cursor message) {
        int offered = message.u16();
        long seconds = message.u32();
        Bytes random = message.bytes(RANDOM_OCTETS - 4);
        Bytes sessionId = sessionId(message);
        Cursor ciphers = message.vector(2);
        Cursor compressions = message.vector(1);
        if (message.isBroken()) {
            return;
        }
        extensions.ofClientHello(message);
        accept("client", offered);
        if (events.wants(EventType.SSL_CLIENT_HELLO)) {
            events.raise(
                    new SslClientHello(
                            context.connection(),
                            offered,
                            recordVersion,
                            seconds * NANOS,
                            random,
                            sessionId,
                            ciphers.u16s(),
                            compressions.u8s()));
        }
    }

    private void serverHello(int recordVersion, Cursor message) {
        int chosen = message.u16();
        Bytes random = message.bytes(RANDOM_OCTETS);
        boolean draft = chosen == 0x0304 || chosen >>> 8 == 0x7f;
        Bytes sessionId = draft ? NO_SESSION_ID : sessionId(message);
        int suite = message.u16();
        int compression = draft ? 0 : message.u8();
        if (message.isBroken()) {
            return;
        }
        int extended = extensions.ofServerHello(message);
        if (version == NOT_YET) {
            version = extended == Extensions.NO_VERSION ? chosen : extended;
        }
        cipher = suite;
        accept("server", chosen);
        if (events.wants(EventType.SSL_SERVER_HELLO)) {
            events.raise(
                    new SslServerHello(
                            context.connection(),
                            chosen,
                            recordVersion,
                            random.asSlice().u32(0) * NANOS,
                            random,
                            sessionId,
                            suite,
                            compression));
        }
    }

    /// Confirms a hello, or complains of its version, after which nothing is read.
    private void accept(String whose, int helloVersion) {
        if (isAcceptable(helloVersion)) {
            if (whose.equals("client")) {
                context.confirm();
            }
        } else {
            String number = String.format("0x%04x", helloVersion);
            over = true;
            context.violation("unsupported " + whose + " SSL version " + number, new ByteSlice());
        }
    }

    private static boolean isAcceptable(int version) {
        return switch (version) {
            case 0x0002, 0x0300, 0x0301, 0x0302, 0x0303, 0xfeff, 0xfefd, 0xfefc -> true;
            default -> TlsNames.isTls13(version);
        };
    }

    private static Bytes sessionId(Cursor message) {
        return sessionId(message.vector(1).rest());
    }

    private static Bytes sessionId(ByteSlice id) {
        if (id.isEmpty() || id.length() > SESSION_ID_OCTETS) {
            return NO_SESSION_ID;
        }
        byte[] padded = new byte[SESSION_ID_OCTETS];
        id.copyTo(0, padded, 0, id.length());
        return Bytes.copyOf(padded);
    }

    // ---- what is short

    private void status(boolean isClient, Cursor message) {
        if (message.u8() != 1) {
            message.rest();
            return;
        }
        ByteSlice response = message.vector(3).rest();
        if (message.isBroken()) {
            return;
        }
        if (response.isEmpty()) {
            context.weird("SSL_zero_length_stapled_OCSP_message", "");
            return;
        }
        if (events.wants(EventType.SSL_STAPLED_OCSP)) {
            events.raise(new SslStapledOcsp(context.connection(), isClient, response.toBytes()));
        }
        certificates.onStatus(isClient, response);
    }

    private void ticket(Cursor message) {
        long lifetime = message.u32();
        Bytes octets = message.vectorBytes(2);
        if (!message.isBroken() && events.wants(EventType.SSL_SESSION_TICKET_HANDSHAKE)) {
            events.raise(new SslSessionTicketHandshake(context.connection(), lifetime, octets));
        }
    }
}
