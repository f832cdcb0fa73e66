package io.mailtap.conformance;

import io.mailtap.event.SmtpEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Follows the SMTP events of one connection.
final class RecordedSmtpSession {
    private final RecordedSession session;
    private final Deque<String> envelope = new ArrayDeque<>();
    private final List<String> recipients = new ArrayList<>();
    private final RecordedSasl sasl;
    private String from = "";
    private boolean inChunks;

    RecordedSmtpSession(RecordedSession session) {
        this.session = session;
        sasl = new RecordedSasl(session);
    }

    void on(SmtpEvent event) {
        switch (event) {
            case SmtpEvent.SmtpRequest e -> onRequest(e.command().utf8(), e.arg().utf8());
            case SmtpEvent.SmtpReply e -> onReply(e);
            case SmtpEvent.SmtpData e -> session.mails().getLast().line(e.data().toArray());
            case SmtpEvent.SmtpUnexpected e ->
                    session.problems().add("unexpected " + e.msg() + ": " + e.detail());
            case SmtpEvent.SmtpStarttls _ -> session.problems().add("starttls");
        }
    }

    private void onRequest(String verb, String arg) {
        switch (verb) {
            case "AUTH_ANSWER" -> {
                sasl.answer(arg);
                return;
            }
            case "." -> {
                session.mails().getLast().end();
                return;
            }
            case "AUTH" -> sasl.begin(arg);
            case "MAIL", "RCPT" -> envelope.add(RecordedAddresses.inPath(arg));
            case "DATA" -> begin("DATA");
            case "BDAT" -> onChunk(arg);
            case "RSET", "EHLO", "HELO", "QUIT" -> inChunks = false;
            default -> {}
        }
        session.commands().add(arg.isEmpty() ? verb : verb + " " + arg);
    }

    private void begin(String via) {
        session.mails().add(new RecordedMail(via, from, recipients));
    }

    private void onChunk(String arg) {
        if (!inChunks) {
            begin("BDAT");
        }
        inChunks = !arg.toUpperCase(java.util.Locale.ROOT).endsWith("LAST");
        if (!inChunks) {
            session.mails().getLast().end();
        }
    }

    private void onReply(SmtpEvent.SmtpReply e) {
        String verb = e.cmd().utf8();
        if (e.contResp() || verb.equals(">")) {
            return;
        }
        if (verb.equals(".")) {
            session.mails().getLast().setReply(e.code());
            return;
        }
        session.replies().add(Integer.toString(e.code()));
        switch (verb) {
            case "MAIL" -> onMailReply(e.code());
            case "RCPT" -> recipients.add(envelope.remove() + " " + e.code());
            case "DATA" -> onDataReply(e.code());
            case "BDAT" -> session.mails().getLast().setReply(e.code());
            case "AUTH", "AUTH_ANSWER" -> sasl.onReply(e.code());
            default -> {}
        }
    }

    private void onMailReply(int code) {
        String sender = envelope.remove();
        if (code < 300) {
            from = sender;
            recipients.clear();
        }
    }

    private void onDataReply(int code) {
        if (code >= 400 && !session.mails().isEmpty() && session.mails().getLast().size() == 0) {
            session.mails().removeLast();
        }
    }
}
