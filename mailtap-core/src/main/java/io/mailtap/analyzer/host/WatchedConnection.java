package io.mailtap.analyzer.host;

import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.analyzer.detect.ProxyPreface;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Direction;
import io.mailtap.stream.StreamConsumer;
import io.mailtap.stream.TcpConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection's octets on the way to its [Candidates].
///
/// Everything is made when the first octets come: most connections of a scan never have any. When
/// nothing can come of a connection any more, its octets are no longer asked for.
final class WatchedConnection implements StreamConsumer {
    private final ConnectionWatch watch;
    private final TcpConnection flow;
    private final List<AnalyzerFactory> registered;
    private @Nullable Candidates candidates;
    private @Nullable ProxyPreface preface;
    private boolean clientHasBegun;

    WatchedConnection(ConnectionWatch watch, TcpConnection flow, List<AnalyzerFactory> registered) {
        this.watch = watch;
        this.flow = flow;
        this.registered = registered;
    }

    private Candidates begun() {
        if (candidates == null) {
            candidates = new Candidates(watch, flow, registered);
        }
        return candidates;
    }

    @Override
    public void onData(Direction from, ByteSlice data) {
        Candidates all = begun();
        if (from.isOrig() && mayBePreface(data)) {
            int taken = takePreface(all, data);
            if (taken < data.length()) {
                all.onData(from, data.slice(taken, data.length()));
            }
        } else {
            all.onData(from, data);
        }
        settle(all);
    }

    /// The preface, if there is one, is the first that the client sends.
    private boolean mayBePreface(ByteSlice data) {
        if (!clientHasBegun) {
            clientHasBegun = true;
            if (!flow.isPartial() && ProxyPreface.mayBegin(data)) {
                preface = new ProxyPreface();
            }
        }
        return preface != null;
    }

    private int takePreface(Candidates all, ByteSlice data) {
        ProxyPreface open = preface;
        if (open == null) {
            return 0;
        }
        int taken = open.onData(data);
        switch (open.progress()) {
            case MORE -> {}
            case NONE -> endPreface(all);
            case FOUND -> {
                preface = null;
                all.weird("proxy_protocol", open.says());
            }
        }
        return taken;
    }

    /// What was taken for a preface is the client's own after all.
    private void endPreface(Candidates all) {
        ProxyPreface open = preface;
        preface = null;
        if (open != null && !open.taken().isEmpty()) {
            all.onData(Direction.ORIGINATOR, open.taken());
        }
    }

    @Override
    public void onGap(Direction from, long seq, long length) {
        Candidates all = begun();
        if (from.isOrig()) {
            clientHasBegun = true;
            endPreface(all);
        }
        all.onGap(from, seq, length);
        settle(all);
    }

    @Override
    public void onEndOfStream(Direction from) {
        Candidates all = candidates;
        if (all != null) {
            if (from.isOrig()) {
                endPreface(all);
            }
            all.onEndOfStream(from);
            settle(all);
        }
    }

    @Override
    public void onClose() {
        Candidates all = candidates;
        if (all != null) {
            all.onClose();
            if (preface == null && flow.isFinished() && all.mayEndAtClose()) {
                all.onRemove();
                flow.dropConsumer();
            }
        }
    }

    @Override
    public void onRemove() {
        if (candidates != null) {
            endPreface(candidates);
            candidates.onRemove();
        }
    }

    @Override
    public int touch(int step) {
        Candidates all = candidates;
        return all == null || step == 0 ? registered.size() : all.touch(step - 1);
    }

    private void settle(Candidates all) {
        if (preface == null && all.isEmpty()) {
            flow.dropConsumer();
        }
    }
}
