package io.mailtap.log;

import io.mailtap.event.PresharedKeyIdentity;
import io.mailtap.event.TlsEvent;
import io.mailtap.event.TlsExtensionEvent;
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
import io.mailtap.event.TlsHandshakeEvent;
import io.mailtap.event.TlsHandshakeEvent.SslCertificateRequest;
import io.mailtap.event.TlsHandshakeEvent.SslClientHello;
import io.mailtap.event.TlsHandshakeEvent.SslConnectionFlipped;
import io.mailtap.event.TlsHandshakeEvent.SslDhClientParams;
import io.mailtap.event.TlsHandshakeEvent.SslDhServerParams;
import io.mailtap.event.TlsHandshakeEvent.SslEcdhClientParams;
import io.mailtap.event.TlsHandshakeEvent.SslEcdhServerParams;
import io.mailtap.event.TlsHandshakeEvent.SslEstablished;
import io.mailtap.event.TlsHandshakeEvent.SslHandshakeMessage;
import io.mailtap.event.TlsHandshakeEvent.SslRsaClientPms;
import io.mailtap.event.TlsHandshakeEvent.SslServerHello;
import io.mailtap.event.TlsHandshakeEvent.SslServerSignature;
import io.mailtap.event.TlsHandshakeEvent.SslSessionTicketHandshake;
import io.mailtap.event.TlsHandshakeEvent.SslStapledOcsp;
import io.mailtap.event.TlsRecordEvent;
import io.mailtap.event.TlsRecordEvent.SslAlert;
import io.mailtap.event.TlsRecordEvent.SslChangeCipherSpec;
import io.mailtap.event.TlsRecordEvent.SslEncryptedData;
import io.mailtap.event.TlsRecordEvent.SslHeartbeat;
import io.mailtap.event.TlsRecordEvent.SslPlaintextData;
import io.mailtap.event.TlsRecordEvent.SslProbableEncryptedHandshakeMessage;

/// The JSON of TLS events.
final class TlsFields {
    private static final String IS_CLIENT = "is_client";

    private TlsFields() {}

    static void write(TlsEvent event, JsonLine line) {
        switch (event) {
            case TlsHandshakeEvent e -> handshake(e, line);
            case TlsExtensionEvent e -> extension(e, line);
            case TlsRecordEvent e -> record(e, line);
        }
    }

    private static void handshake(TlsHandshakeEvent event, JsonLine line) {
        switch (event) {
            case SslClientHello e ->
                    line.count("version", e.version())
                            .count("record_version", e.recordVersion())
                            .time("possible_ts", e.possibleTs())
                            .octets("client_random", e.clientRandom())
                            .octets("session_id", e.sessionId())
                            .counts("ciphers", e.ciphers())
                            .counts("comp_methods", e.compMethods());
            case SslServerHello e ->
                    line.count("version", e.version())
                            .count("record_version", e.recordVersion())
                            .time("possible_ts", e.possibleTs())
                            .octets("server_random", e.serverRandom())
                            .octets("session_id", e.sessionId())
                            .count("cipher", e.cipher())
                            .count("comp_method", e.compMethod());
            case SslHandshakeMessage e ->
                    line.bool(IS_CLIENT, e.isClient())
                            .count("msg_type", e.msgType())
                            .count("length", e.length());
            case SslStapledOcsp e ->
                    line.bool(IS_CLIENT, e.isClient()).octets("response", e.response());
            case SslSessionTicketHandshake e ->
                    line.count("ticket_lifetime_hint", e.ticketLifetimeHint())
                            .octets("ticket", e.ticket());
            case SslEstablished _, SslConnectionFlipped _ -> {}
            default -> keyExchange(event, line);
        }
    }

    private static void keyExchange(TlsHandshakeEvent event, JsonLine line) {
        switch (event) {
            case SslEcdhServerParams e -> line.count("curve", e.curve()).octets("point", e.point());
            case SslDhServerParams e ->
                    line.octets("p", e.p()).octets("q", e.q()).octets("Ys", e.ys());
            case SslServerSignature e ->
                    line.pair("signature_and_hashalgorithm", e.signatureAndHashalgorithm())
                            .octets("signature", e.signature());
            case SslEcdhClientParams e -> line.octets("point", e.point());
            case SslDhClientParams e -> line.octets("Yc", e.yc());
            case SslRsaClientPms e -> line.octets("pms", e.pms());
            case SslCertificateRequest e ->
                    line.bool(IS_CLIENT, e.isClient())
                            .counts("certificate_types", e.certificateTypes())
                            .list(
                                    "supported_signature_algorithms",
                                    e.supportedSignatureAlgorithms(),
                                    line::pair)
                            .octetList("certificate_authorities", e.certificateAuthorities());
            default -> {}
        }
    }

    private static void extension(TlsExtensionEvent event, JsonLine line) {
        line.bool(IS_CLIENT, event.isClient());
        switch (event) {
            case SslExtension e -> line.count("code", e.code()).octets("val", e.val());
            case SslExtensionEllipticCurves e -> line.counts("curves", e.curves());
            case SslExtensionEcPointFormats e -> line.counts("point_formats", e.pointFormats());
            case SslExtensionSignatureAlgorithm e ->
                    line.list("signature_algorithms", e.signatureAlgorithms(), line::pair);
            case SslExtensionApplicationLayerProtocolNegotiation e ->
                    line.octetList("protocols", e.protocols());
            case SslExtensionServerName e -> line.octetList("names", e.names());
            case SslExtensionSignedCertificateTimestamp e ->
                    line.count("version", e.version())
                            .octets("logid", e.logid())
                            .count("timestamp", e.timestamp())
                            .pair("signature_and_hashalgorithm", e.signatureAndHashalgorithm())
                            .octets("signature", e.signature());
            case SslExtensionSupportedVersions e -> line.counts("versions", e.versions());
            case SslExtensionPskKeyExchangeModes e -> line.counts("modes", e.modes());
            case SslExtensionKeyShare e -> line.counts("curves", e.curves());
            case SslExtensionPreSharedKeyClientHello e ->
                    line.list(
                                    "identities",
                                    e.identities(),
                                    (PresharedKeyIdentity each) ->
                                            line.object()
                                                    .octets("identity", each.identity())
                                                    .count(
                                                            "obfuscated_ticket_age",
                                                            each.obfuscatedTicketAge())
                                                    .end())
                            .octetList("binders", e.binders());
            case SslExtensionPreSharedKeyServerHello e ->
                    line.count("selected_identity", e.selectedIdentity());
            case SslExtensionConnectionId e -> line.octets("cid", e.cid());
        }
    }

    private static void record(TlsRecordEvent event, JsonLine line) {
        line.bool(IS_CLIENT, event.isClient());
        switch (event) {
            case SslChangeCipherSpec _ -> {}
            case SslAlert e -> line.count("level", e.level()).count("desc", e.desc());
            case SslHeartbeat e ->
                    line.count("length", e.length())
                            .count("heartbeat_type", e.heartbeatType())
                            .count("payload_length", e.payloadLength())
                            .octets("payload", e.payload());
            case SslPlaintextData e -> data(line, e.recordVersion(), e.contentType(), e.length());
            case SslEncryptedData e -> data(line, e.recordVersion(), e.contentType(), e.length());
            case SslProbableEncryptedHandshakeMessage e -> line.count("length", e.length());
        }
    }

    private static void data(JsonLine line, int version, int type, int length) {
        line.count("record_version", version).count("content_type", type).count("length", length);
    }
}
