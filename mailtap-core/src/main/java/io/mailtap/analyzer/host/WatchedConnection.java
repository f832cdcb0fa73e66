package io.mailtap.analyzer.host;

import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Direction;
import io.mailtap.stream.StreamConsumer;
import io.mailtap.stream.TcpConnection;
import java.util.List;

/// A connection that has not said anything yet.
///
/// Most connections of a scan never do. The first octets go to [Candidates], which from then on
/// stand in this one's place; when one analyzer is left of them, it stands in theirs
/// ([AnalyzerSlot]). So a connection has no more than its state asks for.
final class WatchedConnection extends StreamConsumer {
    private final ConnectionWatch watch;
    private final List<AnalyzerFactory> registered;

    WatchedConnection(ConnectionWatch watch, TcpConnection flow, List<AnalyzerFactory> registered) {
        super(flow);
        this.watch = watch;
        this.registered = registered;
    }

    private Candidates begin() {
        Candidates all = new Candidates(watch, flow, registered);
        flow.consumer(all);
        return all;
    }

    @Override
    public void onData(Direction from, ByteSlice data) {
        begin().onData(from, data);
    }

    @Override
    public void onGap(Direction from, long seq, long length) {
        begin().onGap(from, seq, length);
    }

    @Override
    public void onEndOfStream(Direction from) {}

    @Override
    public void onClose() {}

    @Override
    public void onRemove() {}
}
