package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.TlsExtensionEvent;
import io.mailtap.event.TlsExtensionEvent.SslExtension;
import io.mailtap.event.TlsExtensionEvent.SslExtensionApplicationLayerProtocolNegotiation;
import io.mailtap.event.TlsExtensionEvent.SslExtensionEcPointFormats;
import io.mailtap.event.TlsExtensionEvent.SslExtensionEllipticCurves;
import io.mailtap.event.TlsExtensionEvent.SslExtensionKeyShare;
import io.mailtap.event.TlsExtensionEvent.SslExtensionPreSharedKeyClientHello;
import io.mailtap.event.TlsExtensionEvent.SslExtensionPreSharedKeyServerHello;
import io.mailtap.event.TlsExtensionEvent.SslExtensionServerName;
import io.mailtap.event.TlsExtensionEvent.SslExtensionSignatureAlgorithm;
import io.mailtap.event.TlsExtensionEvent.SslExtensionSupportedVersions;
import io.mailtap.event.TlsHandshakeEvent.SslClientHello;
import io.mailtap.event.TlsHandshakeEvent.SslServerHello;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the hellos of a connection say: extensions come before their hello, which ends them.
///
/// Fingerprints are of the first hello of each side.
final class SslHello {
    private static final int SESSION_TICKET = 35;

    private Fingerprint.Hello client = new Fingerprint.Hello();
    private List<Integer> serverExtensions = new ArrayList<>();
    private @Nullable Bytes serverName;
    private @Nullable Bytes nextProtocol;
    private @Nullable String ja3;
    private @Nullable String ja3s;
    private @Nullable String ja4;
    private int version = -1;
    private int group = -1;
    private boolean ticket;
    private boolean offersKey;
    private boolean takesKey;

    void onExtension(TlsExtensionEvent event) {
        switch (event) {
            case SslExtension e -> onAny(e);
            case SslExtensionServerName e -> {
                if (e.isClient() && !e.names().isEmpty()) {
                    serverName = serverName == null ? e.names().getFirst() : serverName;
                }
            }
            case SslExtensionEllipticCurves e -> {
                if (e.isClient()) {
                    client.groups = e.curves();
                }
            }
            case SslExtensionEcPointFormats e -> {
                if (e.isClient()) {
                    client.pointFormats = e.pointFormats();
                }
            }
            case SslExtensionSignatureAlgorithm e -> {
                if (e.isClient()) {
                    client.signatures = e.signatureAlgorithms();
                }
            }
            case SslExtensionApplicationLayerProtocolNegotiation e -> onProtocols(e);
            case SslExtensionSupportedVersions e -> {
                if (e.isClient()) {
                    client.versions = e.versions();
                } else if (e.versions().size() == 1) {
                    version = e.versions().getFirst();
                }
            }
            case SslExtensionKeyShare e -> {
                if (!e.isClient() && e.curves().size() == 1) {
                    group = e.curves().getFirst();
                }
            }
            case SslExtensionPreSharedKeyClientHello _ -> offersKey = true;
            case SslExtensionPreSharedKeyServerHello _ -> takesKey = true;
            default -> {}
        }
    }

    private void onAny(SslExtension e) {
        if (e.isClient()) {
            client.extensions.add(e.code());
            ticket |= e.code() == SESSION_TICKET && !e.val().isEmpty();
        } else {
            serverExtensions.add(e.code());
        }
    }

    private void onProtocols(SslExtensionApplicationLayerProtocolNegotiation e) {
        if (e.isClient()) {
            client.protocols = e.protocols();
        } else if (nextProtocol == null && !e.protocols().isEmpty()) {
            nextProtocol = e.protocols().getFirst();
        }
    }

    void onClientHello(SslClientHello e) {
        if (ja3 == null && e.recordVersion() != 0) { // fingerprints of SSL 2's form are not defined
            ja3 = Fingerprint.ja3(e, client);
            ja4 = Fingerprint.ja4(e, client);
        }
        client = new Fingerprint.Hello();
    }

    void onServerHello(SslServerHello e) {
        if (ja3s == null) {
            ja3s = Fingerprint.ja3s(e, serverExtensions);
        }
        serverExtensions = new ArrayList<>();
    }

    // ---- what the row says

    /// The version that the server has chosen.
    ///
    /// @param outer that of its hello
    int version(int outer) {
        return version < 0 ? outer : version;
    }

    int group() {
        return group;
    }

    boolean hasTicket() {
        return ticket;
    }

    /// Whether the server goes on with a key of before (TLS 1.3).
    boolean isKeyOfBefore() {
        return offersKey && takesKey;
    }

    @Nullable Bytes serverName() {
        return serverName;
    }

    @Nullable Bytes nextProtocol() {
        return nextProtocol;
    }

    @Nullable String ja3() {
        return ja3;
    }

    @Nullable String ja3s() {
        return ja3s;
    }

    @Nullable String ja4() {
        return ja4;
    }
}
