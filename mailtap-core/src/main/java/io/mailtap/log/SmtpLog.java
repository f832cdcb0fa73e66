package io.mailtap.log;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.ConnectionEvent.ConnectionStateRemove;
import io.mailtap.event.Events;
import io.mailtap.event.FileEvent.FileNew;
import io.mailtap.event.MimeEvent.MimeBeginEntity;
import io.mailtap.event.MimeEvent.MimeEndEntity;
import io.mailtap.event.Moment;
import io.mailtap.event.SmtpEvent.SmtpReply;
import io.mailtap.event.SmtpEvent.SmtpRequest;
import io.mailtap.event.SmtpEvent.SmtpStarttls;
import io.mailtap.event.SmtpEvent.SmtpUnexpected;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionLocal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// smtp.log: one row per mail, or per session that got as far as MAIL, RCPT or STARTTLS.
///
/// A row is written when the server has answered the end of the mail, when the next MAIL comes
/// before that, and at the connection's end.
final class SmtpLog {
    static final Schema SCHEMA =
            Schema.ofConnections(
                    "smtp",
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

    private static final Bytes EHLO = Bytes.of("EHLO");
    private static final Bytes HELO = Bytes.of("HELO");
    private static final Bytes LHLO = Bytes.of("LHLO");
    private static final Bytes MAIL = Bytes.of("MAIL");
    private static final Bytes RCPT = Bytes.of("RCPT");
    private static final Bytes AUTH = Bytes.of("AUTH");
    private static final Bytes AUTH_ANSWER = Bytes.of("AUTH_ANSWER");
    private static final Bytes BDAT = Bytes.of("BDAT");
    private static final Bytes END_OF_DATA = Bytes.of(".");

    private static final Deque<SmtpRecord> NONE = new ArrayDeque<>(0);

    /// What is known of a session between its mails.
    private static final class Session {
        private @Nullable Bytes helo;
        private int mails;
        private int chunksUnanswered;

        // Made when there is something to put in: most sessions at a time have no mail yet, or no
        // more.
        private @Nullable SmtpRecord record;

        // What the record begins with that has not been made.
        private long nanos;
        private int lastCode;
        private @Nullable Bytes lastReply;

        // Mails that were sent whole, and behind which the client has gone on without waiting for
        // the reply.
        private Deque<SmtpRecord> unanswered = NONE;

        Session(Moment moment) {
            nanos = moment.nanos();
        }

        /// The record of what goes on.
        SmtpRecord record(Connection c) {
            SmtpRecord made = record;
            if (made == null) {
                made = new SmtpRecord(c, nanos, mails + unanswered.size() + 1, helo);
                if (lastReply != null) {
                    made.onReply(lastCode, lastReply);
                }
                record = made;
            }
            return made;
        }

        void onReply(int code, Bytes text) {
            if (record != null) {
                record.onReply(code, text);
            } else {
                lastCode = code;
                lastReply = text;
            }
        }

        /// Takes note of new secrets, which may drive out those of replies.
        void keepReplies(Connection c, Redactor redactor) {
            if (lastReply != null) {
                lastReply = redactor.kept(c, lastReply);
            }
            if (record != null) {
                record.keepReply(redactor);
            }
            unanswered.forEach(each -> each.keepReply(redactor));
        }

        void next(Moment moment) {
            record = null;
            nanos = moment.nanos();
            lastReply = null;
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
                .on(ConnectionStateRemove.class, this::onRemove)
                .onField(this::onField);
    }

    private Session session(Connection c, Moment moment) {
        Session session = sessions.get(c);
        if (session == null) {
            session = new Session(moment);
            sessions.set(c, session);
        }
        return session;
    }

    private void onRequest(SmtpRequest e, Moment moment) {
        Session session = session(e.c(), moment);
        Bytes command = e.command();
        if (command.equals(AUTH) || command.equals(AUTH_ANSWER)) {
            session.keepReplies(e.c(), redactor);
        } else if (command.equals(RCPT)) {
            if (e.arg().asSlice().startsWithIgnoreCase("TO:")) {
                session.record(e.c()).onRecipient(redactor.mask(e.c(), e.arg()));
            }
        } else if (command.equals(MAIL)) {
            if (e.arg().asSlice().startsWithIgnoreCase("FROM:")) {
                beginMail(e.c(), session, moment);
                session.record(e.c()).onMail(redactor.mask(e.c(), e.arg()));
            }
        } else if (command.equals(END_OF_DATA)) {
            session.record(e.c()).ended = true;
        } else if (command.equals(BDAT)) {
            session.chunksUnanswered++;
            if (isLastChunk(e.arg())) {
                session.record(e.c()).ended = true;
            }
        } else if (command.equals(EHLO) || command.equals(HELO) || command.equals(LHLO)) {
            session.helo = BoundedSet.capped(redactor.mask(e.c(), e.arg()));
            if (session.record != null) {
                session.record.helo = session.helo;
            }
        }
    }

    private static boolean isLastChunk(Bytes arg) {
        return arg.slice(Math.max(0, arg.length() - 5), arg.length()).equalsIgnoreCase(" LAST");
    }

    private static final int MOST_UNANSWERED = 100;

    private void beginMail(Connection c, Session session, Moment moment) {
        SmtpRecord before = session.record;
        if (before != null && before.ended && session.unanswered.size() < MOST_UNANSWERED) {
            session.unanswered =
                    session.unanswered == NONE ? new ArrayDeque<>(2) : session.unanswered;
            session.unanswered.add(before);
            session.next(moment);
        } else {
            flush(session, moment);
        }
    }

    private void onReply(SmtpReply e, Moment moment) {
        Session session = session(e.c(), moment);
        boolean chunk = e.cmd().equals(BDAT);
        boolean end = e.cmd().equals(END_OF_DATA);
        if (chunk && !e.contResp()) {
            session.chunksUnanswered--;
        }
        SmtpRecord oldest = session.unanswered.peekFirst();
        SmtpRecord sent = oldest == null ? session.record : oldest;
        Bytes text = redactor.kept(e.c(), e.msg());
        boolean toMail = end || chunk && sent != null && sent.ended;
        if (toMail && oldest != null) {
            oldest.onReply(e.code(), text);
        } else {
            session.onReply(e.code(), text);
        }
        if (toMail && !e.contResp() && (end || session.chunksUnanswered <= 0)) {
            session.mails++;
            session.chunksUnanswered = 0;
            if (oldest != null) {
                session.unanswered.poll();
                oldest.write(log.begin(), redactor);
            } else {
                flush(session, moment);
                session.next(moment);
            }
        }
    }

    private void onStarttls(SmtpStarttls e, Moment moment) {
        session(e.c(), moment).record(e.c()).onTls();
    }

    /// A gap ends the mail; what comes behind it is another.
    private void onUnexpected(SmtpUnexpected e) {
        Session session = sessions.get(e.c());
        if (session != null && session.record != null && e.msg().equalsIgnoreCase("content gap")) {
            session.record.onGap();
        }
    }

    private void onEntity(MimeBeginEntity e, Moment moment) {
        Session session = sessions.get(e.c());
        if (session == null) {
            return;
        }
        if (session.record != null && session.record.isCutOff()) {
            session.mails++;
            flush(session, moment);
            session.record(e.c()).onMailWithoutEnvelope();
        }
        session.record(e.c()).onEntity();
    }

    private void onEntityEnd(MimeEndEntity e) {
        Session session = sessions.get(e.c());
        if (session != null) {
            session.record(e.c()).onEntityEnd();
        }
    }

    private void onFile(FileNew e) {
        Session session = sessions.get(e.c());
        if (session != null && !SslLog.isOfHandshake(e.f())) {
            session.record(e.c()).onFile(e.f().id());
        }
    }

    private void onField(Connection c, ByteSlice name, ByteSlice value) {
        Session session = sessions.get(c);
        if (session != null) {
            SmtpRecord record = session.record(c);
            HeaderField field = record.field(name);
            if (field != null) {
                record.onHeader(field, redactor.mask(c, value.toBytes()));
            }
        }
    }

    private void onRemove(ConnectionStateRemove e, Moment moment) {
        Session session = sessions.get(e.c());
        if (session != null) {
            for (SmtpRecord record : session.unanswered) {
                record.write(log.begin(), redactor);
            }
            flush(session, moment);
            sessions.set(e.c(), null);
        }
    }

    private void flush(Session session, Moment moment) {
        SmtpRecord record = session.record;
        if (record != null && record.isWorthLogging()) {
            record.write(log.begin(), redactor);
            session.next(moment);
        }
    }
}
