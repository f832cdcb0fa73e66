package io.mailtap.stream;

import io.mailtap.decode.Packet;
import io.mailtap.decode.PacketConsumer;
import io.mailtap.decode.Slice;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// All connections of one worker: finds the flow of each packet, makes new ones, and forgets old
/// ones on capture time.
public final class ConnectionTable implements PacketConsumer {
    private static final long SECOND = 1_000_000_000L;
    private static final int TCP = 6;

    // The shortest timeout: a connection that began this long before the latest packet would be
    // forgotten at once.
    private static final long CLOCK_SET_BACK = 5 * SECOND;
    private static final int UDP = 17;
    private static final int ICMP = 1;
    private static final int ICMP6 = 58;
    private static final long BROADCAST = IpAddress.mapped(-1);

    private final FlowObserver observer;
    private final Share share;
    private final TableSlice[] slices = new TableSlice[Slice.COUNT];
    private final Position position = new Position();
    private final FlowTable flows = new FlowTable();
    private final FlowTimers timers = new FlowTimers();
    private final ServerPorts serverPorts = new ServerPorts();
    private final TableClock clock = new TableClock();
    private long latest;
    private long made;

    // Whether no other table is told of the packet being processed.
    private boolean alone = true;

    /// Creates a table.
    ///
    /// @param observer takes note of flows
    /// @param limits what may be held
    public ConnectionTable(FlowObserver observer, StreamLimits limits) {
        this(observer, limits, Share.WHOLE);
    }

    /// Creates one of several tables that share the flows among them.
    ///
    /// @param observer takes note of flows
    /// @param limits what may be held by all tables together
    /// @param share which flows are kept here
    public ConnectionTable(FlowObserver observer, StreamLimits limits, Share share) {
        this.observer = observer;
        this.share = share;
        for (int slice = 0; slice < slices.length; slice++) {
            slices[slice] = new TableSlice(observer, new StreamBudget(limits), clock);
        }
    }

    /// {@return where in the run this stands, a live view}
    public Position position() {
        return position;
    }

    /// Announces a packet. Its time passes next, with [#advance].
    ///
    /// @param number from 1, in the stream of all packets
    /// @param toAll whether the tables that share flows with this one are told of it as well; what
    ///   concerns none of the flows is then told by one table only
    public void coming(long number, boolean toAll) {
        position.coming(number);
        alone = !toAll;
    }

    /// Takes a TCP port as one of servers, for guessing who opened a connection whose beginning was
    /// missed.
    ///
    /// @param port 0 to 65535
    public void addServerPort(int port) {
        serverPorts.addTcp(port);
    }

    /// {@return the latest time of a packet, or that of the timer that fires, in nanoseconds since
    /// 1970}
    ///
    /// Small steps back are ignored: a packet from shortly before the latest is processed at the
    /// latest's time. A step of more than five seconds is taken for a clock that was set back, or
    /// for captures that were put one behind the other.
    public long now() {
        return clock.now();
    }

    /// {@return how many flows there have been}
    public long flowsMade() {
        return made;
    }

    /// {@return how many flows there are}
    public int flowsHeld() {
        return flows.size();
    }

    @Nullable Flow first(int hash) {
        return flows.first(hash);
    }

    /// Lets time pass, firing the timers that are due.
    ///
    /// @param timeNanos capture time of the packet about to be processed
    public void advance(long timeNanos) {
        if (timeNanos > latest || timeNanos < latest - CLOCK_SET_BACK) {
            latest = timeNanos;
        }
        timers.advance(latest, this);
        clock.set(latest);
        position.processed();
    }

    /// Lets the clock start anew: what follows was captured by another clock, or at another time.
    public void restartClock() {
        latest = 0;
    }

    @Override
    public void onPacket(Packet packet) {
        position.flowStep();
        if (!isMine(packet) || isNoTransport(packet)) {
            return;
        }
        if (packet.protocol == UDP && packet.udpLength != packet.transportLength) {
            flowOf(packet, peerPort(packet)).weird("UDP_datagram_length_mismatch");
        }
        int peerPort = peerPort(packet);
        take(packet, peerPort, flowOf(packet, peerPort));
    }

    /// Takes a TCP segment of this table whose flow was looked for before.
    ///
    /// @param hash that of its flow
    /// @param found the flow, as far as was known then: it may be another, or have been forgotten
    void onSegment(Packet packet, int hash, @Nullable Flow found) {
        position.flowStep();
        int peerPort = packet.dstPort;
        Flow flow =
                found != null && found.isHeld() && found.matches(packet, peerPort)
                        ? found
                        : flows.find(packet, peerPort, hash);
        take(packet, peerPort, present(packet, peerPort, hash, flow));
    }

    private void take(Packet packet, int peerPort, Flow flow) {
        if (flow.onPacket(packet, flow.isFromOrig(packet, peerPort))) {
            timers.arm(flow, flow.deadline());
        }
    }

    @Override
    public void onBadChecksum(Packet packet) {
        position.flowStep();
        if (!isMine(packet)) {
            return;
        }
        int peerPort = peerPort(packet);
        Flow flow = flowOf(packet, peerPort);
        flow.onBadChecksum(flow.isFromOrig(packet, peerPort));
        timers.arm(flow, flow.deadline());
    }

    @Override
    public void onNetWeird(String name, String detail) {
        position.step();
        if (alone || share.isFirst()) {
            observer.onNetWeird(name, detail);
        }
    }

    @Override
    public void onFlowWeird(String name, Packet packet) {
        position.step();
        if (alone || share.isFirst()) {
            observer.onFlowWeird(
                    name,
                    new IpAddress(packet.srcHigh, packet.srcLow),
                    new IpAddress(packet.dstHigh, packet.dstLow));
        }
    }

    @Override
    public void onConnectionWeird(String name, Packet packet) {
        position.flowStep();
        if (isMine(packet)) {
            flowOf(packet, peerPort(packet)).weird(name);
        }
    }

    private boolean isMine(Packet packet) {
        return alone || share.has(packet);
    }

    /// IPv6 ends there without a transport: ESP, no next header, mobility.
    private static boolean isNoTransport(Packet packet) {
        return !IpAddress.isV4(packet.srcHigh, packet.srcLow)
                && switch (packet.protocol) {
                    case 50, 59, 135 -> true;
                    default -> false;
                };
    }

    private Flow flowOf(Packet packet, int peerPort) {
        int hash = FlowTable.hash(packet, peerPort);
        return present(packet, peerPort, hash, flows.find(packet, peerPort, hash));
    }

    /// {@return the flow that is there, unless there is none or the packet begins another}
    private Flow present(Packet packet, int peerPort, int hash, @Nullable Flow there) {
        if (there == null) {
            return make(packet, peerPort, hash);
        }
        if (packet.has(Packet.SYN)
                && there instanceof TcpConnection tcp
                && TcpReuse.begins(tcp, packet)) {
            remove(tcp);
            return make(packet, peerPort, hash);
        }
        return there;
    }

    /// The port that a packet of the other direction would come from.
    private static int peerPort(Packet packet) {
        if (packet.protocol != ICMP && packet.protocol != ICMP6) {
            return packet.dstPort;
        }
        int answer = IcmpPairs.answerTo(packet.protocol, packet.srcPort);
        return answer < 0 ? packet.dstPort : answer;
    }

    private Flow make(Packet packet, int peerPort, int hash) {
        TableSlice slice = slices[Slice.of(packet)];
        Flow flow =
                packet.protocol == TCP
                        ? new TcpConnection(slice, packet, hash)
                        : datagrams(slice, packet, peerPort, hash);
        if (isFromServer(packet) && !(packet.dstHigh == 0 && packet.dstLow == BROADCAST)) {
            flow.flip();
        }
        flow.birth = position.birth();
        flows.insert(flow);
        made++;
        timers.armNew(flow);
        observer.onNew(flow);
        return flow;
    }

    private Flow datagrams(TableSlice slice, Packet packet, int peerPort, int hash) {
        boolean icmp = packet.protocol == ICMP || packet.protocol == ICMP6;
        boolean oneWay = icmp && IcmpPairs.answerTo(packet.protocol, packet.srcPort) < 0;
        TransportProtocol transport =
                packet.protocol == UDP
                        ? TransportProtocol.UDP
                        : icmp ? TransportProtocol.ICMP : TransportProtocol.UNKNOWN;
        return new DatagramFlow(slice, packet, peerPort, oneWay, hash, transport);
    }

    private boolean isFromServer(Packet packet) {
        return switch (packet.protocol) {
            case TCP -> {
                boolean opening = packet.has(Packet.SYN) && !packet.has(Packet.ACK);
                yield !opening
                        && serverPorts.isFromTcpServer(
                                packet.srcPort, packet.dstPort, packet.has(Packet.SYN));
            }
            case UDP -> serverPorts.isFromUdpServer(packet.srcPort, packet.dstPort);
            default -> false;
        };
    }

    /// Called by a timer that is about to fire.
    void firing(Flow flow) {
        position.timer(flow.armedFor, flow.birth);
    }

    /// Called by a timer: the flow has nothing more to wait for.
    void expire(Flow flow, long at) {
        clock.set(at);
        remove(flow);
    }

    private void remove(Flow flow) {
        flows.remove(flow);
        timers.disarm(flow);
        flow.finish();
        observer.onRemove(flow);
    }

    private static int byAge(Flow one, Flow other) {
        int order = Long.compare(one.startNanos(), other.startNanos());
        return order != 0 ? order : Long.compare(one.birth, other.birth);
    }

    /// Forgets all flows, oldest first: the capture has ended.
    public void close() {
        Flow[] all = flows.all();
        Arrays.sort(all, ConnectionTable::byAge);
        for (Flow flow : all) {
            position.end(flow.startNanos(), flow.birth);
            remove(flow);
        }
    }
}
