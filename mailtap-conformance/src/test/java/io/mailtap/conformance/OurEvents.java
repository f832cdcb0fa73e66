package io.mailtap.conformance;

import io.mailtap.Engine;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.AnalyzerEvent;
import io.mailtap.event.ConnectionEvent;
import io.mailtap.event.Event;
import io.mailtap.event.MimeEvent;
import io.mailtap.event.MimeHeader;
import io.mailtap.event.Moment;
import io.mailtap.event.Pop3Event;
import io.mailtap.event.SmtpEvent;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gathers the events of an engine by connection, in the order of the connections' first events.
final class OurEvents {
    /// @param c the connection as it was when it was last seen
    /// @param begun number of its first packet in the capture
    /// @param events its events in order
    record Trail(Connection c, long begun, List<Observation> events) {
        String id() {
            ConnectionId id = c.id();
            return id.origH() + ":" + id.origP() + ">" + id.respH() + ":" + id.respP();
        }
    }

    /// The analyzers whose confirmations and violations are gathered.
    static final Set<String> ANALYZERS = Set.of("SMTP", "POP3");

    private final Map<Connection, Trail> trails = new LinkedHashMap<>();

    OurEvents(Engine engine) {
        engine.events()
                .on(
                        ConnectionEvent.NewConnection.class,
                        (ConnectionEvent.NewConnection e, Moment moment) ->
                                trails.put(
                                        e.c(),
                                        new Trail(e.c(), moment.packet(), new ArrayList<>())))
                .on(AnalyzerEvent.AnalyzerConfirmation.class, e -> add(e.c(), e, e.atype()))
                .on(AnalyzerEvent.AnalyzerViolation.class, e -> add(e.c(), e, e.atype()))
                .on(Pop3Event.class, e -> add(e.c(), e))
                .on(SmtpEvent.class, e -> add(e.c(), e))
                .on(MimeEvent.class, e -> add(e.c(), e))
                .on(ConnectionEvent.ConnectionEstablished.class, e -> add(e.c(), e))
                .on(ConnectionEvent.ConnectionStateRemove.class, e -> add(e.c(), e))
                .on(ConnectionEvent.ContentGap.class, e -> add(e.c(), e));
    }

    List<Trail> trails() {
        return List.copyOf(trails.values());
    }

    private void add(Connection c, Event event, String analyzer) {
        if (ANALYZERS.contains(analyzer)) {
            add(c, event);
        }
    }

    private void add(Connection c, Event event) {
        trails.get(c).events().add(observation(event));
    }

    /// {@return an event as it is compared}
    static Observation observation(Event event) {
        Text text = new Text();
        switch (event) {
            case Pop3Event e -> pop3(e, text);
            case SmtpEvent e -> smtp(e, text);
            case MimeEvent e -> mime(e, text);
            case ConnectionEvent.ContentGap e ->
                    text.bool("is_orig", e.isOrig())
                            .count("seq", e.seq())
                            .count("length", e.length());
            case AnalyzerEvent.AnalyzerConfirmation e -> text.raw("atype", e.atype());
            case AnalyzerEvent.AnalyzerViolation e -> {
                text.raw("atype", e.atype()).octets("reason", Bytes.ofLatin1(e.reason()));
                if (!e.data().isEmpty()) {
                    text.octets("data", e.data());
                }
            }
            default -> {}
        }
        return new Observation(event.type().zeekName(), text.toString());
    }

    private static void pop3(Pop3Event event, Text text) {
        switch (event) {
            case Pop3Event.Pop3Request e ->
                    text.bool("is_orig", e.isOrig())
                            .octets("command", e.command())
                            .octets("arg", e.arg());
            case Pop3Event.Pop3Reply e ->
                    text.bool("is_orig", e.isOrig()).octets("cmd", e.cmd()).octets("msg", e.msg());
            case Pop3Event.Pop3Data e -> text.bool("is_orig", e.isOrig()).octets("data", e.data());
            case Pop3Event.Pop3Unexpected e ->
                    text.bool("is_orig", e.isOrig())
                            .octets("msg", e.msg())
                            .octets("detail", e.detail());
            case Pop3Event.Pop3Starttls _ -> {}
            case Pop3Event.Pop3LoginSuccess e ->
                    text.bool("is_orig", e.isOrig())
                            .octets("user", e.user())
                            .octets("password", e.password());
            case Pop3Event.Pop3LoginFailure e ->
                    text.bool("is_orig", e.isOrig())
                            .octets("user", e.user())
                            .octets("password", e.password());
        }
    }

    private static void smtp(SmtpEvent event, Text text) {
        switch (event) {
            case SmtpEvent.SmtpRequest e ->
                    text.bool("is_orig", e.isOrig())
                            .octets("command", e.command())
                            .octets("arg", e.arg());
            case SmtpEvent.SmtpReply e ->
                    text.bool("is_orig", e.isOrig())
                            .count("code", e.code())
                            .octets("cmd", e.cmd())
                            .octets("msg", e.msg())
                            .bool("cont_resp", e.contResp());
            case SmtpEvent.SmtpData e -> text.bool("is_orig", e.isOrig()).octets("data", e.data());
            case SmtpEvent.SmtpUnexpected e ->
                    text.bool("is_orig", e.isOrig())
                            .octets("msg", e.msg())
                            .octets("detail", e.detail());
            case SmtpEvent.SmtpStarttls _ -> {}
        }
    }

    private static void mime(MimeEvent event, Text text) {
        switch (event) {
            case MimeEvent.MimeBeginEntity _, MimeEvent.MimeEndEntity _ -> {}
            case MimeEvent.MimeOneHeader e -> text.header(e.h());
            case MimeEvent.MimeAllHeaders e -> e.hlist().forEach(text::header);
            case MimeEvent.MimeSegmentData e ->
                    text.count("length", e.length()).octets("data", e.data());
            case MimeEvent.MimeEntityData e ->
                    text.count("length", e.length()).octets("data", e.data());
            case MimeEvent.MimeAllData e ->
                    text.count("length", e.length()).octets("data", e.data());
            case MimeEvent.MimeContentHash e ->
                    text.count("content_len", e.contentLen()).octets("hash_value", e.hashValue());
            case MimeEvent.MimeProblem e ->
                    text.octets("event_type", e.eventType()).octets("detail", e.detail());
        }
    }

    /// Arguments as text.
    static final class Text {
        private final StringBuilder text = new StringBuilder();

        Text bool(String key, boolean value) {
            return raw(key, value ? "T" : "F");
        }

        Text count(String key, long value) {
            return raw(key, Long.toString(value));
        }

        Text octets(String key, Bytes value) {
            StringBuilder shown = new StringBuilder(value.length() + 2).append('"');
            for (int i = 0; i < value.length(); i++) {
                int octet = value.at(i) & 0xff;
                if (octet == '\\') {
                    shown.append("\\\\");
                } else if (octet == '"') {
                    shown.append("\\\"");
                } else if (octet >= 0x20 && octet < 0x7f) {
                    shown.append((char) octet);
                } else {
                    shown.append(String.format("\\x%02x", octet));
                }
            }
            return raw(key, shown.append('"').toString());
        }

        void header(MimeHeader h) {
            octets("original_name", h.originalName())
                    .octets("name", h.name())
                    .octets("value", h.value());
        }

        Text raw(String key, String value) {
            if (!text.isEmpty()) {
                text.append(' ');
            }
            text.append(key).append('=').append(value);
            return this;
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
