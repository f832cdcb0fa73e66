package io.mailtap.analyzer.host;

import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.analyzer.detect.Detection;
import io.mailtap.analyzer.detect.DetectionLimits;
import io.mailtap.analyzer.detect.DetectionTarget;
import io.mailtap.analyzer.detect.ProxyPreface;
import io.mailtap.analyzer.detect.TunnelHandshake;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.AnalyzerEvent.SignatureMatch;
import io.mailtap.event.EventType;
import io.mailtap.event.WeirdEvent.ConnWeird;
import io.mailtap.net.Connection;
import io.mailtap.net.Direction;
import io.mailtap.stream.StreamConsumer;
import io.mailtap.stream.TcpConnection;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The analyzers that are tried on a connection, and the search for more.
///
/// Those of registered ports begin with the first octet. Others are enabled by signatures, and are
/// told what they have missed. Each analyzer is tried once; one that was taken off for what the
/// server said, before it was sure, may be enabled a second time, from behind what it has read.
///
/// As soon as one is left and nothing else is looked for, it takes the octets itself, and nothing
/// of all this is kept.
final class Candidates extends StreamConsumer implements DetectionTarget, SlotOwner {
    private static final AnalyzerSlot[] NONE = new AnalyzerSlot[0];

    private final ConnectionWatch watch;
    private AnalyzerSlot[] slots = NONE;
    private @Nullable Detection detection;

    // What may come before the conversation itself, while it is being read.
    private @Nullable ProxyPreface preface;
    private @Nullable TunnelHandshake tunnel;

    // Whether the client's first octets were looked at, for a preface and for a tunnel.
    private boolean prefaceDecided;
    private boolean tunnelDecided;
    private boolean reviewDue;

    Candidates(ConnectionWatch watch, TcpConnection flow, List<AnalyzerFactory> registered) {
        super(flow);
        this.watch = watch;
        for (int i = 0; i < registered.size(); i++) {
            add(new AnalyzerSlot(watch, flow, this, registered.get(i), false));
        }
        detection = watch.detector().begin(this);
    }

    private void add(AnalyzerSlot slot) {
        AnalyzerSlot[] more = Arrays.copyOf(slots, slots.length + 1);
        more[slots.length] = slot;
        slots = more;
    }

    @Override
    public void onConfirmation() {
        reviewDue = true;
    }

    @Override
    public void onFinish() {} // what is left of it is looked at after each piece

    /// Steps down where nothing is looked for any more: for the one analyzer that is left, or for
    /// nobody.
    private void settle() {
        if (preface != null || tunnel != null || detection != null) {
            return;
        }
        AnalyzerSlot left = null;
        for (AnalyzerSlot slot : slots) {
            if (!slot.isRemoved()) {
                if (left != null) {
                    return;
                }
                left = slot;
            }
        }
        if (left == null) {
            flow.dropConsumer();
        } else if (prefaceDecided) {
            left.standAlone();
            flow.consumer(left);
        }
    }

    // ---- the stream

    @Override
    public void onData(Direction from, ByteSlice data) {
        if (from.isOrig() && mayBePreface(data)) {
            int taken = takePreface(data);
            if (taken < data.length()) {
                onConversation(from, data.slice(taken, data.length()));
            }
        } else {
            onConversation(from, data);
        }
        settle();
    }

    /// The preface, if there is one, is the first that the client sends.
    private boolean mayBePreface(ByteSlice data) {
        if (!prefaceDecided) {
            prefaceDecided = true;
            if (!flow.isPartial() && ProxyPreface.mayBegin(data)) {
                preface = new ProxyPreface();
            }
        }
        return preface != null;
    }

    private int takePreface(ByteSlice data) {
        ProxyPreface open = preface;
        if (open == null) {
            return 0;
        }
        int taken = open.onData(data);
        switch (open.progress()) {
            case MORE -> {}
            case NONE -> endPreface();
            case FOUND -> {
                preface = null;
                weird("proxy_protocol", open.says());
            }
        }
        return taken;
    }

    /// What was taken for a preface is the client's own after all.
    private void endPreface() {
        ProxyPreface open = preface;
        preface = null;
        if (open != null && !open.taken().isEmpty()) {
            onConversation(Direction.ORIGINATOR, open.taken());
        }
    }

    private void onConversation(Direction from, ByteSlice data) {
        if (from.isOrig() && !tunnelDecided) {
            tunnelDecided = true;
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
        return watch.detector().isOn() && slots.length == 0 && !flow.isPartial();
    }

    /// What was said to open the tunnel is no part of the conversation within.
    private void enterTunnel() {
        tunnel = null;
        if (detection != null) {
            detection.onRemove();
        }
        detection = watch.detector().begin(this);
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
            for (AnalyzerSlot slot : slots) {
                slot.onData(from, piece);
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

    @Override
    public void onGap(Direction from, long seq, long length) {
        if (from.isOrig()) {
            prefaceDecided = true;
            endPreface();
        }
        tunnel = null;
        for (AnalyzerSlot slot : slots) {
            slot.onGap(from, seq, length);
        }
        if (detection != null) {
            detection.onGap(from, seq, length);
            review(detection);
        }
        settle();
    }

    @Override
    public void onEndOfStream(Direction from) {
        if (from.isOrig()) {
            endPreface();
        }
        for (AnalyzerSlot slot : slots) {
            slot.onEndOfStream(from);
        }
        if (detection != null) {
            detection.onEndOfStream(from);
            review(detection);
        }
        settle();
    }

    /// A closed connection is remembered for some seconds, its analyzers need not be.
    @Override
    public void onClose() {
        for (AnalyzerSlot slot : slots) {
            slot.onClose();
        }
        if (preface == null && detection == null && flow.isFinished()) {
            endAll();
            flow.dropConsumer();
        }
    }

    @Override
    public void onRemove() {
        endPreface();
        endAll();
    }

    private void endAll() {
        if (detection != null) {
            detection.onRemove();
            detection = null;
        }
        for (AnalyzerSlot slot : slots) {
            slot.onRemove();
        }
    }

    private void weird(String name, String detail) {
        if (watch.events().wants(EventType.CONN_WEIRD)) {
            watch.events().raise(new ConnWeird(name, flow, detail, ""));
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
            AnalyzerSlot slot = new AnalyzerSlot(watch, flow, this, factory, again);
            add(slot);
            open.replay(slot, origRead, respRead);
        }
    }

    @Override
    public Connection connection() {
        return flow;
    }

    @Override
    public DetectionLimits limits() {
        return watch.detector().limits();
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
