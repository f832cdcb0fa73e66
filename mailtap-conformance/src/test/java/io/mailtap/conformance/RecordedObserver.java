package io.mailtap.conformance;

import io.mailtap.Engine;
import io.mailtap.event.AnalyzerEvent;
import io.mailtap.event.ConnectionEvent;
import io.mailtap.event.MimeEvent;
import io.mailtap.event.Pop3Event;
import io.mailtap.event.SmtpEvent;
import io.mailtap.event.WeirdEvent;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers sessions from the events of an engine, as a user's handlers would.
final class RecordedObserver {
    private static final class State {
        final RecordedSession session;
        final RecordedSmtpSession smtp;
        final RecordedPop3Session pop3;
        final Deque<RecordedEntity> entities = new ArrayDeque<>();

        State(ConnectionId id) {
            session =
                    RecordedSession.of(
                            endpoint(id.origH(), id.origP()), endpoint(id.respH(), id.respP()));
            smtp = new RecordedSmtpSession(session);
            pop3 = new RecordedPop3Session(session);
        }

        private static String endpoint(IpAddress address, int port) {
            return address + ":" + port;
        }
    }

    private final Map<Connection, State> states = new LinkedHashMap<>();

    RecordedObserver(Engine engine) {
        engine.events()
                .on(ConnectionEvent.NewConnection.class, e -> state(e.c()))
                .on(SmtpEvent.class, e -> state(e.c()).smtp.on(e))
                .on(Pop3Event.class, e -> state(e.c()).pop3.on(e))
                .on(MimeEvent.class, this::onMime)
                .on(WeirdEvent.ConnWeird.class, e -> problem(e.c(), "weird " + e.name()))
                .on(
                        AnalyzerEvent.AnalyzerViolation.class,
                        e -> problem(e.c(), "violation " + e.reason()))
                .on(
                        AnalyzerEvent.AnalyzerFailure.class,
                        e -> problem(e.c(), "FAILURE " + e.reason()))
                .on(ConnectionEvent.ContentGap.class, e -> problem(e.c(), "gap of " + e.length()));
    }

    /// {@return all connections in the order in which they began}
    List<RecordedSession> sessions() {
        return states.values().stream().map(state -> state.session).toList();
    }

    private State state(Connection c) {
        return states.computeIfAbsent(c, connection -> new State(connection.id()));
    }

    private void problem(Connection c, String text) {
        state(c).session.problems().add(text);
    }

    private void onMime(MimeEvent event) {
        State state = state(event.c());
        RecordedMail mail = state.session.mails().getLast();
        switch (event) {
            case MimeEvent.MimeBeginEntity _ ->
                    state.entities.push(new RecordedEntity(mail.reservePart()));
            case MimeEvent.MimeAllHeaders e -> state.entities.getFirst().headers(e.hlist());
            case MimeEvent.MimeSegmentData e -> state.entities.getFirst().data(e);
            case MimeEvent.MimeEndEntity _ -> {
                RecordedEntity entity = state.entities.pop();
                if (!entity.isMultipart()) {
                    mail.setPart(entity.index(), entity.part());
                }
            }
            default -> {}
        }
    }
}
