package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.AnalyzerEvent;
import io.mailtap.event.ConnectionEvent;
import io.mailtap.event.Event;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.FileEvent;
import io.mailtap.event.MimeEvent;
import io.mailtap.event.MimeHeader;
import io.mailtap.event.Moment;
import io.mailtap.event.OwnEvent;
import io.mailtap.event.Pop3Event;
import io.mailtap.event.SmtpEvent;
import io.mailtap.event.TlsEvent;
import io.mailtap.event.WeirdEvent;
import io.mailtap.event.X509Event;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionId;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes events as JSON, one object a line.
///
/// Keys are in the order of the event's parameters, under Zeek's names, after `ts`, `event`, `uid`
/// and the connection's id. Octets are UTF-8 text in which `\xNN` stands for an octet that is not
/// valid UTF-8, and a backslash before an `x` is written `\x5c`, so that every value can be turned
/// back into its octets.
public final class EventLines implements Flushable {
    private static final int FLUSH_AT = 128 * 1024;

    private final OutputStream out;
    private final RowBuffer line;

    private final JsonLine fields;

    // where lines go if the engine is one of several
    private final @Nullable RowStream stream;

    /// Creates a writer.
    ///
    /// @param out takes the lines in large pieces; not closed
    public EventLines(OutputStream out) {
        this.out = out;
        line = new RowBuffer();
        fields = new JsonLine(line);
        stream = null;
    }

    /// Creates a writer of one of several engines.
    EventLines(RowStream stream) {
        this.stream = stream;
        out = OutputStream.nullOutputStream();
        line = stream.buffer();
        fields = new JsonLine(line);
    }

    /// Writes all events of some kinds from now on.
    ///
    /// @param events those of an engine that has not been fed yet
    /// @param types which
    /// @param redactor masks secrets; it is attached as well
    public void attach(Events events, Set<EventType> types, Redactor redactor) {
        redactor.attach(events);
        for (EventType type : types) {
            events.on(
                    type.record(),
                    (Event event, Moment moment) -> write(redactor.redact(event), moment.nanos()));
        }
    }

    /// Writes a line.
    ///
    /// @param event what was observed
    /// @param timeNanos when
    /// @throws UncheckedIOException if the lines cannot be written
    public void write(Event event, long timeNanos) {
        if (stream != null) {
            stream.begin(0, timeNanos, null);
        }
        line.ascii("{\"ts\":").seconds(timeNanos);
        line.ascii(",\"event\":\"").ascii(event.type().zeekName()).put('"');
        switch (event) {
            case Pop3Event e -> pop3(e);
            case SmtpEvent e -> smtp(e);
            case MimeEvent e -> mime(e);
            case FileEvent e -> {
                c(e.c());
                FileFields.write(e, fields);
            }
            case TlsEvent e -> {
                c(e.c());
                TlsFields.write(e, fields);
            }
            case X509Event e -> {
                c(e.c());
                X509Fields.write(e, fields);
            }
            case ConnectionEvent e -> connection(e);
            case AnalyzerEvent e -> analyzer(e);
            case WeirdEvent e -> weird(e);
            case OwnEvent e -> own(e);
        }
        line.put('}').put('\n');
        if (stream == null && line.length() > FLUSH_AT) {
            send();
        }
    }

    /// Takes lines that writers of other engines have written.
    void append(byte[] octets, int from, int count) {
        line.octets(octets, from, count);
        if (line.length() > FLUSH_AT) {
            send();
        }
    }

    private void send() {
        try {
            line.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void flush() throws IOException {
        if (stream != null) {
            return;
        }
        line.writeTo(out);
        out.flush();
    }

    private void c(Connection c) {
        ConnectionId id = c.id();
        line.ascii(",\"uid\":\"").ascii(c.uid());
        line.ascii("\",\"id.orig_h\":\"").address(id.origH());
        line.ascii("\",\"id.orig_p\":").decimal(id.origP());
        line.ascii(",\"id.resp_h\":\"").address(id.respH());
        line.ascii("\",\"id.resp_p\":").decimal(id.respP());
    }

    private void own(OwnEvent event) {
        c(event.c());
        switch (event) {
            case OwnEvent.Pop3Capability e ->
                    isOrig(e.isOrig()).octets("capability", e.capability());
            case OwnEvent.Pop3ResponseEnd e ->
                    isOrig(e.isOrig())
                            .octets("command", e.command())
                            .count("octets", e.octets())
                            .bool("complete", e.complete());
        }
    }

    private void pop3(Pop3Event event) {
        c(event.c());
        switch (event) {
            case Pop3Event.Pop3Request e ->
                    isOrig(e.isOrig()).octets("command", e.command()).octets("arg", e.arg());
            case Pop3Event.Pop3Reply e ->
                    isOrig(e.isOrig()).octets("cmd", e.cmd()).octets("msg", e.msg());
            case Pop3Event.Pop3Data e -> isOrig(e.isOrig()).octets("data", e.data());
            case Pop3Event.Pop3Unexpected e ->
                    isOrig(e.isOrig()).octets("msg", e.msg()).octets("detail", e.detail());
            case Pop3Event.Pop3Starttls _ -> {}
            case Pop3Event.Pop3LoginSuccess e ->
                    isOrig(e.isOrig()).octets("user", e.user()).octets("password", e.password());
            case Pop3Event.Pop3LoginFailure e ->
                    isOrig(e.isOrig()).octets("user", e.user()).octets("password", e.password());
        }
    }

    private void smtp(SmtpEvent event) {
        c(event.c());
        switch (event) {
            case SmtpEvent.SmtpRequest e ->
                    isOrig(e.isOrig()).octets("command", e.command()).octets("arg", e.arg());
            case SmtpEvent.SmtpReply e ->
                    isOrig(e.isOrig())
                            .count("code", e.code())
                            .octets("cmd", e.cmd())
                            .octets("msg", e.msg())
                            .bool("cont_resp", e.contResp());
            case SmtpEvent.SmtpData e -> isOrig(e.isOrig()).octets("data", e.data());
            case SmtpEvent.SmtpUnexpected e ->
                    isOrig(e.isOrig()).octets("msg", e.msg()).octets("detail", e.detail());
            case SmtpEvent.SmtpStarttls _ -> {}
        }
    }

    private void mime(MimeEvent event) {
        c(event.c());
        switch (event) {
            case MimeEvent.MimeBeginEntity _, MimeEvent.MimeEndEntity _ -> {}
            case MimeEvent.MimeOneHeader e -> {
                fields.key("h");
                header(e.h());
            }
            case MimeEvent.MimeAllHeaders e -> fields.list("hlist", e.hlist(), this::header);
            case MimeEvent.MimeSegmentData e -> data(e.length(), e.data());
            case MimeEvent.MimeEntityData e -> data(e.length(), e.data());
            case MimeEvent.MimeAllData e -> data(e.length(), e.data());
            case MimeEvent.MimeContentHash e ->
                    fields.count("content_len", e.contentLen())
                            .octets("hash_value", Bytes.of(e.hashValue().hex()));
            case MimeEvent.MimeProblem e ->
                    fields.octets("event_type", e.eventType()).octets("detail", e.detail());
        }
    }

    private void connection(ConnectionEvent event) {
        c(event.c());
        if (event instanceof ConnectionEvent.ContentGap e) {
            isOrig(e.isOrig()).count("seq", e.seq()).count("length", e.length());
        }
    }

    private void analyzer(AnalyzerEvent event) {
        c(event.c());
        switch (event) {
            case AnalyzerEvent.AnalyzerConfirmation e -> fields.text("atype", e.atype());
            case AnalyzerEvent.AnalyzerViolation e ->
                    fields.text("atype", e.atype())
                            .octets("reason", Bytes.ofLatin1(e.reason()))
                            .octets("data", e.data());
            case AnalyzerEvent.AnalyzerFailed e ->
                    fields.text("atype", e.atype())
                            .octets("reason", Bytes.ofLatin1(e.reason()))
                            .octets("data", e.data());
            case AnalyzerEvent.SignatureMatch e ->
                    fields.text("sig_id", e.sigId())
                            .bool("is_orig", e.isOrig())
                            .count("payload_size", e.payloadSize())
                            .octets("msg", e.msg())
                            .octets("data", e.data());
            case AnalyzerEvent.AnalyzerFailure e -> fields.text("reason", e.reason());
        }
    }

    private void weird(WeirdEvent event) {
        switch (event) {
            case WeirdEvent.ConnWeird e -> {
                c(e.c());
                fields.text("name", e.name());
            }
            case WeirdEvent.FlowWeird e ->
                    fields.text("name", e.name())
                            .text("src", e.src().toString())
                            .text("dst", e.dst().toString());
            case WeirdEvent.NetWeird e -> fields.text("name", e.name());
        }
        fields.octets("addl", Bytes.ofLatin1(event.addl())).text("source", event.source());
    }

    private void header(MimeHeader h) {
        fields.object()
                .octets("original_name", h.originalName())
                .octets("name", h.name())
                .octets("value", h.value())
                .end();
    }

    private void data(long length, Bytes data) {
        fields.count("length", length).octets("data", data);
    }

    private JsonLine isOrig(boolean value) {
        return fields.bool("is_orig", value);
    }
}
