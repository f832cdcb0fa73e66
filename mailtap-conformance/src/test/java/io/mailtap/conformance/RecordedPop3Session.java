package io.mailtap.conformance;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.Pop3Event;
import java.util.List;
import java.util.Locale;

/// Follows the POP3 events of one connection.
final class RecordedPop3Session {
    private final RecordedSession session;
    private String mechanism = "";
    private String pending = "";
    private boolean greeted;
    private boolean inMail;

    RecordedPop3Session(RecordedSession session) {
        this.session = session;
    }

    void on(Pop3Event event) {
        switch (event) {
            case Pop3Event.Pop3Request e -> onRequest(e.command().utf8(), e.arg().utf8());
            case Pop3Event.Pop3Reply e -> onReply(e.cmd().utf8());
            case Pop3Event.Pop3Data e -> {
                if (inMail) {
                    session.mails().getLast().line(e.data().toArray());
                }
            }
            case Pop3Event.Pop3Unexpected e ->
                    session.problems().add("unexpected " + e.msg() + ": " + e.detail());
            case Pop3Event.Pop3Starttls _ -> session.problems().add("starttls");
            case Pop3Event.Pop3LoginSuccess e -> login(e.user(), e.password(), true);
            case Pop3Event.Pop3LoginFailure e -> login(e.user(), e.password(), false);
        }
    }

    /// Takes the weird for a command that does not exist.
    void onUnknown(String verb) {
        greeted = true;
        endMail();
        pending = "";
        session.commands().add("? " + verb);
    }

    private void onRequest(String verb, String arg) {
        greeted = true;
        endMail();
        pending = arg.isEmpty() ? verb : verb + " " + arg;
        session.commands().add(pending);
        switch (verb) {
            case "PASS" -> mechanism = "USER/PASS";
            case "APOP" -> mechanism = "APOP";
            case "AUTH" -> mechanism = arg.replaceFirst(" .*", "").toUpperCase(Locale.ROOT);
            default -> {}
        }
    }

    private void onReply(String status) {
        if (!greeted) {
            greeted = true;
            return;
        }
        session.replies().add(status.equals("OK") ? "+OK" : "-ERR");
        if (status.equals("OK") && pending.matches("(RETR|TOP) .*")) {
            beginMail();
        }
    }

    /// Begins a mail, unless that has been done: the reply to RETR follows the mail's first event.
    void beginMail() {
        if (!inMail) {
            inMail = true;
            session.mails().add(new RecordedMail(pending));
        }
    }

    // Ends the mail that is being retrieved, if there is one: the next command tells.
    private void endMail() {
        if (inMail) {
            session.mails().getLast().end();
            inMail = false;
        }
    }

    private void login(Bytes user, Bytes password, boolean ok) {
        session.logins()
                .add(new RecordedLogin(mechanism, user.utf8(), password.utf8(), List.of(), ok));
    }
}
