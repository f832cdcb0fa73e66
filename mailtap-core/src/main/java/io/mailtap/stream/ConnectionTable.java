package io.mailtap.stream;

import io.mailtap.decode.Packet;
import io.mailtap.decode.PacketConsumer;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.util.Arrays;
import java.util.Comparator;

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
    private final StreamBudget budget;
    private final FlowTable flows = new FlowTable();
    private final TimerHeap timers = new TimerHeap();
    private final ServerPorts serverPorts = new ServerPorts();
    private final Clock clock = new Clock();
    private long latest;
    private long made;

    /// Creates a table.
    ///
    /// @param observer takes note of flows
    /// @param limits what may be held
    public ConnectionTable(FlowObserver observer, StreamLimits limits) {
        this.observer = observer;
        budget = new StreamBudget(limits);
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

    /// Lets time pass, firing the timers that are due.
    ///
    /// @param timeNanos capture time of the packet about to be processed
    public void advance(long timeNanos) {
        if (timeNanos > latest || timeNanos < latest - CLOCK_SET_BACK) {
            latest = timeNanos;
        }
        timers.advance(latest, this);
        clock.set(latest);
    }

    /// Lets the clock start anew: what follows was captured by another clock, or at another time.
    public void restartClock() {
        latest = 0;
    }

    @Override
    public void onPacket(Packet packet) {
        if (isNoTransport(packet)) {
            return;
        }
        if (packet.protocol == UDP && packet.udpLength != packet.transportLength) {
            onConnectionWeird("UDP_datagram_length_mismatch", packet);
        }
        int peerPort = peerPort(packet);
        Flow flow = flowOf(packet, peerPort);
        flow.onPacket(packet, flow.isFromOrig(packet, peerPort));
        timers.arm(flow, flow.deadline());
    }

    @Override
    public void onBadChecksum(Packet packet) {
        int peerPort = peerPort(packet);
        Flow flow = flowOf(packet, peerPort);
        flow.onBadChecksum(flow.isFromOrig(packet, peerPort));
        timers.arm(flow, flow.deadline());
    }

    @Override
    public void onNetWeird(String name, String detail) {
        observer.onNetWeird(name, detail);
    }

    @Override
    public void onFlowWeird(String name, Packet packet) {
        observer.onFlowWeird(
                name,
                new IpAddress(packet.srcHigh, packet.srcLow),
                new IpAddress(packet.dstHigh, packet.dstLow));
    }

    @Override
    public void onConnectionWeird(String name, Packet packet) {
        flowOf(packet, peerPort(packet)).weird(name);
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
        Flow flow = flows.find(packet, peerPort, hash);
        if (flow instanceof TcpConnection tcp
                && tcp.isReusedBy(packet, tcp.isFromOrig(packet, peerPort))) {
            remove(tcp);
            flow = null;
        }
        return flow == null ? make(packet, peerPort, hash) : flow;
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
        Flow flow =
                packet.protocol == TCP
                        ? new TcpConnection(observer, packet, hash, budget, clock)
                        : datagrams(packet, peerPort, hash);
        if (isFromServer(packet) && !(packet.dstHigh == 0 && packet.dstLow == BROADCAST)) {
            flow.flip();
        }
        flows.insert(flow);
        made++;
        timers.arm(flow, flow.deadline());
        observer.onNew(flow);
        return flow;
    }

    private Flow datagrams(Packet packet, int peerPort, int hash) {
        boolean icmp = packet.protocol == ICMP || packet.protocol == ICMP6;
        boolean oneWay = icmp && IcmpPairs.answerTo(packet.protocol, packet.srcPort) < 0;
        TransportProtocol transport =
                packet.protocol == UDP
                        ? TransportProtocol.UDP
                        : icmp ? TransportProtocol.ICMP : TransportProtocol.UNKNOWN;
        return new DatagramFlow(observer, packet, peerPort, oneWay, hash, transport);
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

    /// Forgets all flows, oldest first: the capture has ended.
    public void close() {
        Flow[] all = flows.all();
        Arrays.sort(all, Comparator.comparingLong(Flow::startNanos).thenComparing(Flow::uid));
        for (Flow flow : all) {
            remove(flow);
        }
    }
}
