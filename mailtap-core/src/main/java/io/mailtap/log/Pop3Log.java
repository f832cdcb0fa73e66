package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.ConnectionEvent.ConnectionStateRemove;
import io.mailtap.event.Events;
import io.mailtap.event.FileEvent.FileNew;
import io.mailtap.event.Moment;
import io.mailtap.event.OwnEvent;
import io.mailtap.event.Pop3Event.Pop3LoginFailure;
import io.mailtap.event.Pop3Event.Pop3LoginSuccess;
import io.mailtap.event.Pop3Event.Pop3Reply;
import io.mailtap.event.Pop3Event.Pop3Request;
import io.mailtap.event.Pop3Event.Pop3Starttls;
import io.mailtap.event.Pop3Event.Pop3Unexpected;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionLocal;

/// pop3.log: one row per connection on which POP3 was spoken, when the connection is forgotten.
final class Pop3Log {
    static final Schema SCHEMA =
            Schema.ofConnections(
                    "pop3",
                    "user string",
                    "mechanism string",
                    "login string",
                    "login_failures count",
                    "users set[string]",
                    "tls bool",
                    "mailbox_mails count",
                    "mailbox_octets count",
                    "retrieved count",
                    "retrieved_octets count",
                    "tops count",
                    "deleted count",
                    "quit bool",
                    "commands count",
                    "unexpected count",
                    "last_command string",
                    "last_reply string",
                    "greeting string",
                    "implementation string",
                    "capabilities set[string]",
                    "fuids vector[string]");

    private static final Bytes OK = Bytes.of("OK");

    private final LogFile log;
    private final Redactor redactor;
    private final ConnectionLocal<Pop3State> states = new ConnectionLocal<>();

    /// What is known of a connection.
    sealed interface Pop3State permits Greeting, Pop3Record {}

    /// All there is to know as long as only the server has spoken, once: many connections come no
    /// further.
    private record Greeting(long nanos, boolean ok, Bytes text) implements Pop3State {}

    Pop3Log(LogFile log, Redactor redactor) {
        this.log = log;
        this.redactor = redactor;
    }

    void attach(Events events) {
        // not Pop3Data: that would be an event for each line of each mail
        events.on(
                        Pop3Request.class,
                        (Pop3Request e, Moment m) -> record(e.c(), m).onRequest(e, redactor))
                .on(Pop3Reply.class, this::onReply)
                .on(OwnEvent.class, (OwnEvent e, Moment m) -> onOwn(record(e.c(), m), e))
                .on(
                        Pop3Unexpected.class,
                        (Pop3Unexpected e, Moment m) -> record(e.c(), m).onUnexpected())
                .on(Pop3Starttls.class, (Pop3Starttls e, Moment m) -> record(e.c(), m).onTls())
                .on(
                        Pop3LoginSuccess.class,
                        (Pop3LoginSuccess e, Moment m) -> record(e.c(), m).onLogin(e.user(), true))
                .on(
                        Pop3LoginFailure.class,
                        (Pop3LoginFailure e, Moment m) -> record(e.c(), m).onLogin(e.user(), false))
                .on(FileNew.class, this::onFile)
                .on(ConnectionStateRemove.class, this::onRemove);
    }

    private Pop3Record record(Connection c, Moment moment) {
        Pop3State state = states.get(c);
        if (state instanceof Pop3Record record) {
            return record;
        }
        Pop3Record record;
        if (state instanceof Greeting greeting) {
            record = new Pop3Record(greeting.nanos);
            record.onReply(greeting.ok, greeting.text);
        } else {
            record = new Pop3Record(moment.nanos());
        }
        states.set(c, record);
        return record;
    }

    private void onReply(Pop3Reply e, Moment moment) {
        boolean ok = e.cmd().equals(OK);
        if (states.get(e.c()) == null) {
            Bytes text = redactor.kept(e.c(), redactor.mask(e.c(), e.msg()));
            states.set(e.c(), new Greeting(moment.nanos(), ok, text));
            return;
        }
        Pop3Record record = record(e.c(), moment);
        Bytes text = record.readsReply() ? redactor.mask(e.c(), e.msg()) : e.msg();
        record.onReply(ok, redactor.kept(e.c(), text));
    }

    private void onOwn(Pop3Record record, OwnEvent event) {
        switch (event) {
            case OwnEvent.Pop3Capability e ->
                    record.onCapability(redactor.mask(e.c(), e.capability()));
            case OwnEvent.Pop3ResponseEnd e -> record.onResponseEnd(e.command(), e.octets());
        }
    }

    private void onFile(FileNew e, Moment moment) {
        if (states.get(e.c()) != null && !SslLog.isOfHandshake(e.f())) {
            record(e.c(), moment).onFile(e.f().id());
        }
    }

    private void onRemove(ConnectionStateRemove e, Moment moment) {
        if (states.get(e.c()) != null) {
            record(e.c(), moment).write(e.c(), log.begin(), redactor);
            states.set(e.c(), null);
        }
    }
}
