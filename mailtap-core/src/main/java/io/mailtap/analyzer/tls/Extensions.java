package io.mailtap.analyzer.tls;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.Event;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.PresharedKeyIdentity;
import io.mailtap.event.SignatureAndHashAlgorithm;
import io.mailtap.event.TlsExtensionEvent.SslExtension;
import io.mailtap.event.TlsExtensionEvent.SslExtensionApplicationLayerProtocolNegotiation;
import io.mailtap.event.TlsExtensionEvent.SslExtensionConnectionId;
import io.mailtap.event.TlsExtensionEvent.SslExtensionEcPointFormats;
import io.mailtap.event.TlsExtensionEvent.SslExtensionEllipticCurves;
import io.mailtap.event.TlsExtensionEvent.SslExtensionKeyShare;
import io.mailtap.event.TlsExtensionEvent.SslExtensionPreSharedKeyClientHello;
import io.mailtap.event.TlsExtensionEvent.SslExtensionPreSharedKeyServerHello;
import io.mailtap.event.TlsExtensionEvent.SslExtensionPskKeyExchangeModes;
import io.mailtap.event.TlsExtensionEvent.SslExtensionServerName;
import io.mailtap.event.TlsExtensionEvent.SslExtensionSignatureAlgorithm;
import io.mailtap.event.TlsExtensionEvent.SslExtensionSignedCertificateTimestamp;
import io.mailtap.event.TlsExtensionEvent.SslExtensionSupportedVersions;
import io.mailtap.net.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Turns the extensions of hellos into events.
///
/// An extension whose body makes no sense is reported (weird `ssl_malformed_extension`) and raises
/// no event of its own kind; the others stand. Where the list itself makes no sense it is read as
/// far as it goes.
final class Extensions {
    static final int NO_VERSION = -1;

    private static final int SERVER_NAME = 0;
    private static final int GROUPS = 10;
    private static final int POINT_FORMATS = 11;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int ALPN = 16;
    private static final int CERTIFICATE_TIMESTAMPS = 18;
    private static final int PRESHARED_KEY = 41;
    private static final int VERSIONS = 43;
    private static final int PSK_MODES = 45;
    private static final int KEY_SHARE = 51;
    private static final int CONNECTION_ID = 54;
    private static final int LOG_ID_OCTETS = 32;

    private final AnalyzerContext context;
    private final Events events;
    private final Connection c;
    private int version = NO_VERSION;

    Extensions(AnalyzerContext context) {
        this.context = context;
        events = context.events();
        c = context.connection();
    }

    /// Takes the extensions of a client hello, of which there need be none.
    ///
    /// @param hello at where they begin
    void ofClientHello(Cursor hello) {
        all(hello, true);
    }

    /// Takes those of a server hello.
    ///
    /// @return the version that they choose, or [#NO_VERSION]
    int ofServerHello(Cursor hello) {
        version = NO_VERSION;
        all(hello, false);
        return version;
    }

    private void all(Cursor hello, boolean isClient) {
        if (!hello.hasMore()) {
            return;
        }
        Cursor rest = new Cursor(hello.rest());
        int length = rest.u16();
        boolean cut = length > rest.left();
        Cursor block = new Cursor(rest.octets(Math.min(length, rest.left())));
        while (block.hasMore()) {
            int code = block.u16();
            ByteSlice body = block.vector(2).rest();
            if (!block.isBroken()) {
                one(isClient, code, body);
            }
        }
        if (cut || block.isBroken()) {
            context.weird("ssl_malformed_extension", "");
        }
    }

    private void one(boolean isClient, int code, ByteSlice body) {
        if (!body.isEmpty()) {
            Cursor cursor = new Cursor(body);
            specific(isClient, code, cursor);
            if (cursor.isBroken()) {
                context.weird("ssl_malformed_extension", Integer.toString(code));
            }
        }
        if (events.wants(EventType.SSL_EXTENSION)) {
            events.raise(new SslExtension(c, isClient, code, body.toBytes()));
        }
    }

    private void specific(boolean isClient, int code, Cursor body) {
        switch (code) {
            case SERVER_NAME -> serverName(isClient, body);
            case GROUPS ->
                    raise(
                            EventType.SSL_EXTENSION_ELLIPTIC_CURVES,
                            body.vector(2),
                            v -> new SslExtensionEllipticCurves(c, isClient, v.u16s()));
            case POINT_FORMATS ->
                    raise(
                            EventType.SSL_EXTENSION_EC_POINT_FORMATS,
                            body.vector(1),
                            v -> new SslExtensionEcPointFormats(c, isClient, v.u8s()));
            case SIGNATURE_ALGORITHMS ->
                    raise(
                            EventType.SSL_EXTENSION_SIGNATURE_ALGORITHM,
                            body.vector(2),
                            v ->
                                    new SslExtensionSignatureAlgorithm(
                                            c, isClient, v.signatureAlgorithms()));
            case ALPN ->
                    raiseWhole(
                            EventType.SSL_EXTENSION_APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
                            body,
                            2,
                            v ->
                                    new SslExtensionApplicationLayerProtocolNegotiation(
                                            c, isClient, v.vectors(1)));
            case CERTIFICATE_TIMESTAMPS -> timestamps(isClient, body);
            case VERSIONS -> versions(isClient, body);
            case PSK_MODES ->
                    raise(
                            EventType.SSL_EXTENSION_PSK_KEY_EXCHANGE_MODES,
                            body.vector(1),
                            v -> new SslExtensionPskKeyExchangeModes(c, isClient, v.u8s()));
            case KEY_SHARE -> keyShare(isClient, body);
            case PRESHARED_KEY -> presharedKey(isClient, body);
            case CONNECTION_ID ->
                    raise(
                            EventType.SSL_EXTENSION_CONNECTION_ID,
                            body.vector(1),
                            v -> new SslExtensionConnectionId(c, isClient, v.rest().toBytes()));
            default -> {}
        }
    }

    /// Raises an event made of numbers, which cannot break within their vector.
    private void raise(EventType type, Cursor vector, Function<Cursor, Event> event) {
        if (!vector.isBroken() && events.wants(type)) {
            events.raise(event.apply(vector));
        }
    }

    /// Raises an event made of a vector of vectors, if it is whole.
    private void raiseWhole(
            EventType type, Cursor body, int lengthOctets, Function<Cursor, Event> event) {
        if (events.wants(type)) {
            Cursor vector = body.vector(lengthOctets);
            Event made = event.apply(vector);
            if (vector.isBroken()) {
                body.fail();
            } else {
                events.raise(made);
            }
        }
    }

    private void serverName(boolean isClient, Cursor body) {
        Cursor list = body.vector(2);
        List<Bytes> names = new ArrayList<>(1);
        while (list.hasMore()) {
            int kind = list.u8();
            Bytes name = list.vectorBytes(2);
            if (list.isBroken()) {
                body.fail();
                return;
            }
            if (kind == 0) {
                names.add(name);
            } else {
                context.weird("ssl_ext_unknown_server_name_type", Integer.toString(kind));
            }
        }
        if (!body.isBroken() && events.wants(EventType.SSL_EXTENSION_SERVER_NAME)) {
            events.raise(new SslExtensionServerName(c, isClient, List.copyOf(names)));
        }
    }

    private void timestamps(boolean isClient, Cursor body) {
        Cursor list = body.vector(2);
        while (list.hasMore()) {
            Cursor one = list.vector(2);
            int structure = one.u8();
            Bytes log = one.bytes(LOG_ID_OCTETS);
            long time = one.i64();
            one.vector(2);
            SignatureAndHashAlgorithm algorithm = one.signatureAlgorithm();
            Bytes signature = one.vectorBytes(2);
            if (one.isBroken()) {
                body.fail();
                return;
            }
            if (events.wants(EventType.SSL_EXTENSION_SIGNED_CERTIFICATE_TIMESTAMP)) {
                events.raise(
                        new SslExtensionSignedCertificateTimestamp(
                                c, isClient, structure, log, time, algorithm, signature));
            }
        }
    }

    private void versions(boolean isClient, Cursor body) {
        if (!isClient) {
            version = body.u16();
            if (body.isBroken()) {
                version = NO_VERSION;
            } else if (events.wants(EventType.SSL_EXTENSION_SUPPORTED_VERSIONS)) {
                events.raise(new SslExtensionSupportedVersions(c, false, List.of(version)));
            }
            return;
        }
        raise(
                EventType.SSL_EXTENSION_SUPPORTED_VERSIONS,
                body.vector(1),
                v -> new SslExtensionSupportedVersions(c, true, v.u16s()));
    }

    /// The client's shares; the server's one; or, where it asks for another hello, the group alone.
    private void keyShare(boolean isClient, Cursor body) {
        List<Integer> groups = new ArrayList<>(2);
        if (isClient) {
            Cursor shares = body.vector(2);
            while (shares.hasMore()) {
                groups.add(shares.u16());
                shares.vector(2);
            }
            if (shares.isBroken()) {
                body.fail();
            }
        } else {
            groups.add(body.u16());
        }
        if (!body.isBroken() && events.wants(EventType.SSL_EXTENSION_KEY_SHARE)) {
            events.raise(new SslExtensionKeyShare(c, isClient, List.copyOf(groups)));
        }
    }

    private void presharedKey(boolean isClient, Cursor body) {
        if (!isClient) {
            int selected = body.u16();
            if (!body.isBroken()
                    && events.wants(EventType.SSL_EXTENSION_PRE_SHARED_KEY_SERVER_HELLO)) {
                events.raise(new SslExtensionPreSharedKeyServerHello(c, false, selected));
            }
            return;
        }
        List<PresharedKeyIdentity> identities = new ArrayList<>(1);
        Cursor list = body.vector(2);
        while (list.hasMore()) {
            Bytes identity = list.vectorBytes(2);
            identities.add(new PresharedKeyIdentity(identity, list.u32()));
        }
        Cursor proofs = body.vector(2);
        List<Bytes> binders = proofs.vectors(1);
        if (list.isBroken() || proofs.isBroken()) {
            body.fail();
        } else if (events.wants(EventType.SSL_EXTENSION_PRE_SHARED_KEY_CLIENT_HELLO)) {
            events.raise(
                    new SslExtensionPreSharedKeyClientHello(
                            c, true, List.copyOf(identities), binders));
        }
    }
}
