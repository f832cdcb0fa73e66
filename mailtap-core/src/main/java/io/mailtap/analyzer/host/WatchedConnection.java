package io.mailtap.analyzer.host;

import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Direction;
import io.mailtap.stream.Flow;
import io.mailtap.stream.StreamConsumer;
import io.mailtap.stream.TcpConnection;
import java.util.List;

/// The analyzers of one connection.
final class WatchedConnection implements StreamConsumer {
    private final ConnectionWatch watch;
    private final TcpConnection flow;
    private final List<AnalyzerFactory> factories;
    private List<AnalyzerSlot> slots = List.of();

    WatchedConnection(ConnectionWatch watch, TcpConnection flow, List<AnalyzerFactory> factories) {
        this.watch = watch;
        this.flow = flow;
        this.factories = factories;
    }

    /// Makes the analyzers when there is something to analyse: most connections of a scan never
    /// have any.
    private List<AnalyzerSlot> begun() {
        if (slots.isEmpty()) {
            slots = factories.stream().map(factory -> new AnalyzerSlot(this, factory)).toList();
        }
        return slots;
    }

    ConnectionWatch watch() {
        return watch;
    }

    Flow flow() {
        return flow;
    }

    boolean holdForAnalyzers(long octets) {
        return flow.holdForAnalyzers(octets);
    }

    boolean isPartial() {
        return flow.isPartial();
    }

    boolean hadGap() {
        return flow.hadGap();
    }

    @Override
    public void onData(Direction from, ByteSlice data) {
        for (AnalyzerSlot slot : begun()) {
            slot.onData(from, data);
        }
    }

    @Override
    public void onGap(Direction from, long seq, long length) {
        for (AnalyzerSlot slot : begun()) {
            slot.onGap(from, seq, length);
        }
    }

    @Override
    public void onEndOfStream(Direction from) {
        for (AnalyzerSlot slot : slots) {
            slot.onEndOfStream(from);
        }
    }

    @Override
    public void onClose() {
        for (AnalyzerSlot slot : slots) {
            slot.onClose();
        }
    }

    @Override
    public void onRemove() {
        for (AnalyzerSlot slot : slots) {
            slot.onRemove();
        }
    }
}
