package io.mailtap.analyzer.mime;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.OctetBuffer;
import io.mailtap.event.EventType;
import io.mailtap.event.Handlers;
import io.mailtap.event.MimeEvent.MimeAllHeaders;
import io.mailtap.event.MimeEvent.MimeOneHeader;
import io.mailtap.event.MimeHeader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header fields of an entity, joined from their lines (RFC 5322, 2.2.3).
final class HeaderBlock {
    private final MimeMessage mail;
    private final ContentFields fields;
    private final OctetBuffer open;
    private final @Nullable List<MimeHeader> all;
    private boolean listCut;
    private long listed;
    private boolean behindGap;

    HeaderBlock(MimeMessage mail, ContentFields fields) {
        this.mail = mail;
        this.fields = fields;
        open = mail.bench().takeField();
        all = mail.events().wants(EventType.MIME_ALL_HEADERS) ? new ArrayList<>() : null;
    }

    /// Takes a line. Answers false if it ends the block.
    boolean onLine(ByteSlice line) {
        if (line.isEmpty() || line.at(0) == 0) {
            return false;
        }
        if (!Ascii.isBlank(line.at(0))) {
            finishField();
            behindGap = false;
            begin(line, 0);
        } else if (!open.isEmpty()) {
            onContinuation(line);
        } else if (!behindGap) {
            onLeadingSpace(line);
        }
        return true;
    }

    private void onContinuation(ByteSlice line) {
        int limit = mail.limits().headerOctets();
        if (open.length() >= limit) {
            mail.context().weird("exceeded_mime_max_header_bytes", "" + open.length());
            mail.context().markLimit();
        } else {
            open.append(line);
        }
    }

    private void onLeadingSpace(ByteSlice line) {
        mail.illegalFormat(Problems.LEADING_SPACE);
        int at = 0;
        while (at < line.length() && Ascii.isBlank(line.at(at))) {
            at++;
        }
        begin(line, at);
    }

    /// Begins a field, cut if its first line is absurdly long.
    private void begin(ByteSlice line, int from) {
        int count = Math.min(line.length() - from, mail.limits().fieldLineOctets());
        open.append(line, from, count);
        if (from + count < line.length()) {
            mail.context().weird("exceeded_mime_max_header_bytes", "" + count);
            mail.context().markLimit();
        }
    }

    /// Takes note that octets are missing: the open field ends with what was seen of it, and what
    /// continues a field that was not seen is dropped.
    void onGap() {
        finishField();
        behindGap = true;
    }

    /// Ends the block, which is not used any more.
    void end() {
        finishField();
        mail.bench().giveBack(open);
        if (all != null) {
            mail.events().raise(new MimeAllHeaders(mail.c(), List.copyOf(all)));
        }
    }

    private void finishField() {
        if (!open.isEmpty()) {
            Workbench bench = mail.bench();
            ByteSlice name = bench.name();
            ByteSlice value = bench.value();
            if (split(open.view(bench.field()), name, value)) {
                fields.onField(name, value);
                mail.events().field(mail.c(), name, value);
                raise(name, value);
                if (mail.observer() != null) {
                    mail.observer().onField(name, value);
                }
            }
            open.clear();
        }
    }

    /// Finds name and value. Answers false for what is no field, such as mbox `From ` lines.
    private static boolean split(ByteSlice field, ByteSlice name, ByteSlice value) {
        int from = 0;
        int end = 0;
        while (end < field.length() && isNameOctet(field.at(end))) {
            end++;
        }
        int colon = end;
        if (end == 0 || end == field.length() || field.at(end) != ':' || field.at(0) == '(') {
            Lexer lexer = new Lexer().on(field);
            from = beginOfName(field, lexer);
            end = from;
            while (end < field.length() && isNameOctet(field.at(end))) {
                end++;
            }
            lexer.moveTo(end);
            lexer.skipBlanksAndComments();
            colon = lexer.at();
        }
        if (end == from || colon >= field.length() || field.at(colon) != ':') {
            return false;
        }
        int start = colon + 1;
        while (start < field.length() && Ascii.isSpace(field.at(start))) {
            start++;
        }
        name.pointAt(field, from, end - from);
        value.pointAt(field, start, field.length() - start);
        return true;
    }

    private static int beginOfName(ByteSlice field, Lexer lexer) {
        lexer.skipBlanksAndComments();
        int from = lexer.at();
        while (from < field.length() && !isNameOctet(field.at(from))) {
            from++;
        }
        return from;
    }

    private static boolean isNameOctet(byte octet) {
        return octet > 32 && octet < 127 && octet != ':';
    }

    private void raise(ByteSlice name, ByteSlice value) {
        Handlers handlers = mail.events().of(EventType.MIME_ONE_HEADER);
        if (!handlers.any() && all == null) {
            return;
        }
        MimeHeader header = FieldNames.header(name, value.toBytes());
        if (handlers.any()) {
            handlers.raise(new MimeOneHeader(mail.c(), header));
        }
        if (all == null) {
            return;
        }
        long octets = header.originalName().length() + header.value().length();
        if (all.size() < mail.limits().headerFields()
                && listed + octets <= mail.limits().listedOctets()) {
            all.add(header);
            listed += octets;
        } else if (!listCut) {
            listCut = true;
            mail.context().weird("exceeded_mime_header_fields", "" + all.size());
        }
    }
}
