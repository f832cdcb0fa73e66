package io.mailtap.analyzer.host;

import io.mailtap.analyzer.Analyzer;
import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.analyzer.Message;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.AnalyzerEvent.AnalyzerConfirmation;
import io.mailtap.event.AnalyzerEvent.AnalyzerFailure;
import io.mailtap.event.AnalyzerEvent.AnalyzerViolation;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.HandlerException;
import io.mailtap.event.WeirdEvent.ConnWeird;
import io.mailtap.net.Connection;
import io.mailtap.net.Direction;

/// One analyzer on one connection: its context, and the guard that keeps a fault of ours from
/// spreading.
final class AnalyzerSlot implements AnalyzerContext {
    /// Payload octets of both sides within which a violation takes an analyzer off.
    private static final long VIOLATION_WINDOW = 10_240;

    private final WatchedConnection watched;
    private final AnalyzerFactory factory;
    private final Analyzer analyzer;
    private boolean confirmed;
    private boolean done;
    private boolean removed;
    private long held;

    AnalyzerSlot(WatchedConnection watched, AnalyzerFactory factory) {
        this.watched = watched;
        this.factory = factory;
        analyzer = factory.create(this);
    }

    Analyzer analyzer() {
        return analyzer;
    }

    // ---- octets, guarded

    void onData(Direction from, ByteSlice data) {
        if (done) {
            return;
        }
        try { // not guarded(...): a lambda for every segment would be garbage for every segment
            analyzer.onData(from, data);
        } catch (HandlerException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(e);
        }
        removeIfDone();
    }

    void onGap(Direction from, long seq, long length) {
        if (!done) {
            guarded(() -> analyzer.onGap(from, seq, length));
        }
    }

    void onEndOfStream(Direction from) {
        if (!done) {
            guarded(() -> analyzer.onEndOfStream(from));
        }
    }

    void onClose() {
        if (!done) {
            guarded(analyzer::onClose);
        }
    }

    void onRemove() {
        if (!removed) {
            removed = true;
            guarded(analyzer::onRemove);
            hold(-held);
        }
        done = true;
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (HandlerException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(e);
        }
        removeIfDone();
    }

    private void removeIfDone() {
        if (done && !removed) {
            onRemove();
        }
    }

    private void failed(RuntimeException e) {
        done = true;
        removed = true;
        hold(-held);
        watched.watch().countFailure();
        StackTraceElement[] trace = e.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        events().raise(new AnalyzerFailure(connection(), factory.name() + ": " + e + place));
    }

    // ---- context

    @Override
    public Connection connection() {
        return watched.flow();
    }

    @Override
    public Events events() {
        return watched.watch().events();
    }

    @Override
    public boolean isPartial() {
        return watched.isPartial();
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public void confirm() {
        if (!confirmed) {
            confirmed = true;
            watched.flow().addService(factory.name());
            if (events().wants(EventType.ANALYZER_CONFIRMATION)) {
                events().raise(new AnalyzerConfirmation(connection(), factory.name()));
            }
        }
    }

    @Override
    public void violation(String reason, ByteSlice data) {
        if (isPartial() || watched.hadGap()) {
            return;
        }
        if (events().wants(EventType.ANALYZER_VIOLATION)) {
            Bytes octets = data.toBytes();
            events().raise(new AnalyzerViolation(connection(), factory.name(), reason, octets));
        }
        long seen = connection().orig().size() + connection().resp().size();
        if (seen <= VIOLATION_WINDOW) {
            done = true;
            watched.flow().removeService(factory.name());
        }
    }

    @Override
    public void weird(String name, String detail) {
        weird(name, detail, factory.name());
    }

    @Override
    public void weird(String name, String detail, String source) {
        if (events().wants(EventType.CONN_WEIRD)) {
            events().raise(new ConnWeird(name, connection(), detail, source));
        }
    }

    @Override
    public boolean hold(long octets) {
        held += octets;
        return watched.holdForAnalyzers(octets);
    }

    @Override
    public void markLimit() {
        watched.flow().markLimit();
    }

    @Override
    public Message beginMessage(Direction from) {
        return watched.watch().messages().begin(this, factory.name(), from);
    }
}
