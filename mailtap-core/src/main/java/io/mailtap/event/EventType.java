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
