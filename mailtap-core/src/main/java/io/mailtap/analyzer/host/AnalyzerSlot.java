package io.mailtap.analyzer.host;

import io.mailtap.analyzer.Analyzer;
import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.analyzer.Message;
import io.mailtap.analyzer.Scratch;
import io.mailtap.analyzer.detect.Detection;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.AnalyzerEvent.AnalyzerConfirmation;
import io.mailtap.event.AnalyzerEvent.AnalyzerFailed;
import io.mailtap.event.AnalyzerEvent.AnalyzerFailure;
import io.mailtap.event.AnalyzerEvent.AnalyzerViolation;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.HandlerException;
import io.mailtap.event.WeirdEvent.ConnWeird;
import io.mailtap.net.Connection;
import io.mailtap.net.Direction;
import io.mailtap.stream.StreamConsumer;
import io.mailtap.stream.TcpConnection;
import org.jspecify.annotations.Nullable;

/// One analyzer on one connection: its context, and the guard that keeps a fault of ours from
/// spreading.
///
/// A violation takes the analyzer off if it comes early: within so many octets of both sides,
/// counted to the end of the line that the analyzer looks at, and of the other side to the end of
/// its last line, so that it does not depend on how they were cut.
///
/// An analyzer may go over to TLS, whose analyzer then has a slot of its own behind this one.
///
/// As long as others are tried beside it, a slot is one of [Candidates]; then it takes the
/// connection's octets itself, and is all there is between them and the analyzer.
final class AnalyzerSlot extends StreamConsumer
        implements AnalyzerContext, Analyzer, Detection.Listener, SlotOwner {
    /// Payload octets of both sides within which a violation takes an analyzer off.
    private static final long VIOLATION_WINDOW = 10_240;

    private final ConnectionWatch watch;
    private final AnalyzerFactory factory;
    private final Analyzer analyzer;

    // Those it is one of, or whose TLS it reads; null if it is alone.
    private @Nullable SlotOwner owner;
    private final boolean secondChance;
    private boolean readsServer;
    private boolean confirmed;
    private boolean violatedByServer;
    private boolean done;
    private boolean removed;
    private int held;

    /// Creates a slot.
    ///
    /// @param secondChance whether an analyzer before this one was taken off for the server's first
    ///   lines; what does not fit is then overlooked until the analyzer is sure
    AnalyzerSlot(
            ConnectionWatch watch,
            TcpConnection flow,
            Candidates candidates,
            AnalyzerFactory factory,
            boolean secondChance) {
        super(flow);
        this.watch = watch;
        owner = candidates;
        this.factory = factory;
        this.secondChance = secondChance;
        analyzer = factory.create(this);
    }

    /// Creates the slot of the analyzer to which another goes over.
    private AnalyzerSlot(AnalyzerSlot parent, AnalyzerFactory factory) {
        super(parent.flow);
        watch = parent.watch;
        this.factory = factory;
        owner = parent;
        secondChance = false;
        analyzer = factory.create(this);
    }

    /// Is the connection's consumer from now on.
    void standAlone() {
        owner = null;
    }

    String name() {
        return factory.name();
    }

    boolean isRemoved() {
        return removed;
    }

    /// Whether the analyzer was taken off for what the server said, or may yet be, before it was
    /// sure, and not again.
    boolean isOnTrial() {
        return !confirmed && !secondChance && (violatedByServer || !done);
    }

    /// Whether a second chance is deserved: it was the server that did not fit, not the client.
    boolean mayTryAgain() {
        return violatedByServer && !confirmed && !secondChance;
    }

    @Override
    public long position(Direction from) {
        return analyzer.position(from);
    }

    // ---- octets, guarded

    @Override
    public void onData(Direction from, ByteSlice data) {
        if (done) {
            settle();
            return;
        }
        readsServer = !from.isOrig();
        try { // not guarded(...): a lambda for every segment would be garbage for every segment
            analyzer.onData(from, data);
        } catch (HandlerException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(e);
        }
        if (done) {
            removeIfDone();
            settle();
        }
    }

    @Override
    public void onGap(Direction from, long seq, long length) {
        if (!done) {
            guarded(() -> analyzer.onGap(from, seq, length));
        }
        settle();
    }

    @Override
    public void onEndOfStream(Direction from) {
        if (!done) {
            guarded(() -> analyzer.onEndOfStream(from));
        }
        settle();
    }

    @Override
    public void onClose() {
        if (!done) {
            guarded(analyzer::onClose);
        }
        if (owner == null && flow.isFinished()) {
            onRemove(); // a closed connection is remembered for some seconds, this need not be
            flow.dropConsumer();
        }
    }

    /// Asks for no more octets if they go nowhere.
    private void settle() {
        if (removed && owner == null) {
            flow.dropConsumer();
        }
    }

    @Override
    public void onRemove() {
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
        watch.countFailure();
        StackTraceElement[] trace = e.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        events().raise(new AnalyzerFailure(connection(), factory.name() + ": " + e + place));
    }

    // ---- context

    @Override
    public Connection connection() {
        return flow;
    }

    @Override
    public Events events() {
        return watch.events();
    }

    @Override
    public Scratch scratch() {
        return watch.scratch();
    }

    @Override
    public boolean isPartial() {
        // What stands behind another analyzer begins where that one has seen it begin.
        return !(owner instanceof AnalyzerSlot) && flow.isPartial();
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public void confirm() {
        if (!confirmed) {
            confirmed = true;
            onConfirmation();
            flow.addService(factory.name());
            if (events().wants(EventType.ANALYZER_CONFIRMATION)) {
                events().raise(new AnalyzerConfirmation(connection(), factory.name()));
            }
        }
    }

    @Override
    public void onConfirmation() {
        if (owner != null) {
            owner.onConfirmation();
        }
    }

    @Override
    public void violation(String reason, ByteSlice data) {
        boolean partial = flow.isPartial();
        if (partial || flow.hadGap() || secondChance && !confirmed) {
            return;
        }
        if (events().wants(EventType.ANALYZER_VIOLATION)) {
            Bytes octets = data.toBytes();
            events().raise(new AnalyzerViolation(connection(), factory.name(), reason, octets));
        }
        long read =
                analyzer.position(Direction.ORIGINATOR) + analyzer.position(Direction.RESPONDER);
        if (read <= VIOLATION_WINDOW && !done) {
            done = true;
            violatedByServer = readsServer;
            flow.removeService(factory.name());
            if (events().wants(EventType.ANALYZER_FAILED)) {
                Bytes octets = data.toBytes();
                events().raise(new AnalyzerFailed(connection(), factory.name(), reason, octets));
            }
        }
    }

    @Override
    public boolean isGreetingOver() {
        return secondChance;
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
        held = Math.toIntExact(held + octets);
        return flow.holdForAnalyzers(octets);
    }

    @Override
    public void markLimit() {
        flow.markLimit();
    }

    @Override
    public Message beginMessage(Direction from) {
        return watch.messages().begin(this, factory.name(), from);
    }

    @Override
    public Analyzer beginTls() {
        return new AnalyzerSlot(this, watch.tls());
    }

    @Override
    public void finish() {
        done = true;
        if (owner != null) {
            owner.onFinish();
        }
    }

    @Override
    public void onFinish() {
        finish();
    }

    @Override
    public void file(Direction from, int number, String mimeType, ByteSlice octets) {
        watch.files().take(this, factory.name(), from, number, mimeType, octets);
    }
}
