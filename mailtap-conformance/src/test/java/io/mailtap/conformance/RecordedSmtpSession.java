package io.mailtap.conformance;

import io.mailtap.event.SmtpEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// Follows the SMTP events of one connection.
///
/// Commands may be pipelined: what a mail's envelope is, replies tell, which come in order.
final class RecordedSmtpSession {
    private final RecordedSession session;
    private final Deque<String> paths = new ArrayDeque<>();
    private final Deque<RecordedMail> unanswered = new ArrayDeque<>();
    private final Deque<RecordedMail> ended = new ArrayDeque<>();
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
            case SmtpEvent.SmtpUnexpected e -> onUnexpected(e.msg().utf8(), e.detail().latin1());
            case SmtpEvent.SmtpStarttls _ -> session.problems().add("starttls");
        }
    }

    private void onUnexpected(String msg, String detail) {
        session.problems().add("unexpected " + msg + ": " + detail);
        if (msg.equals("unknown command")) {
            session.commands().add("? " + detail);
        }
    }

    private void onRequest(String verb, String arg) {
        switch (verb) {
            case "AUTH_ANSWER" -> {
                sasl.answer(arg);
                return;
            }
            case "." -> {
                end();
                return;
            }
            case "AUTH" -> sasl.begin(arg);
            case "MAIL", "RCPT" -> paths.add(RecordedAddresses.inPath(arg));
            case "DATA" -> begin("DATA");
            case "BDAT" -> onChunk(arg);
            case "RSET", "EHLO", "HELO", "QUIT" -> inChunks = false;
            default -> {}
        }
        session.commands().add(arg.isEmpty() ? verb : verb + " " + arg);
    }

    private void begin(String via) {
        RecordedMail mail = new RecordedMail(via);
        session.mails().add(mail);
        unanswered.add(mail);
    }

    private void end() {
        RecordedMail mail = session.mails().getLast();
        mail.end();
        ended.add(mail);
    }

    private void onChunk(String arg) {
        if (!arg.matches("(?i)\\d+( +LAST)?")) {
            unanswered.add(new RecordedMail("BDAT")); // malformed: begins nothing
            return;
        }
        if (inChunks) {
            unanswered.add(session.mails().getLast());
        } else {
            begin("BDAT");
        }
        inChunks = !arg.toUpperCase(Locale.ROOT).endsWith("LAST");
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
            if (!ended.isEmpty()) {
                ended.remove().setReply(e.code());
            }
            clearEnvelope();
            return;
        }
        session.replies().add(Integer.toString(e.code()));
        switch (verb) {
            case "MAIL" -> onMailReply(e.code());
            case "RCPT" -> recipients.add(paths.poll() + " " + e.code());
            case "DATA", "BDAT" -> onContentReply(verb, e.code());
            case "AUTH", "AUTH_ANSWER" -> sasl.onReply(e.code());
            case "RSET", "EHLO", "HELO" -> clearEnvelope();
            default -> {}
        }
    }

    private void clearEnvelope() {
        from = "";
        recipients.clear();
    }

    private void onMailReply(int code) {
        String sender = paths.poll();
        if (code < 300) {
            from = sender;
            recipients.clear();
        }
    }

    private void onContentReply(String verb, int code) {
        RecordedMail mail = unanswered.remove();
        if (mail.reply() == 0) {
            mail.setEnvelope(from, recipients);
        }
        boolean accepted = recipients.stream().anyMatch(each -> each.matches(".* 2\\d\\d"));
        if (code >= 400 && !accepted) {
            session.mails().remove(mail);
        } else if (verb.equals("BDAT")) {
            mail.setReply(code);
            if (mail.isComplete() && !unanswered.contains(mail)) {
                clearEnvelope();
            }
        }
    }
}
