package io.mailtap.log;

import io.mailtap.bytes.ByteSlice;
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
import io.mailtap.event.SignatureAndHashAlgorithm;
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
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
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

    // whether no field of the object has been written yet
    private boolean first;

    // where lines go if the engine is one of several
    private final @Nullable RowStream stream;

    /// Creates a writer.
    ///
    /// @param out takes the lines in large pieces; not closed
    public EventLines(OutputStream out) {
        this.out = out;
        line = new RowBuffer();
        stream = null;
    }

    /// Creates a writer of one of several engines.
    EventLines(RowStream stream) {
        this.stream = stream;
        out = OutputStream.nullOutputStream();
        line = stream.buffer();
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
                FileFields.write(e, this);
            }
            case TlsEvent e -> {
                c(e.c());
                TlsFields.write(e, this);
            }
            case X509Event e -> {
                c(e.c());
                X509Fields.write(e, this);
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
                key("h");
                header(e.h());
            }
            case MimeEvent.MimeAllHeaders e -> {
                key("hlist");
                line.put('[');
                for (int i = 0; i < e.hlist().size(); i++) {
                    if (i > 0) {
                        line.put(',');
                    }
                    header(e.hlist().get(i));
                }
                line.put(']');
            }
            case MimeEvent.MimeSegmentData e -> data(e.length(), e.data());
            case MimeEvent.MimeEntityData e -> data(e.length(), e.data());
            case MimeEvent.MimeAllData e -> data(e.length(), e.data());
            case MimeEvent.MimeContentHash e ->
                    count("content_len", e.contentLen())
                            .octets("hash_value", Bytes.of(e.hashValue().hex()));
            case MimeEvent.MimeProblem e ->
                    octets("event_type", e.eventType()).octets("detail", e.detail());
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
            case AnalyzerEvent.AnalyzerConfirmation e -> text("atype", e.atype());
            case AnalyzerEvent.AnalyzerViolation e ->
                    text("atype", e.atype())
                            .octets("reason", Bytes.ofLatin1(e.reason()))
                            .octets("data", e.data());
            case AnalyzerEvent.AnalyzerFailed e ->
                    text("atype", e.atype())
                            .octets("reason", Bytes.ofLatin1(e.reason()))
                            .octets("data", e.data());
            case AnalyzerEvent.SignatureMatch e ->
                    text("sig_id", e.sigId())
                            .bool("is_orig", e.isOrig())
                            .count("payload_size", e.payloadSize())
                            .octets("msg", e.msg())
                            .octets("data", e.data());
            case AnalyzerEvent.AnalyzerFailure e -> text("reason", e.reason());
        }
    }

    private void weird(WeirdEvent event) {
        switch (event) {
            case WeirdEvent.ConnWeird e -> {
                c(e.c());
                text("name", e.name());
            }
            case WeirdEvent.FlowWeird e ->
                    text("name", e.name())
                            .text("src", e.src().toString())
                            .text("dst", e.dst().toString());
            case WeirdEvent.NetWeird e -> text("name", e.name());
        }
        octets("addl", Bytes.ofLatin1(event.addl())).text("source", event.source());
    }

    private void header(MimeHeader h) {
        line.ascii("{\"original_name\":");
        quoted(h.originalName().asSlice());
        octets("name", h.name()).octets("value", h.value());
        line.put('}');
    }

    private void data(long length, Bytes data) {
        count("length", length).octets("data", data);
    }

    private EventLines isOrig(boolean value) {
        return bool("is_orig", value);
    }

    EventLines key(String name) {
        line.ascii(first ? "\"" : ",\"").ascii(name).put('"').put(':');
        first = false;
        return this;
    }

    /// Begins an object, whose fields follow.
    EventLines object() {
        line.put('{');
        first = true;
        return this;
    }

    /// Ends an object.
    EventLines end() {
        line.put('}');
        first = false;
        return this;
    }

    /// Writes an array.
    ///
    /// @param each writes a value of it
    <T> EventLines list(String name, List<T> values, Consumer<T> each) {
        key(name);
        line.put('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                line.put(',');
            }
            each.accept(values.get(i));
        }
        line.put(']');
        return this;
    }

    EventLines counts(String name, List<Integer> values) {
        return list(name, values, (Integer each) -> line.decimal(each));
    }

    EventLines octetList(String name, List<Bytes> values) {
        return list(name, values, (Bytes each) -> quoted(each.asSlice()));
    }

    EventLines time(String name, long nanos) {
        key(name);
        line.seconds(nanos);
        return this;
    }

    EventLines pair(String name, SignatureAndHashAlgorithm value) {
        key(name).pair(value);
        return this;
    }

    void pair(SignatureAndHashAlgorithm value) {
        object().count("HashAlgorithm", value.hashAlgorithm())
                .count("SignatureAlgorithm", value.signatureAlgorithm())
                .end();
    }

    /// Writes a text of ours as a value.
    void value(String text) {
        line.put('"').ascii(text).put('"');
    }

    EventLines bool(String name, boolean value) {
        key(name);
        line.ascii(value ? "true" : "false");
        return this;
    }

    EventLines count(String name, long value) {
        key(name);
        line.decimal(value);
        return this;
    }

    EventLines text(String name, String value) {
        return octets(name, Bytes.of(value));
    }

    EventLines octets(String name, Bytes value) {
        key(name);
        quoted(value.asSlice());
        return this;
    }

    private void quoted(ByteSlice text) {
        line.put('"');
        int at = 0;
        while (at < text.length()) {
            int length = Utf8.lengthAt(text, at);
            if (length > 1) {
                line.octets(text, at, length);
            } else if (length == 0) {
                line.put('\\').hexEscape(text.u8(at));
            } else {
                ascii(text, at);
            }
            at += Math.max(length, 1);
        }
        line.put('"');
    }

    private void ascii(ByteSlice text, int at) {
        int octet = text.u8(at);
        switch (octet) {
            case '"' -> line.put('\\').put('"');
            case '\\' -> {
                boolean ambiguous = at + 1 < text.length() && text.at(at + 1) == 'x';
                if (ambiguous) {
                    line.put('\\').hexEscape('\\');
                } else {
                    line.put('\\').put('\\');
                }
            }
            case '\n' -> line.put('\\').put('n');
            case '\r' -> line.put('\\').put('r');
            case '\t' -> line.put('\\').put('t');
            default -> {
                if (octet < 0x20 || octet == 0x7f) {
                    line.ascii("\\u00")
                            .ascii(octet < 0x10 ? "0" : "")
                            .ascii(Integer.toHexString(octet));
                } else {
                    line.put(octet);
                }
            }
        }
    }
}
