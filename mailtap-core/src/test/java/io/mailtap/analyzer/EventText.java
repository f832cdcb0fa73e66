package io.mailtap.analyzer;

import static io.mailtap.analyzer.Escaped.quoted;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.AnalyzerEvent;
import io.mailtap.event.AnalyzerEvent.AnalyzerConfirmation;
import io.mailtap.event.AnalyzerEvent.AnalyzerFailure;
import io.mailtap.event.AnalyzerEvent.AnalyzerViolation;
import io.mailtap.event.ConnectionEvent;
import io.mailtap.event.Event;
import io.mailtap.event.FileEvent;
import io.mailtap.event.MimeEvent;
import io.mailtap.event.MimeEvent.MimeAllData;
import io.mailtap.event.MimeEvent.MimeAllHeaders;
import io.mailtap.event.MimeEvent.MimeBeginEntity;
import io.mailtap.event.MimeEvent.MimeContentHash;
import io.mailtap.event.MimeEvent.MimeEndEntity;
import io.mailtap.event.MimeEvent.MimeEntityData;
import io.mailtap.event.MimeEvent.MimeOneHeader;
import io.mailtap.event.MimeEvent.MimeProblem;
import io.mailtap.event.MimeEvent.MimeSegmentData;
import io.mailtap.event.MimeHeader;
import io.mailtap.event.OwnEvent;
import io.mailtap.event.Pop3Event;
import io.mailtap.event.Pop3Event.Pop3Data;
import io.mailtap.event.Pop3Event.Pop3LoginFailure;
import io.mailtap.event.Pop3Event.Pop3LoginSuccess;
import io.mailtap.event.Pop3Event.Pop3Reply;
import io.mailtap.event.Pop3Event.Pop3Request;
import io.mailtap.event.Pop3Event.Pop3Starttls;
import io.mailtap.event.Pop3Event.Pop3Unexpected;
import io.mailtap.event.SmtpEvent;
import io.mailtap.event.SmtpEvent.SmtpData;
import io.mailtap.event.SmtpEvent.SmtpReply;
import io.mailtap.event.SmtpEvent.SmtpRequest;
import io.mailtap.event.SmtpEvent.SmtpStarttls;
import io.mailtap.event.SmtpEvent.SmtpUnexpected;
import io.mailtap.event.TlsEvent;
import io.mailtap.event.WeirdEvent;
import io.mailtap.event.X509Event;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// Events as the lines that transcripts expect; [Transcript] explains them.
///
/// What other arguments or earlier events fix is checked and left out: lengths of data, the names
/// of fields in capitals, the fields listed when a header block ends, the digest of a mail. Where
/// such a check fails, the line says so and so equals no expected one.
final class EventText {
    private final Deque<List<MimeHeader>> entities = new ArrayDeque<>();
    private final MessageDigest digest = md5();
    private long hashed;

    String of(Event event) {
        return switch (event) {
            case SmtpEvent e -> smtp(e);
            case Pop3Event e -> pop3(e);
            case MimeEvent e -> mime(e);
            case WeirdEvent e -> weird(e);
            case AnalyzerEvent e -> analyzer(e);
            case FileEvent e -> e.type().zeekName();
            case OwnEvent e -> e.type().zeekName();
            case ConnectionEvent e -> e.type().zeekName();
            case TlsEvent e -> TlsText.of(e);
            case X509Event e -> TlsText.of(e);
        };
    }

    private static String smtp(SmtpEvent event) {
        return switch (event) {
            case SmtpRequest e -> "command " + e.command() + last(e.arg()) + by(e.isOrig(), true);
            case SmtpReply e ->
                    "reply %d%s to %s"
                                    .formatted(e.code(), e.contResp() ? "-" : "", e.cmd().latin1())
                            + last(e.msg())
                            + by(e.isOrig(), false);
            case SmtpData e -> "data " + quoted(e.data()) + by(e.isOrig(), true);
            case SmtpUnexpected e -> unexpected(e.isOrig(), e.msg(), e.detail());
            case SmtpStarttls _ -> "starttls";
        };
    }

    private static String pop3(Pop3Event event) {
        return switch (event) {
            case Pop3Request e -> "command " + e.command() + last(e.arg()) + by(e.isOrig(), true);
            case Pop3Reply e -> "response " + e.cmd() + last(e.msg()) + by(e.isOrig(), false);
            case Pop3Data e -> "data " + quoted(e.data()) + by(e.isOrig(), false);
            case Pop3Unexpected e -> unexpected(e.isOrig(), e.msg(), e.detail());
            case Pop3Starttls _ -> "starttls";
            case Pop3LoginSuccess e ->
                    "login succeeded "
                            + quoted(e.user())
                            + last(e.password())
                            + by(e.isOrig(), false);
            case Pop3LoginFailure e ->
                    "login failed " + quoted(e.user()) + last(e.password()) + by(e.isOrig(), false);
        };
    }

    private String mime(MimeEvent event) {
        return switch (event) {
            case MimeBeginEntity _ -> begin();
            case MimeOneHeader e -> header(e.h());
            case MimeAllHeaders e -> headers(e.hlist());
            case MimeSegmentData e -> segment(e);
            case MimeEntityData e -> "entity data " + data(e.length(), e.data());
            case MimeEndEntity _ -> end();
            case MimeAllData e -> "all data " + data(e.length(), e.data());
            case MimeContentHash e -> hash(e);
            case MimeProblem e -> "problem " + quoted(e.eventType()) + " " + quoted(e.detail());
        };
    }

    private String begin() {
        if (entities.isEmpty()) {
            digest.reset();
            hashed = 0;
        }
        entities.push(new ArrayList<>());
        return "entity begins";
    }

    private String end() {
        boolean open = entities.poll() != null;
        return open ? "entity ends" : "entity ends that never began";
    }

    private String header(MimeHeader h) {
        boolean open = !entities.isEmpty();
        if (open) {
            entities.peek().add(h);
        }
        String capitals = h.originalName().latin1().toUpperCase(Locale.ROOT);
        boolean right = open && h.name().latin1().equals(capitals);
        return "header " + h.originalName() + last(h.value()) + (right ? "" : " as " + h.name());
    }

    private String headers(List<MimeHeader> fields) {
        boolean right = !entities.isEmpty() && entities.peek().equals(fields);
        return "headers " + fields.size() + (right ? "" : " that were not raised: " + fields);
    }

    private String segment(MimeSegmentData e) {
        digest.update(e.data().toArray());
        hashed += e.data().length();
        return "segment " + data(e.length(), e.data());
    }

    private String hash(MimeContentHash e) {
        Bytes expected = Bytes.copyOf(digest.digest());
        boolean right = e.contentLen() == hashed && e.hashValue().equals(expected);
        return "hash of " + e.contentLen() + (right ? "" : ", wrong: " + e.hashValue().hex());
    }

    private static String weird(WeirdEvent e) {
        return "weird "
                + e.name()
                + (e.addl().isEmpty() ? "" : " " + quoted(e.addl()))
                + (e.source().isEmpty() ? "" : " by " + e.source());
    }

    private static String analyzer(AnalyzerEvent event) {
        return switch (event) {
            case AnalyzerConfirmation _ -> "confirmed";
            case AnalyzerViolation e -> "violation " + quoted(e.reason()) + last(e.data());
            case AnalyzerEvent.AnalyzerFailed e -> "failed " + quoted(e.reason()) + last(e.data());
            case AnalyzerEvent.SignatureMatch e -> "match " + e.sigId() + last(e.msg());
            case AnalyzerFailure e -> "failure of the engine: " + e.reason();
        };
    }

    private static String unexpected(boolean isOrig, Bytes msg, Bytes detail) {
        return "unexpected " + (isOrig ? "C " : "S ") + quoted(msg) + last(detail);
    }

    private static String data(long length, Bytes data) {
        return quoted(data) + (length == data.length() ? "" : " of length " + length);
    }

    private static String last(Bytes octets) {
        return octets.isEmpty() ? "" : " " + quoted(octets);
    }

    private static String by(boolean isOrig, boolean usually) {
        return isOrig == usually ? "" : isOrig ? " from C" : " from S";
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
