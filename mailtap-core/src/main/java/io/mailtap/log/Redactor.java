package io.mailtap.log;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.AnalyzerEvent;
import io.mailtap.event.ConnectionEvent;
import io.mailtap.event.Event;
import io.mailtap.event.Events;
import io.mailtap.event.FileEvent;
import io.mailtap.event.MimeEvent;
import io.mailtap.event.MimeHeader;
import io.mailtap.event.OwnEvent;
import io.mailtap.event.Pop3Event;
import io.mailtap.event.SmtpEvent;
import io.mailtap.event.TlsEvent;
import io.mailtap.event.WeirdEvent;
import io.mailtap.event.X509Event;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionLocal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Masks secrets in events before they are shown.
///
/// Two things are masked: what is a secret where it stands (the argument of PASS, the digest of
/// APOP, SASL answers and initial responses, the passwords of login events), and what has been a
/// secret earlier on the same connection, wherever it turns up again, also in base64 or hexadecimal
/// digits. A masked value reads `<redacted>`.
///
/// Events must be given to it in order, because it learns from them; [#attach] does that.
public final class Redactor {
    /// What a masked value reads.
    public static final Bytes MASK = Bytes.of("<redacted>");

    private static final Bytes AUTH = Bytes.of("AUTH");
    private static final Bytes AUTH_ANSWER = Bytes.of("AUTH_ANSWER");
    private static final Bytes PASS = Bytes.of("PASS");
    private static final Bytes APOP = Bytes.of("APOP");

    private final ConnectionLocal<Secrets> secrets = new ConnectionLocal<>();
    private final boolean masks;
    private @Nullable Events attachedTo;

    private Redactor(boolean masks) {
        this.masks = masks;
    }

    /// {@return one that masks}
    public static Redactor create() {
        return new Redactor(true);
    }

    /// {@return one that leaves everything as it is}
    public static Redactor none() {
        return new Redactor(false);
    }

    /// Listens to the events that reveal secrets. To be called before other handlers are
    /// registered.
    ///
    /// @param events those of an engine that has not been fed yet; a second call does nothing
    public void attach(Events events) {
        if (masks && events != attachedTo) {
            attachedTo = events;
            events.on(SmtpEvent.SmtpRequest.class, this::onSmtpRequest)
                    .on(Pop3Event.Pop3Request.class, this::onPop3Request)
                    .on(Pop3Event.Pop3LoginSuccess.class, this::onLogin)
                    .on(Pop3Event.Pop3LoginFailure.class, this::onFailedLogin);
        }
    }

    /// Learns from an event what must not be shown later.
    ///
    /// @param event any event
    public void learn(Event event) {
        switch (event) {
            case SmtpEvent.SmtpRequest e -> onSmtpRequest(e);
            case Pop3Event.Pop3Request e -> onPop3Request(e);
            case Pop3Event.Pop3LoginSuccess e -> onLogin(e);
            case Pop3Event.Pop3LoginFailure e -> onFailedLogin(e);
            default -> {}
        }
    }

    private Secrets of(Connection c) {
        return secrets.get(c, Secrets::new);
    }

    private void onLogin(Pop3Event.Pop3LoginSuccess e) {
        of(e.c()).add(e.password());
    }

    private void onFailedLogin(Pop3Event.Pop3LoginFailure e) {
        of(e.c()).add(e.password());
    }

    private void onSmtpRequest(SmtpEvent.SmtpRequest e) {
        if (e.command().equals(AUTH)) {
            of(e.c()).beginDialogue(e.arg());
        } else if (e.command().equals(AUTH_ANSWER)) {
            of(e.c()).addAnswer(e.arg());
        } else {
            Secrets known = secrets.get(e.c());
            if (known != null) {
                known.endDialogue();
            }
        }
    }

    private void onPop3Request(Pop3Event.Pop3Request e) {
        Bytes command = e.command();
        if (command.equals(PASS)) {
            of(e.c()).add(e.arg());
        } else if (command.equals(AUTH)) {
            of(e.c()).beginDialogue(e.arg());
        } else if (command.equals(APOP)) {
            of(e.c()).add(lastWord(e.arg()));
        }
    }

    private static Bytes lastWord(Bytes arg) {
        int from = arg.length();
        while (from > 0 && !Ascii.isBlank(arg.at(from - 1))) {
            from--;
        }
        return from == 0 ? Bytes.EMPTY : arg.slice(from, arg.length());
    }

    /// {@return `value` with the secrets that its connection is known to have masked}
    ///
    /// @param c the connection
    /// @param value octets seen on it
    public Bytes mask(Connection c, Bytes value) {
        Secrets known = masks ? secrets.get(c) : null;
        return known == null ? value : known.mask(value);
    }

    /// {@return `value` as a row in the making keeps it, which masks it when it is written}
    ///
    /// It is masked already if it must be cut, where a secret could be cut too, or if secrets may
    /// be forgotten until then.
    ///
    /// @param c the connection
    /// @param value octets seen on it
    Bytes kept(Connection c, Bytes value) {
        Secrets known = masks ? secrets.get(c) : null;
        boolean now = value.length() > BoundedSet.LONGEST_VALUE;
        return known != null && (now || known.mayForget())
                ? BoundedSet.capped(known.mask(value))
                : BoundedSet.capped(value);
    }

    /// {@return the detail of a weird, masked}
    ///
    /// @param e the weird
    Bytes addl(WeirdEvent.ConnWeird e) {
        Bytes addl = Bytes.ofLatin1(e.addl());
        boolean quotesClient = e.name().equals("pop3_client_command_unknown");
        return masks && quotesClient && looksLikeSecret(addl.asSlice()) ? MASK : mask(e.c(), addl);
    }

    /// {@return `event`, or a copy of it with secrets masked}
    ///
    /// @param event an event that has been learnt from
    public Event redact(Event event) {
        if (!masks) {
            return event;
        }
        return switch (event) {
            case SmtpEvent e -> smtp(e);
            case Pop3Event e -> pop3(e);
            case MimeEvent e -> mime(e);
            case OwnEvent.Pop3Capability e ->
                    new OwnEvent.Pop3Capability(e.c(), e.isOrig(), mask(e.c(), e.capability()));
            case OwnEvent.Pop3ResponseEnd e -> e;
            case AnalyzerEvent.AnalyzerViolation e ->
                    new AnalyzerEvent.AnalyzerViolation(
                            e.c(), e.atype(), text(e.c(), e.reason()), mask(e.c(), e.data()));
            case AnalyzerEvent.AnalyzerFailed e ->
                    new AnalyzerEvent.AnalyzerFailed(
                            e.c(), e.atype(), text(e.c(), e.reason()), mask(e.c(), e.data()));
            // What a signature matches is whole turns, whose secrets nobody may know yet.
            case AnalyzerEvent.SignatureMatch e ->
                    new AnalyzerEvent.SignatureMatch(
                            e.c(), e.sigId(), e.isOrig(), e.payloadSize(), e.msg(), MASK);
            case WeirdEvent.ConnWeird e ->
                    new WeirdEvent.ConnWeird(e.name(), e.c(), addl(e).latin1(), e.source());
            case AnalyzerEvent _, WeirdEvent _, ConnectionEvent _, FileEvent _ -> event;
            case TlsEvent _, X509Event _ -> event;
        };
    }

    private String text(Connection c, String text) {
        return mask(c, Bytes.ofLatin1(text)).latin1();
    }

    private SmtpEvent smtp(SmtpEvent event) {
        return switch (event) {
            case SmtpEvent.SmtpRequest e ->
                    new SmtpEvent.SmtpRequest(e.c(), e.isOrig(), e.command(), argument(e));
            case SmtpEvent.SmtpReply e ->
                    new SmtpEvent.SmtpReply(
                            e.c(),
                            e.isOrig(),
                            e.code(),
                            e.cmd(),
                            mask(e.c(), e.msg()),
                            e.contResp());
            case SmtpEvent.SmtpData e ->
                    new SmtpEvent.SmtpData(e.c(), e.isOrig(), mask(e.c(), e.data()));
            case SmtpEvent.SmtpUnexpected e ->
                    new SmtpEvent.SmtpUnexpected(e.c(), e.isOrig(), e.msg(), detail(e));
            case SmtpEvent.SmtpStarttls _ -> event;
        };
    }

    private Bytes argument(SmtpEvent.SmtpRequest e) {
        if (e.command().equals(AUTH)) {
            return firstWordOnly(e.arg());
        }
        return e.command().equals(AUTH_ANSWER) ? MASK : mask(e.c(), e.arg());
    }

    private Bytes detail(SmtpEvent.SmtpUnexpected e) {
        boolean quotesClient = e.msg().equalsIgnoreCase("unknown command");
        return quotesClient && looksLikeSecret(e.detail().asSlice())
                ? MASK
                : mask(e.c(), e.detail());
    }

    /// Whether a word that is no command may be a SASL answer that came without its dialogue:
    /// base64, and not plain words.
    private static boolean looksLikeSecret(ByteSlice word) {
        boolean lower = false;
        boolean upper = false;
        boolean other = false;
        for (int i = 0; i < word.length(); i++) {
            byte octet = word.at(i);
            if (octet >= 'a' && octet <= 'z') {
                lower = true;
            } else if (octet >= 'A' && octet <= 'Z') {
                upper = true;
            } else if (octet >= '0' && octet <= '9' || "+/=".indexOf(octet) >= 0) {
                other = true;
            } else {
                return false;
            }
        }
        return word.length() >= 8 && (other || lower && upper);
    }

    private static Bytes firstWordOnly(Bytes arg) {
        int blank = Secrets.firstBlank(arg);
        return blank == arg.length() ? arg : arg.slice(0, blank + 1).concat(MASK);
    }

    private Pop3Event pop3(Pop3Event event) {
        return switch (event) {
            case Pop3Event.Pop3Request e ->
                    new Pop3Event.Pop3Request(
                            e.c(), e.isOrig(), e.command(), argument(e.c(), e.command(), e.arg()));
            case Pop3Event.Pop3Reply e ->
                    new Pop3Event.Pop3Reply(e.c(), e.isOrig(), e.cmd(), mask(e.c(), e.msg()));
            case Pop3Event.Pop3Data e ->
                    new Pop3Event.Pop3Data(e.c(), e.isOrig(), mask(e.c(), e.data()));
            case Pop3Event.Pop3Unexpected e ->
                    new Pop3Event.Pop3Unexpected(e.c(), e.isOrig(), e.msg(), unexpected(e));
            case Pop3Event.Pop3LoginSuccess e ->
                    new Pop3Event.Pop3LoginSuccess(
                            e.c(), e.isOrig(), e.user(), hidden(e.password()));
            case Pop3Event.Pop3LoginFailure e ->
                    new Pop3Event.Pop3LoginFailure(
                            e.c(), e.isOrig(), e.user(), hidden(e.password()));
            case Pop3Event.Pop3Starttls _ -> event;
        };
    }

    private static Bytes hidden(Bytes password) {
        return password.isEmpty() ? password : MASK;
    }

    /// {@return the argument of a command of POP3, masked}
    ///
    /// @param c the connection
    /// @param command the command
    /// @param arg its argument
    Bytes argument(Connection c, Bytes command, Bytes arg) {
        if (!masks) {
            return arg;
        }
        if (command.equals(PASS)) {
            return hidden(arg);
        }
        boolean begins = command.equals(AUTH) || command.equals(APOP);
        return begins ? firstWordOnly(arg) : mask(c, arg);
    }

    /// `unknown AUTH method X ir` quotes the initial response.
    private Bytes unexpected(Pop3Event.Pop3Unexpected e) {
        String prefix = "unknown AUTH method ";
        if (e.detail().asSlice().startsWith(prefix)) {
            Bytes method = e.detail().slice(prefix.length(), e.detail().length());
            return Bytes.of(prefix).concat(firstWordOnly(method));
        }
        return mask(e.c(), e.detail());
    }

    private MimeEvent mime(MimeEvent event) {
        Connection c = event.c();
        if (secrets.get(c) == null) {
            return event;
        }
        return switch (event) {
            case MimeEvent.MimeOneHeader e -> new MimeEvent.MimeOneHeader(c, header(c, e.h()));
            case MimeEvent.MimeAllHeaders e -> {
                List<MimeHeader> all = e.hlist().stream().map(h -> header(c, h)).toList();
                yield new MimeEvent.MimeAllHeaders(c, all);
            }
            case MimeEvent.MimeSegmentData e ->
                    new MimeEvent.MimeSegmentData(c, e.length(), mask(c, e.data()));
            case MimeEvent.MimeEntityData e ->
                    new MimeEvent.MimeEntityData(c, e.length(), mask(c, e.data()));
            case MimeEvent.MimeAllData e ->
                    new MimeEvent.MimeAllData(c, e.length(), mask(c, e.data()));
            case MimeEvent.MimeBeginEntity _,
                    MimeEvent.MimeEndEntity _,
                    MimeEvent.MimeContentHash _,
                    MimeEvent.MimeProblem _ ->
                    event;
        };
    }

    private MimeHeader header(Connection c, MimeHeader h) {
        return new MimeHeader(h.originalName(), h.name(), mask(c, h.value()));
    }
}
