package io.mailtap.analyzer.host;

import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.analyzer.detect.Detection;
import io.mailtap.analyzer.detect.TunnelHandshake;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.AnalyzerEvent.SignatureMatch;
import io.mailtap.event.EventType;
import io.mailtap.event.WeirdEvent.ConnWeird;
import io.mailtap.net.Direction;
import io.mailtap.stream.TcpConnection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The analyzers that are tried on a connection, and the search for more.
///
/// Those of registered ports begin with the first octet. Others are enabled by signatures, and are
/// told what they have missed. Each analyzer is tried once; one that was taken off for what the
/// server said, before it was sure, may be enabled a second time, from behind what it has read.
final class Candidates implements Detection.Target {
    private final ConnectionWatch watch;
    private final TcpConnection flow;
    private List<AnalyzerSlot> slots;
    private @Nullable Detection detection;
    private @Nullable TunnelHandshake tunnel;
    private boolean clientHasBegun;
    private boolean reviewDue;

    Candidates(ConnectionWatch watch, TcpConnection flow, List<AnalyzerFactory> registered) {
        this.watch = watch;
        this.flow = flow;
        slots = List.of();
        for (AnalyzerFactory factory : registered) {
            add(new AnalyzerSlot(this, factory, false));
        }
        detection = watch.detector().begin(flow, this);
    }

    private void add(AnalyzerSlot slot) {
        List<AnalyzerSlot> more = new ArrayList<>(slots);
        more.add(slot);
        slots = List.copyOf(more);
    }

    ConnectionWatch watch() {
        return watch;
    }

    TcpConnection flow() {
        return flow;
    }

    /// {@return whether nobody wants any more octets}
    boolean isEmpty() {
        if (detection != null || tunnel != null) {
            return false;
        }
        for (int i = 0; i < slots.size(); i++) { // an iterator would be garbage for every segment
            if (!slots.get(i).isRemoved()) {
                return false;
            }
        }
        return true;
    }

    /// {@return whether nothing more can come of it once the connection has closed}
    ///
    /// A closed connection is remembered for some seconds, its analyzers need not be.
    boolean mayEndAtClose() {
        return detection == null;
    }

    int touch(int step) {
        List<AnalyzerSlot> all = slots;
        return step == 0 || all.isEmpty() ? all.size() : all.getFirst().touch(step - 1);
    }

    void weird(String name, String detail) {
        if (watch.events().wants(EventType.CONN_WEIRD)) {
            watch.events().raise(new ConnWeird(name, flow, detail, ""));
        }
    }

    void onConfirmation() {
        reviewDue = true;
    }

    // ---- the stream

    void onData(Direction from, ByteSlice data) {
        if (from.isOrig() && !clientHasBegun) {
            clientHasBegun = true;
            tunnel = isTunnelPossible() ? TunnelHandshake.of(data) : null;
        }
        TunnelHandshake open = tunnel;
        int outside = open == null ? 0 : open.onData(from, data);
        if (open == null || open.progress() != TunnelHandshake.Progress.OPEN) {
            tunnel = open == null || open.progress() != TunnelHandshake.Progress.MORE ? null : open;
            deliver(from, data, 0, data.length());
            return;
        }
        deliver(from, data, 0, outside);
        enterTunnel();
        deliver(from, data, outside, data.length());
    }

    private boolean isTunnelPossible() {
        return watch.detector().isOn() && slots.isEmpty() && !flow.isPartial();
    }

    /// What was said to open the tunnel is no part of the conversation within.
    private void enterTunnel() {
        tunnel = null;
        if (detection != null) {
            detection.onRemove();
        }
        detection = watch.detector().begin(flow, this);
    }

    /// Detection looks first, so that analyzers are given no more than what led to a match before
    /// it is acted on.
    private void deliver(Direction from, ByteSlice data, int begin, int end) {
        int at = begin;
        while (at < end) {
            Detection open = detection;
            ByteSlice rest = at == 0 && end == data.length() ? data : data.slice(at, end);
            int looked = open == null ? rest.length() : open.look(from, rest);
            ByteSlice piece = looked == rest.length() ? rest : rest.slice(0, looked);
            List<AnalyzerSlot> present = slots;
            for (int i = 0; i < present.size(); i++) {
                present.get(i).onData(from, piece);
            }
            if (open != null) {
                open.act();
                review(open);
            }
            at += looked;
        }
    }

    private void review(Detection open) {
        if (reviewDue) {
            reviewDue = false;
            open.review();
        }
        if (open.isOver() && detection == open) {
            detection = null;
        }
    }

    void onGap(Direction from, long seq, long length) {
        tunnel = null;
        for (AnalyzerSlot slot : slots) {
            slot.onGap(from, seq, length);
        }
        if (detection != null) {
            detection.onGap(from, seq, length);
            review(detection);
        }
    }

    void onEndOfStream(Direction from) {
        for (AnalyzerSlot slot : slots) {
            slot.onEndOfStream(from);
        }
        if (detection != null) {
            detection.onEndOfStream(from);
            review(detection);
        }
    }

    void onClose() {
        for (AnalyzerSlot slot : slots) {
            slot.onClose();
        }
    }

    void onRemove() {
        if (detection != null) {
            detection.onRemove();
            detection = null;
        }
        for (AnalyzerSlot slot : slots) {
            slot.onRemove();
        }
    }

    // ---- called by Detection

    private @Nullable AnalyzerSlot named(String analyzer) {
        AnalyzerSlot last = null;
        for (AnalyzerSlot slot : slots) {
            last = slot.name().equals(analyzer) ? slot : last;
        }
        return last;
    }

    @Override
    public boolean mayEnable(String analyzer) {
        return named(analyzer) == null;
    }

    @Override
    public boolean mayEnableAgain(String analyzer) {
        AnalyzerSlot there = named(analyzer);
        return there == null || there.isOnTrial();
    }

    @Override
    public void enable(String analyzer) {
        if (named(analyzer) == null) {
            begin(analyzer, false, 0, 0);
        }
    }

    @Override
    public void enableAgain(String analyzer) {
        AnalyzerSlot there = named(analyzer);
        if (there != null && there.mayTryAgain()) {
            begin(
                    analyzer,
                    true,
                    there.position(Direction.ORIGINATOR),
                    there.position(Direction.RESPONDER));
        }
    }

    private void begin(String analyzer, boolean again, long origRead, long respRead) {
        AnalyzerFactory factory = watch.detector().analyzer(analyzer);
        Detection open = detection;
        if (factory != null && open != null) {
            AnalyzerSlot slot = new AnalyzerSlot(this, factory, again);
            add(slot);
            open.replay(slot, origRead, respRead);
        }
    }

    @Override
    public boolean wantsMatches() {
        return watch.events().wants(EventType.SIGNATURE_MATCH);
    }

    @Override
    public void matched(
            String signature, Direction from, String msg, Bytes data, long payloadSize) {
        watch.events()
                .raise(
                        new SignatureMatch(
                                flow, signature, from.isOrig(), payloadSize, Bytes.of(msg), data));
    }

    @Override
    public boolean hold(long octets) {
        return flow.holdForDetection(octets, watch.detector().limits().heldInAll());
    }

    @Override
    public void onMemoryExceeded() {
        weird("detection_memory_exceeded", "");
    }
}
