package io.mailtap.event;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of events, each with its Zeek name and its record.
public enum EventType {
    /// `pop3_request`
    POP3_REQUEST("pop3_request", Pop3Event.Pop3Request.class),
    /// `pop3_reply`
    POP3_REPLY("pop3_reply", Pop3Event.Pop3Reply.class),
    /// `pop3_data`
    POP3_DATA("pop3_data", Pop3Event.Pop3Data.class),
    /// `pop3_unexpected`
    POP3_UNEXPECTED("pop3_unexpected", Pop3Event.Pop3Unexpected.class),
    /// `pop3_starttls`
    POP3_STARTTLS("pop3_starttls", Pop3Event.Pop3Starttls.class),
    /// `pop3_login_success`
    POP3_LOGIN_SUCCESS("pop3_login_success", Pop3Event.Pop3LoginSuccess.class),
    /// `pop3_login_failure`
    POP3_LOGIN_FAILURE("pop3_login_failure", Pop3Event.Pop3LoginFailure.class),
    /// `pop3_capability`, ours: a line of the response to CAPA
    POP3_CAPABILITY("pop3_capability", OwnEvent.Pop3Capability.class),
    /// `pop3_response_end`, ours: a response of many lines is over
    POP3_RESPONSE_END("pop3_response_end", OwnEvent.Pop3ResponseEnd.class),
    /// `smtp_request`
    SMTP_REQUEST("smtp_request", SmtpEvent.SmtpRequest.class),
    /// `smtp_reply`
    SMTP_REPLY("smtp_reply", SmtpEvent.SmtpReply.class),
    /// `smtp_data`
    SMTP_DATA("smtp_data", SmtpEvent.SmtpData.class),
    /// `smtp_unexpected`
    SMTP_UNEXPECTED("smtp_unexpected", SmtpEvent.SmtpUnexpected.class),
    /// `smtp_starttls`
    SMTP_STARTTLS("smtp_starttls", SmtpEvent.SmtpStarttls.class),
    /// `mime_begin_entity`
    MIME_BEGIN_ENTITY("mime_begin_entity", MimeEvent.MimeBeginEntity.class),
    /// `mime_one_header`
    MIME_ONE_HEADER("mime_one_header", MimeEvent.MimeOneHeader.class),
    /// `mime_all_headers`
    MIME_ALL_HEADERS("mime_all_headers", MimeEvent.MimeAllHeaders.class),
    /// `mime_segment_data`
    MIME_SEGMENT_DATA("mime_segment_data", MimeEvent.MimeSegmentData.class),
    /// `mime_entity_data`
    MIME_ENTITY_DATA("mime_entity_data", MimeEvent.MimeEntityData.class),
    /// `mime_end_entity`
    MIME_END_ENTITY("mime_end_entity", MimeEvent.MimeEndEntity.class),
    /// `mime_all_data`
    MIME_ALL_DATA("mime_all_data", MimeEvent.MimeAllData.class),
    /// `mime_content_hash`
    MIME_CONTENT_HASH("mime_content_hash", MimeEvent.MimeContentHash.class),
    /// `mime_event`
    MIME_EVENT("mime_event", MimeEvent.MimeProblem.class),
    /// `file_new`
    FILE_NEW("file_new", FileEvent.FileNew.class),
    /// `file_over_new_connection`
    FILE_OVER_NEW_CONNECTION("file_over_new_connection", FileEvent.FileOverNewConnection.class),
    /// `file_sniff`
    FILE_SNIFF("file_sniff", FileEvent.FileSniff.class),
    /// `file_gap`
    FILE_GAP("file_gap", FileEvent.FileGap.class),
    /// `file_hash`
    FILE_HASH("file_hash", FileEvent.FileHash.class),
    /// `file_state_remove`
    FILE_STATE_REMOVE("file_state_remove", FileEvent.FileStateRemove.class),
    /// `ssl_client_hello`
    SSL_CLIENT_HELLO("ssl_client_hello", TlsHandshakeEvent.SslClientHello.class),
    /// `ssl_server_hello`
    SSL_SERVER_HELLO("ssl_server_hello", TlsHandshakeEvent.SslServerHello.class),
    /// `ssl_ecdh_server_params`
    SSL_ECDH_SERVER_PARAMS("ssl_ecdh_server_params", TlsHandshakeEvent.SslEcdhServerParams.class),
    /// `ssl_dh_server_params`
    SSL_DH_SERVER_PARAMS("ssl_dh_server_params", TlsHandshakeEvent.SslDhServerParams.class),
    /// `ssl_server_signature`
    SSL_SERVER_SIGNATURE("ssl_server_signature", TlsHandshakeEvent.SslServerSignature.class),
    /// `ssl_ecdh_client_params`
    SSL_ECDH_CLIENT_PARAMS("ssl_ecdh_client_params", TlsHandshakeEvent.SslEcdhClientParams.class),
    /// `ssl_dh_client_params`
    SSL_DH_CLIENT_PARAMS("ssl_dh_client_params", TlsHandshakeEvent.SslDhClientParams.class),
    /// `ssl_rsa_client_pms`
    SSL_RSA_CLIENT_PMS("ssl_rsa_client_pms", TlsHandshakeEvent.SslRsaClientPms.class),
    /// `ssl_certificate_request`
    SSL_CERTIFICATE_REQUEST(
            "ssl_certificate_request", TlsHandshakeEvent.SslCertificateRequest.class),
    /// `ssl_stapled_ocsp`
    SSL_STAPLED_OCSP("ssl_stapled_ocsp", TlsHandshakeEvent.SslStapledOcsp.class),
    /// `ssl_session_ticket_handshake`
    SSL_SESSION_TICKET_HANDSHAKE(
            "ssl_session_ticket_handshake", TlsHandshakeEvent.SslSessionTicketHandshake.class),
    /// `ssl_handshake_message`
    SSL_HANDSHAKE_MESSAGE("ssl_handshake_message", TlsHandshakeEvent.SslHandshakeMessage.class),
    /// `ssl_established`
    SSL_ESTABLISHED("ssl_established", TlsHandshakeEvent.SslEstablished.class),
    /// `ssl_connection_flipped`
    SSL_CONNECTION_FLIPPED("ssl_connection_flipped", TlsHandshakeEvent.SslConnectionFlipped.class),
    /// `ssl_extension`
    SSL_EXTENSION("ssl_extension", TlsExtensionEvent.SslExtension.class),
    /// `ssl_extension_elliptic_curves`
    SSL_EXTENSION_ELLIPTIC_CURVES(
            "ssl_extension_elliptic_curves", TlsExtensionEvent.SslExtensionEllipticCurves.class),
    /// `ssl_extension_ec_point_formats`
    SSL_EXTENSION_EC_POINT_FORMATS(
            "ssl_extension_ec_point_formats", TlsExtensionEvent.SslExtensionEcPointFormats.class),
    /// `ssl_extension_signature_algorithm`
    SSL_EXTENSION_SIGNATURE_ALGORITHM(
            "ssl_extension_signature_algorithm",
            TlsExtensionEvent.SslExtensionSignatureAlgorithm.class),
    /// `ssl_extension_application_layer_protocol_negotiation`
    SSL_EXTENSION_APPLICATION_LAYER_PROTOCOL_NEGOTIATION(
            "ssl_extension_application_layer_protocol_negotiation",
            TlsExtensionEvent.SslExtensionApplicationLayerProtocolNegotiation.class),
    /// `ssl_extension_server_name`
    SSL_EXTENSION_SERVER_NAME(
            "ssl_extension_server_name", TlsExtensionEvent.SslExtensionServerName.class),
    /// `ssl_extension_signed_certificate_timestamp`
    SSL_EXTENSION_SIGNED_CERTIFICATE_TIMESTAMP(
            "ssl_extension_signed_certificate_timestamp",
            TlsExtensionEvent.SslExtensionSignedCertificateTimestamp.class),
    /// `ssl_extension_supported_versions`
    SSL_EXTENSION_SUPPORTED_VERSIONS(
            "ssl_extension_supported_versions",
            TlsExtensionEvent.SslExtensionSupportedVersions.class),
    /// `ssl_extension_psk_key_exchange_modes`
    SSL_EXTENSION_PSK_KEY_EXCHANGE_MODES(
            "ssl_extension_psk_key_exchange_modes",
            TlsExtensionEvent.SslExtensionPskKeyExchangeModes.class),
    /// `ssl_extension_key_share`
    SSL_EXTENSION_KEY_SHARE(
            "ssl_extension_key_share", TlsExtensionEvent.SslExtensionKeyShare.class),
    /// `ssl_extension_pre_shared_key_client_hello`
    SSL_EXTENSION_PRE_SHARED_KEY_CLIENT_HELLO(
            "ssl_extension_pre_shared_key_client_hello",
            TlsExtensionEvent.SslExtensionPreSharedKeyClientHello.class),
    /// `ssl_extension_pre_shared_key_server_hello`
    SSL_EXTENSION_PRE_SHARED_KEY_SERVER_HELLO(
            "ssl_extension_pre_shared_key_server_hello",
            TlsExtensionEvent.SslExtensionPreSharedKeyServerHello.class),
    /// `ssl_extension_connection_id`
    SSL_EXTENSION_CONNECTION_ID(
            "ssl_extension_connection_id", TlsExtensionEvent.SslExtensionConnectionId.class),
    /// `ssl_change_cipher_spec`
    SSL_CHANGE_CIPHER_SPEC("ssl_change_cipher_spec", TlsRecordEvent.SslChangeCipherSpec.class),
    /// `ssl_alert`
    SSL_ALERT("ssl_alert", TlsRecordEvent.SslAlert.class),
    /// `ssl_heartbeat`
    SSL_HEARTBEAT("ssl_heartbeat", TlsRecordEvent.SslHeartbeat.class),
    /// `ssl_plaintext_data`
    SSL_PLAINTEXT_DATA("ssl_plaintext_data", TlsRecordEvent.SslPlaintextData.class),
    /// `ssl_encrypted_data`
    SSL_ENCRYPTED_DATA("ssl_encrypted_data", TlsRecordEvent.SslEncryptedData.class),
    /// `ssl_probable_encrypted_handshake_message`
    SSL_PROBABLE_ENCRYPTED_HANDSHAKE_MESSAGE(
            "ssl_probable_encrypted_handshake_message",
            TlsRecordEvent.SslProbableEncryptedHandshakeMessage.class),
    /// `x509_certificate`
    X509_CERTIFICATE("x509_certificate", X509Event.X509Certificate.class),
    /// `x509_extension`
    X509_EXTENSION("x509_extension", X509Event.X509Extension.class),
    /// `x509_ext_basic_constraints`
    X509_EXT_BASIC_CONSTRAINTS(
            "x509_ext_basic_constraints", X509Event.X509ExtBasicConstraints.class),
    /// `x509_ext_subject_alternative_name`
    X509_EXT_SUBJECT_ALTERNATIVE_NAME(
            "x509_ext_subject_alternative_name", X509Event.X509ExtSubjectAlternativeName.class),
    /// `x509_ocsp_ext_signed_certificate_timestamp`
    X509_OCSP_EXT_SIGNED_CERTIFICATE_TIMESTAMP(
            "x509_ocsp_ext_signed_certificate_timestamp",
            X509Event.X509OcspExtSignedCertificateTimestamp.class),
    /// `new_connection`
    NEW_CONNECTION("new_connection", ConnectionEvent.NewConnection.class),
    /// `connection_established`
    CONNECTION_ESTABLISHED("connection_established", ConnectionEvent.ConnectionEstablished.class),
    /// `connection_state_remove`
    CONNECTION_STATE_REMOVE("connection_state_remove", ConnectionEvent.ConnectionStateRemove.class),
    /// `content_gap`
    CONTENT_GAP("content_gap", ConnectionEvent.ContentGap.class),
    /// `analyzer_confirmation`
    ANALYZER_CONFIRMATION("analyzer_confirmation", AnalyzerEvent.AnalyzerConfirmation.class),
    /// `analyzer_violation`
    ANALYZER_VIOLATION("analyzer_violation", AnalyzerEvent.AnalyzerViolation.class),
    /// `analyzer_failed`
    ANALYZER_FAILED("analyzer_failed", AnalyzerEvent.AnalyzerFailed.class),
    /// `signature_match`
    SIGNATURE_MATCH("signature_match", AnalyzerEvent.SignatureMatch.class),
    /// `analyzer_failure`, ours: an analyzer of the engine itself failed
    ANALYZER_FAILURE("analyzer_failure", AnalyzerEvent.AnalyzerFailure.class),
    /// `conn_weird`
    CONN_WEIRD("conn_weird", WeirdEvent.ConnWeird.class),
    /// `flow_weird`
    FLOW_WEIRD("flow_weird", WeirdEvent.FlowWeird.class),
    /// `net_weird`
    NET_WEIRD("net_weird", WeirdEvent.NetWeird.class);

    private static final Map<Class<?>, EventType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toMap(t -> t.record, t -> t));
    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(t -> t.zeekName, t -> t));

    private final String zeekName;
    private final Class<? extends Event> record;

    EventType(String zeekName, Class<? extends Event> record) {
        this.zeekName = zeekName;
        this.record = record;
    }

    /// {@return the name as Zeek scripts and JSON lines spell it}
    public String zeekName() {
        return zeekName;
    }

    /// {@return the record that carries this kind}
    public Class<? extends Event> record() {
        return record;
    }

    /// {@return whether events of this kind are about files}
    public boolean isOfFiles() {
        return FileEvent.class.isAssignableFrom(record);
    }

    /// {@return the kind of that name, if there is one}
    ///
    /// @param zeekName as in `pop3_request`
    public static Optional<EventType> named(String zeekName) {
        return Optional.ofNullable(BY_NAME.get(zeekName));
    }

    /// {@return the kinds that `type` stands for: one for a record, all beneath it for an
    /// interface}
    ///
    /// @param type a record, or one of the sealed interfaces up to [Event]
    static List<EventType> within(Class<?> type) {
        EventType exact = BY_RECORD.get(type);
        return exact != null
                ? List.of(exact)
                : Arrays.stream(values()).filter(t -> type.isAssignableFrom(t.record)).toList();
    }
}
