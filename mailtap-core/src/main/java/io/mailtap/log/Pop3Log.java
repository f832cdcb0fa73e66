package io.mailtap.log;

import io.mailtap.event.ConnectionEvent.ConnectionStateRemove;
import io.mailtap.event.Events;
import io.mailtap.event.FileEvent.FileNew;
import io.mailtap.event.Moment;
import io.mailtap.event.Pop3Event;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionLocal;

/// pop3.log: one row per connection on which POP3 was spoken, when the connection is forgotten.
final class Pop3Log {
    static final Schema SCHEMA =
            Schema.of(
                    "pop3",
                    "ts time",
                    "uid string",
                    "id.orig_h addr",
                    "id.orig_p port",
                    "id.resp_h addr",
                    "id.resp_p port",
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

    private final LogFile log;
    private final Redactor redactor;
    private final ConnectionLocal<Pop3Record> records = new ConnectionLocal<>();

    Pop3Log(LogFile log, Redactor redactor) {
        this.log = log;
        this.redactor = redactor;
    }

    void attach(Events events) {
        events.on(Pop3Event.class, this::onPop3)
                .on(FileNew.class, (FileNew e, Moment _) -> onFile(e))
                .on(
                        ConnectionStateRemove.class,
                        (ConnectionStateRemove e, Moment _) -> onRemove(e.c()));
    }

    private void onPop3(Pop3Event event, Moment moment) {
        Connection c = event.c();
        Pop3Record record = records.get(c, () -> new Pop3Record(moment.nanos()));
        switch (event) {
            case Pop3Event.Pop3Request e ->
                    record.onRequest(
                            e.command().ascii(),
                            ((Pop3Event.Pop3Request) redactor.redact(e)).arg());
            case Pop3Event.Pop3Reply e ->
                    record.onReply(e.cmd().equalsIgnoreCase("OK"), redactor.mask(c, e.msg()));
            case Pop3Event.Pop3Data e -> record.onData(c, e.data(), redactor);
            case Pop3Event.Pop3Unexpected _ -> record.onUnexpected();
            case Pop3Event.Pop3Starttls _ -> record.onTls();
            case Pop3Event.Pop3LoginSuccess e -> {
                redactor.redact(e);
                record.onLogin(e.user(), true);
            }
            case Pop3Event.Pop3LoginFailure e -> {
                redactor.redact(e);
                record.onLogin(e.user(), false);
            }
        }
    }

    private void onFile(FileNew e) {
        Pop3Record record = records.get(e.c());
        if (record != null) {
            record.onFile(e.f().id());
        }
    }

    private void onRemove(Connection c) {
        Pop3Record record = records.get(c);
        if (record != null) {
            record.write(c, log.begin());
            records.set(c, null);
        }
    }
}
