package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.ConnectionEvent.ConnectionStateRemove;
import io.mailtap.event.Events;
import io.mailtap.event.FileEvent.FileNew;
import io.mailtap.event.MimeEvent.MimeBeginEntity;
import io.mailtap.event.MimeEvent.MimeEndEntity;
import io.mailtap.event.MimeEvent.MimeOneHeader;
import io.mailtap.event.Moment;
import io.mailtap.event.SmtpEvent.SmtpReply;
import io.mailtap.event.SmtpEvent.SmtpRequest;
import io.mailtap.event.SmtpEvent.SmtpStarttls;
import io.mailtap.event.SmtpEvent.SmtpUnexpected;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionLocal;
import java.util.ArrayDeque;
import java.util.Deque;

/// smtp.log: one row per mail, or per session that got as far as MAIL, RCPT or STARTTLS.
///
/// A row is written when the server has answered the end of the mail, when the next MAIL comes
/// before that, and at the connection's end.
final class SmtpLog {
    static final Schema SCHEMA =
            Schema.of(
                    "smtp",
                    "ts time",
                    "uid string",
                    "id.orig_h addr",
                    "id.orig_p port",
                    "id.resp_h addr",
                    "id.resp_p port",
                    "trans_depth count",
                    "helo string",
                    "mailfrom string",
                    "rcptto set[string]",
                    "date string",
                    "from string",
                    "to set[string]",
                    "cc set[string]",
                    "reply_to string",
                    "msg_id string",
                    "in_reply_to string",
                    "subject string",
                    "x_originating_ip addr",
                    "first_received string",
                    "second_received string",
                    "last_reply string",
                    "path vector[addr]",
                    "user_agent string",
                    "tls bool",
                    "fuids vector[string]");

    private static final Deque<SmtpRecord> NONE = new ArrayDeque<>(0);

    /// What is known of a session between its mails.
    private static final class Session {
        private @org.jspecify.annotations.Nullable Bytes helo;
        private int mails;
        private int chunksUnanswered;
        private SmtpRecord record;

        // Mails that were sent whole, and behind which the client has gone on without waiting for
        // the reply.
        private Deque<SmtpRecord> unanswered = NONE;

        Session(Connection c, Moment moment) {
            record = new SmtpRecord(c, moment.nanos(), 1, null);
        }

        void next(Connection c, Moment moment) {
            record = new SmtpRecord(c, moment.nanos(), mails + unanswered.size() + 1, helo);
        }
    }

    private final LogFile log;
    private final Redactor redactor;
    private final ConnectionLocal<Session> sessions = new ConnectionLocal<>();

    SmtpLog(LogFile log, Redactor redactor) {
        this.log = log;
        this.redactor = redactor;
    }

    void attach(Events events) {
        events.on(SmtpRequest.class, this::onRequest)
                .on(SmtpReply.class, this::onReply)
                .on(SmtpStarttls.class, this::onStarttls)
                .on(SmtpUnexpected.class, (SmtpUnexpected e, Moment _) -> onUnexpected(e))
                .on(FileNew.class, (FileNew e, Moment _) -> onFile(e))
                .on(MimeBeginEntity.class, this::onEntity)
                .on(MimeEndEntity.class, (MimeEndEntity e, Moment _) -> onEntityEnd(e))
                .on(MimeOneHeader.class, (MimeOneHeader e, Moment _) -> onHeader(e))
                .on(ConnectionStateRemove.class, this::onRemove);
    }

    private Session session(Connection c, Moment moment) {
        return sessions.get(c, () -> new Session(c, moment));
    }

    private void onRequest(SmtpRequest e, Moment moment) {
        Session session = session(e.c(), moment);
        Bytes arg = e.arg();
        switch (e.command().ascii()) {
            case "HELO", "EHLO", "LHLO" -> {
                session.helo = BoundedSet.capped(redactor.mask(e.c(), arg));
                session.record.helo = session.helo;
            }
            case "MAIL" -> {
                if (arg.asSlice().startsWithIgnoreCase("FROM:")) {
                    beginMail(e.c(), session, moment);
                    session.record.onMail(redactor.mask(e.c(), arg));
                }
            }
            case "." -> session.record.ended = true;
            case "RCPT" -> {
                if (arg.asSlice().startsWithIgnoreCase("TO:")) {
                    session.record.onRecipient(redactor.mask(e.c(), arg));
                }
            }
            case "BDAT" -> {
                session.chunksUnanswered++;
                if (arg.slice(Math.max(0, arg.length() - 5), arg.length())
                        .equalsIgnoreCase(" LAST")) {
                    session.record.ended = true;
                }
            }
            default -> {}
        }
    }

    private static final int MOST_UNANSWERED = 100;

    private void beginMail(Connection c, Session session, Moment moment) {
        if (session.record.ended && session.unanswered.size() < MOST_UNANSWERED) {
            session.unanswered =
                    session.unanswered == NONE ? new ArrayDeque<>(2) : session.unanswered;
            session.unanswered.add(session.record);
            session.next(c, moment);
        } else {
            flush(c, session, moment);
        }
    }

    private void onReply(SmtpReply e, Moment moment) {
        Session session = session(e.c(), moment);
        boolean chunk = e.cmd().equalsIgnoreCase("BDAT");
        if (chunk && !e.contResp()) {
            session.chunksUnanswered--;
        }
        SmtpRecord oldest =
                session.unanswered.isEmpty() ? session.record : session.unanswered.getFirst();
        boolean toMail = e.cmd().equalsIgnoreCase(".") || chunk && oldest.ended;
        SmtpRecord answered = toMail ? oldest : session.record;
        answered.onReply(e.code(), BoundedSet.capped(redactor.mask(e.c(), e.msg())));
        boolean last = e.cmd().equalsIgnoreCase(".") || session.chunksUnanswered <= 0;
        if (toMail && last && !e.contResp()) {
            session.mails++;
            session.chunksUnanswered = 0;
            if (session.unanswered.poll() != null) {
                answered.write(log.begin());
            } else {
                flush(e.c(), session, moment);
                session.next(e.c(), moment);
            }
        }
    }

    private void onStarttls(SmtpStarttls e, Moment moment) {
        session(e.c(), moment).record.onTls();
    }

    /// A gap ends the mail; what comes behind it is another.
    private void onUnexpected(SmtpUnexpected e) {
        Session session = sessions.get(e.c());
        if (session != null && e.msg().equalsIgnoreCase("content gap")) {
            session.record.onGap();
        }
    }

    private void onEntity(MimeBeginEntity e, Moment moment) {
        Session session = sessions.get(e.c());
        if (session == null) {
            return;
        }
        if (session.record.isCutOff()) {
            session.mails++;
            flush(e.c(), session, moment);
            session.record.onMailWithoutEnvelope();
        }
        session.record.onEntity();
    }

    private void onEntityEnd(MimeEndEntity e) {
        Session session = sessions.get(e.c());
        if (session != null) {
            session.record.onEntityEnd();
        }
    }

    private void onFile(FileNew e) {
        Session session = sessions.get(e.c());
        if (session != null && !SslLog.isOfHandshake(e.f())) {
            session.record.onFile(e.f().id());
        }
    }

    private void onHeader(MimeOneHeader e) {
        Session session = sessions.get(e.c());
        if (session != null) {
            session.record.onHeader(e.h().name(), redactor.mask(e.c(), e.h().value()));
        }
    }

    private void onRemove(ConnectionStateRemove e, Moment moment) {
        Session session = sessions.get(e.c());
        if (session != null) {
            session.unanswered.forEach(record -> record.write(log.begin()));
            flush(e.c(), session, moment);
            sessions.set(e.c(), null);
        }
    }

    private void flush(Connection c, Session session, Moment moment) {
        if (session.record.isWorthLogging()) {
            session.record.write(log.begin());
            session.next(c, moment);
        }
    }
}
