package io.mailtap.analyzer.tls;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.SignatureAndHashAlgorithm;
import io.mailtap.event.TlsHandshakeEvent.SslCertificateRequest;
import io.mailtap.event.TlsHandshakeEvent.SslDhClientParams;
import io.mailtap.event.TlsHandshakeEvent.SslDhServerParams;
import io.mailtap.event.TlsHandshakeEvent.SslEcdhClientParams;
import io.mailtap.event.TlsHandshakeEvent.SslEcdhServerParams;
import io.mailtap.event.TlsHandshakeEvent.SslRsaClientPms;
import io.mailtap.event.TlsHandshakeEvent.SslServerSignature;
import io.mailtap.event.TlsNames;
import io.mailtap.net.Connection;
import java.util.List;

/// Turns the messages that exchange keys, up to TLS 1.2, into events. What they look like depends
/// on the cipher suite that the server has chosen.
final class KeyExchange {
    private static final int SSL_3 = 0x0300;
    private static final int TLS_12 = 0x0303;
    private static final int NAMED_CURVE = 3;
    private static final SignatureAndHashAlgorithm NOT_NAMED =
            new SignatureAndHashAlgorithm(256, 256);

    /// How a suite exchanges keys, as its name says.
    private enum Family {
        RSA,
        DHE,
        DH_ANON,
        DH,
        ECDHE,
        ECDH_ANON,
        ECDH,
        OTHER;

        static Family of(int cipher) {
            String name = cipher < 0 ? "" : TlsNames.cipher(cipher);
            if (name.contains("_PSK_")) {
                return OTHER; // an identity comes before the key
            } else if (name.startsWith("TLS_RSA_") || name.startsWith("SSL_RSA_")) {
                return RSA;
            } else if (name.startsWith("TLS_DHE_")) {
                return DHE;
            } else if (name.startsWith("TLS_DH_anon_")) {
                return DH_ANON;
            } else if (name.startsWith("TLS_DH_")) {
                return DH;
            } else if (name.startsWith("TLS_ECDHE_")) {
                return ECDHE;
            } else if (name.startsWith("TLS_ECDH_anon_")) {
                return ECDH_ANON;
            }
            return name.startsWith("TLS_ECDH_") ? ECDH : OTHER;
        }
    }

    private final Events events;
    private final Connection c;

    KeyExchange(AnalyzerContext context) {
        events = context.events();
        c = context.connection();
    }

    // ---- the server

    /// Takes a server key exchange.
    void onServer(int version, int cipher, Cursor message) {
        switch (Family.of(cipher)) {
            case ECDHE -> {
                if (curve(message)) {
                    signature(version, message);
                }
            }
            case ECDH_ANON -> curve(message);
            case DHE -> {
                group(message);
                signature(version, message);
            }
            case DH_ANON -> group(message);
            case RSA, DH, ECDH, OTHER -> {}
        }
    }

    private boolean curve(Cursor message) {
        if (message.u8() != NAMED_CURVE) {
            return false;
        }
        int curve = message.u16();
        Bytes point = message.vectorBytes(1);
        if (!message.isBroken() && events.wants(EventType.SSL_ECDH_SERVER_PARAMS)) {
            events.raise(new SslEcdhServerParams(c, curve, point));
        }
        return true;
    }

    private void group(Cursor message) {
        Bytes modulus = message.vectorBytes(2);
        Bytes generator = message.vectorBytes(2);
        Bytes share = message.vectorBytes(2);
        if (!message.isBroken() && events.wants(EventType.SSL_DH_SERVER_PARAMS)) {
            events.raise(new SslDhServerParams(c, modulus, generator, share));
        }
    }

    private void signature(int version, Cursor message) {
        boolean named = version == TLS_12;
        SignatureAndHashAlgorithm algorithm = named ? message.signatureAlgorithm() : NOT_NAMED;
        Bytes signature = message.vectorBytes(2);
        if (!message.isBroken() && events.wants(EventType.SSL_SERVER_SIGNATURE)) {
            events.raise(new SslServerSignature(c, algorithm, signature));
        }
    }

    /// Takes a certificate request.
    void onRequest(int version, boolean isClient, Cursor message) {
        Cursor types = message.vector(1);
        Cursor algorithms = version == TLS_12 ? message.vector(2) : null;
        Cursor authorities = message.vector(2);
        if (message.isBroken() || !events.wants(EventType.SSL_CERTIFICATE_REQUEST)) {
            return;
        }
        events.raise(
                new SslCertificateRequest(
                        c,
                        isClient,
                        types.u8s(),
                        algorithms == null ? List.of() : algorithms.signatureAlgorithms(),
                        authorities.vectors(2)));
    }

    // ---- the client

    /// Takes a client key exchange.
    void onClient(int version, int cipher, Cursor message) {
        switch (Family.of(cipher)) {
            case ECDHE, ECDH_ANON, ECDH -> {
                Bytes point = message.vectorBytes(1);
                if (!message.isBroken() && events.wants(EventType.SSL_ECDH_CLIENT_PARAMS)) {
                    events.raise(new SslEcdhClientParams(c, point));
                }
            }
            case DHE, DH_ANON, DH -> {
                Bytes share = message.vectorBytes(2);
                if (!message.isBroken() && events.wants(EventType.SSL_DH_CLIENT_PARAMS)) {
                    events.raise(new SslDhClientParams(c, share));
                }
            }
            case RSA -> {
                boolean bare = version <= SSL_3;
                Bytes secret = bare ? message.rest().toBytes() : message.vectorBytes(2);
                if (!message.isBroken() && events.wants(EventType.SSL_RSA_CLIENT_PMS)) {
                    events.raise(new SslRsaClientPms(c, secret));
                }
            }
            case OTHER -> {}
        }
    }
}
