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
        RecordedMail mail;
        boolean isPop3;

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
                .on(Pop3Event.class, this::onPop3)
                .on(MimeEvent.class, this::onMime)
                .on(WeirdEvent.ConnWeird.class, this::onWeird)
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

    private void onPop3(Pop3Event e) {
        State state = state(e.c());
        state.isPop3 = true;
        state.pop3.on(e);
    }

    private void problem(Connection c, String text) {
        state(c).session.problems().add(text);
    }

    private void onWeird(WeirdEvent.ConnWeird e) {
        problem(e.c(), "weird " + e.name());
        if (e.name().equals("pop3_client_command_unknown")) {
            state(e.c()).pop3.onUnknown(e.addl());
        }
    }

    private void onMime(MimeEvent event) {
        State state = state(event.c());
        boolean begins = event instanceof MimeEvent.MimeBeginEntity && state.entities.isEmpty();
        if (begins && state.isPop3) {
            state.pop3.beginMail();
        }
        if (begins) {
            state.mail = state.session.mails().getLast();
        }
        RecordedMail mail = state.mail;
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
