package io.mailtap.analyzer.tls;

import io.mailtap.analyzer.Analyzer;
import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.TlsHandshakeEvent.SslEstablished;
import io.mailtap.event.TlsNames;
import io.mailtap.event.TlsRecordEvent.SslAlert;
import io.mailtap.event.TlsRecordEvent.SslChangeCipherSpec;
import io.mailtap.event.TlsRecordEvent.SslEncryptedData;
import io.mailtap.event.TlsRecordEvent.SslHeartbeat;
import io.mailtap.event.TlsRecordEvent.SslPlaintextData;
import io.mailtap.event.TlsRecordEvent.SslProbableEncryptedHandshakeMessage;
import io.mailtap.net.Connection;
import io.mailtap.net.Direction;

/// Turns a TLS stream into the events of its handshake.
///
/// Each direction goes from clear to encrypted; when both are, and one more record has come, the
/// handshake is taken to be over, and with it the analysis: what follows says nothing without the
/// keys. Who has them would go on here, and hand what the records hold back to the mail analyzer
/// from which the stream came. The cases that every analyzer must answer:
///
/// - *Pipelining*: records of both sides stand for themselves.
/// - *Gap, either direction*: the analysis ends. Where the next record begins cannot be known.
/// - *Beginning missed*: nothing is read.
/// - *One side missing*: the other is read all the same, as far as it is in clear.
/// - *TLS*: is what this is.
/// - *End in mid-message*: what was not whole says nothing.
public final class TlsAnalyzer implements Analyzer {
    /// The analyzer's name, which is Zeek's.
    public static final String NAME = "SSL";

    private static final int NOT_YET = -1;
    private static final int TLS_12 = 0x0303;

    /// One direction.
    private final class Side {
        private final RecordReader records;
        private final HandshakeReader messages;
        private boolean encrypted;

        Side(Direction from, TlsLimits limits) {
            records = new RecordReader(TlsAnalyzer.this, from);
            messages = new HandshakeReader(limits.messageOctets());
        }

        int held() {
            return records.held() + messages.held();
        }
    }

    private final AnalyzerContext context;
    private final TlsLimits limits;
    private final Connection c;
    private final Side orig;
    private final Side resp;
    private final Handshake handshake;
    private boolean recordSeen;
    private boolean stopped;
    private int held;

    /// {@return what makes TLS analyzers}
    public static AnalyzerFactory factory() {
        return factory(TlsLimits.DEFAULT);
    }

    static AnalyzerFactory factory(TlsLimits limits) {
        return new AnalyzerFactory() {
            @Override
            public String name() {
                return NAME;
            }

            @Override
            public Analyzer create(AnalyzerContext context) {
                return new TlsAnalyzer(context, limits);
            }
        };
    }

    private TlsAnalyzer(AnalyzerContext context, TlsLimits limits) {
        this.context = context;
        this.limits = limits;
        c = context.connection();
        orig = new Side(Direction.ORIGINATOR, limits);
        resp = new Side(Direction.RESPONDER, limits);
        handshake = new Handshake(context);
    }

    private Side side(Direction from) {
        return from.isOrig() ? orig : resp;
    }

    private Events events() {
        return context.events();
    }

    // ---- the stream

    @Override
    public void onData(Direction from, ByteSlice data) {
        if (context.isPartial()) {
            stop();
        }
        if (stopped) {
            return;
        }
        side(from).records.onData(data);
        hold(stopped ? 0 : orig.held() + resp.held());
    }

    private void hold(int now) {
        boolean room = context.hold(now - held);
        held = now;
        if (!room && now > 0) {
            context.weird("ssl_memory_exceeded", "");
            stop();
        }
    }

    @Override
    public void onGap(Direction from, long seq, long length) {
        stop();
    }

    @Override
    public void onEndOfStream(Direction from) {}

    @Override
    public void onClose() {}

    @Override
    public long position(Direction from) {
        return side(from).records.taken();
    }

    @Override
    public void onRemove() {
        stopped = true;
    }

    private void stop() {
        stopped = true;
        context.finish();
    }

    /// Whether nothing more is to be read.
    boolean isStopped() {
        return stopped || context.isDone();
    }

    /// The stream is not TLS, or not that which we know.
    private void fault(String reason, ByteSlice data) {
        context.violation(reason, data);
        stop();
    }

    // ---- records

    /// Whether the first record is a client hello in the form of SSL 2, with which old clients
    /// offer newer versions (RFC 5246, appendix E.2).
    boolean isOldHello(ByteSlice header) {
        return !recordSeen
                && header.u8(0) >= 0x80
                && header.u8(2) == MessageType.CLIENT_HELLO_NUMBER;
    }

    /// Takes such a hello. The server answers in records, if it offers more than SSL 2.
    ///
    /// @param message borrowed
    void onOldHello(Direction from, ByteSlice message) {
        int version = message.length() < 3 ? 0 : message.u16(1);
        if (version != 2 && (version < 0x0300 || version > TLS_12)) {
            fault("Invalid version in SSL client hello. Version: " + version, message);
            return;
        }
        handshake.onOldHello(from, message);
        if (handshake.isOver()) {
            stop();
        }
    }

    /// Looks at the header of a record, of which the first must be credible (as in Zeek).
    void onHeader(ByteSlice header) {
        int type = header.u8(0);
        int version = header.u16(1);
        boolean known = version >= 0x0300 && version <= TLS_12;
        if (recordSeen) {
            if (!known) {
                String reason = "Invalid version late in TLS connection. Packet reported version: ";
                fault(reason + version, header);
            }
        } else if (type >= 0x80) {
            String heads = ". Head1: %d, head2: %d, head3: %d";
            String values = heads.formatted(header.u8(1), header.u8(2), header.u8(3));
            fault("Invalid headers in SSL connection" + values, header);
        } else if (!known) {
            fault("Invalid version in TLS connection. Version: " + version, header);
        } else if (type < 20 || type > 30) {
            String reason = "Invalid type in TLS connection. Version: " + version;
            fault(reason + ", Type: " + type, header);
        }
        recordSeen = true;
    }

    /// Takes a whole record.
    ///
    /// @param body borrowed; empty if the kind is not read
    void onRecord(Direction from, int type, int version, int length, ByteSlice body) {
        Side side = side(from);
        Phase phase = Phase.of(handshake.version());
        if (type == ContentType.APPLICATION_DATA && phase.encryptsWithData) {
            side.encrypted = true;
        }
        if (side.encrypted) {
            onEncrypted(from, type, version, length);
            return;
        }
        boolean isClient = handshake.isClient(from);
        switch (type) {
            case ContentType.CHANGE_CIPHER_SPEC -> {
                side.encrypted = phase.encryptsWithSpec;
                if (events().wants(EventType.SSL_CHANGE_CIPHER_SPEC)) {
                    events().raise(new SslChangeCipherSpec(c, isClient));
                }
            }
            case ContentType.ALERT -> onAlerts(isClient, body);
            case ContentType.HANDSHAKE -> {
                handshake.onRecord(from, version, body, side.messages);
                if (handshake.isOver()) {
                    stop();
                }
                isClient = handshake.isClient(from);
            }
            case ContentType.APPLICATION_DATA -> onEarlyData();
            case ContentType.HEARTBEAT -> onHeartbeat(isClient, body);
            default -> {
                String who = from.isOrig() ? "originator" : "responder";
                context.violation("unknown SSL record type (" + type + ") from " + who, body);
            }
        }
        if (!context.isDone() && events().wants(EventType.SSL_PLAINTEXT_DATA)) {
            events().raise(new SslPlaintextData(c, isClient, version, type, length));
        }
    }

    /// From when on a direction is encrypted, in a version.
    private enum Phase {
        UP_TO_TLS_12(true, false),
        TLS_13(false, true),
        NOT_KNOWN(true, true);

        private final boolean encryptsWithSpec;
        private final boolean encryptsWithData;

        Phase(boolean encryptsWithSpec, boolean encryptsWithData) {
            this.encryptsWithSpec = encryptsWithSpec;
            this.encryptsWithData = encryptsWithData;
        }

        static Phase of(int version) {
            if (TlsNames.isTls13(version)) {
                return TLS_13;
            }
            boolean old = version == 2 || version >= 0x0300 && version <= TLS_12;
            return old ? UP_TO_TLS_12 : NOT_KNOWN;
        }
    }

    private void onEncrypted(Direction from, int type, int version, int length) {
        if (TlsNames.isTls13(handshake.version())
                && events().wants(EventType.SSL_PROBABLE_ENCRYPTED_HANDSHAKE_MESSAGE)) {
            events().raise(new SslProbableEncryptedHandshakeMessage(c, from.isOrig(), length));
        }
        boolean established = orig.encrypted && resp.encrypted;
        if (established && events().wants(EventType.SSL_ESTABLISHED)) {
            events().raise(new SslEstablished(c));
        }
        if (events().wants(EventType.SSL_ENCRYPTED_DATA)) {
            boolean isClient = handshake.isClient(from);
            events().raise(new SslEncryptedData(c, isClient, version, type, length));
        }
        if (established) {
            stop();
        }
    }

    private void onAlerts(boolean isClient, ByteSlice body) {
        int most = TlsNames.isTls13(handshake.version()) ? 1 : limits.alertsPerRecord();
        int alerts = body.length() / 2;
        if (alerts > most) {
            context.weird("SSL_excessive_alerts_in_record", Integer.toString(alerts));
        }
        for (int i = 0; i < Math.min(alerts, most); i++) {
            if (events().wants(EventType.SSL_ALERT)) {
                events().raise(new SslAlert(c, isClient, body.u8(2 * i), body.u8(2 * i + 1)));
            }
        }
    }

    private void onEarlyData() {
        if (handshake.version() != NOT_YET) {
            context.weird("ssl_early_application_data", "", "");
        }
    }

    private void onHeartbeat(boolean isClient, ByteSlice body) {
        Cursor cursor = new Cursor(body);
        int type = cursor.u8();
        int payloadLength = cursor.u16();
        if (!cursor.isBroken() && events().wants(EventType.SSL_HEARTBEAT)) {
            events().raise(
                            new SslHeartbeat(
                                    c,
                                    isClient,
                                    body.length(),
                                    type,
                                    payloadLength,
                                    cursor.rest().toBytes()));
        }
    }
}
