package io.mailtap.analyzer.host;

import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.analyzer.MessageFactory;
import io.mailtap.analyzer.PortMap;
import io.mailtap.analyzer.Scratch;
import io.mailtap.analyzer.WholeFiles;
import io.mailtap.event.ConnectionEvent.ConnectionEstablished;
import io.mailtap.event.ConnectionEvent.ConnectionStateRemove;
import io.mailtap.event.ConnectionEvent.ContentGap;
import io.mailtap.event.ConnectionEvent.NewConnection;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.WeirdEvent.ConnWeird;
import io.mailtap.event.WeirdEvent.FlowWeird;
import io.mailtap.event.WeirdEvent.NetWeird;
import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;
import io.mailtap.stream.Flow;
import io.mailtap.stream.FlowObserver;
import io.mailtap.stream.TcpConnection;
import java.util.List;

/// Attaches analyzers to connections and raises the events of connections' lives.
public final class ConnectionWatch implements FlowObserver {
    private final Events events;
    private final PortMap ports;
    private final MessageFactory messages;
    private final WholeFiles files;
    private final AnalyzerFactory tls;
    private final Detector detector;
    private final Scratch scratch = new Scratch();
    private long failures;

    /// Creates a watch.
    ///
    /// @param events where events are raised
    /// @param ports which analyzers are tried where
    /// @param messages takes the mails that analyzers find
    /// @param files takes the other files that they find
    /// @param tls makes analyzers for what follows STARTTLS
    /// @param detector finds analyzers by content
    public ConnectionWatch(
            Events events,
            PortMap ports,
            MessageFactory messages,
            WholeFiles files,
            AnalyzerFactory tls,
            Detector detector) {
        this.events = events;
        this.ports = ports;
        this.messages = messages;
        this.files = files;
        this.tls = tls;
        this.detector = detector;
    }

    Detector detector() {
        return detector;
    }

    Scratch scratch() {
        return scratch;
    }

    Events events() {
        return events;
    }

    MessageFactory messages() {
        return messages;
    }

    WholeFiles files() {
        return files;
    }

    AnalyzerFactory tls() {
        return tls;
    }

    void countFailure() {
        failures++;
    }

    /// {@return how many analyzers have failed by a fault of ours}
    public long failures() {
        return failures;
    }

    private void attach(Flow flow) {
        if (flow instanceof TcpConnection tcp) {
            List<AnalyzerFactory> factories = ports.at(tcp.respPort());
            if (!factories.isEmpty() || detector.isOn()) {
                tcp.consumer(new WatchedConnection(this, tcp, factories));
            }
        }
    }

    // The port that was the responder's first decides, if it is registered, as in Zeek.
    @Override
    public void onFlip(Flow flow) {
        if (flow instanceof TcpConnection tcp && ports.at(tcp.origPort()).isEmpty()) {
            attach(flow);
        }
    }

    @Override
    public void onNew(Flow flow) {
        attach(flow);
        if (events.wants(EventType.NEW_CONNECTION)) {
            events.raise(new NewConnection(flow));
        }
    }

    @Override
    public void onEstablished(Flow flow) {
        if (events.wants(EventType.CONNECTION_ESTABLISHED)) {
            events.raise(new ConnectionEstablished(flow));
        }
    }

    @Override
    public void onContentGap(Flow flow, Direction from, long seq, long length) {
        if (events.wants(EventType.CONTENT_GAP)) {
            events.raise(new ContentGap(flow, from.isOrig(), seq, length));
        }
    }

    @Override
    public void onWeird(Flow flow, String name, String detail, String source) {
        if (events.wants(EventType.CONN_WEIRD)) {
            events.raise(new ConnWeird(name, flow, detail, source));
        }
    }

    @Override
    public void onFlowWeird(String name, IpAddress source, IpAddress destination) {
        if (events.wants(EventType.FLOW_WEIRD)) {
            events.raise(new FlowWeird(name, source, destination, "", ""));
        }
    }

    @Override
    public void onNetWeird(String name, String detail) {
        if (events.wants(EventType.NET_WEIRD)) {
            events.raise(new NetWeird(name, detail, ""));
        }
    }

    @Override
    public void onRemove(Flow flow) {
        if (events.wants(EventType.CONNECTION_STATE_REMOVE)) {
            events.raise(new ConnectionStateRemove(flow));
        }
    }
}
