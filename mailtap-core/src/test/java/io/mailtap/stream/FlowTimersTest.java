package io.mailtap.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.decode.Packet;
import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Flows are forgotten when their time has come, whatever happened to others in between.
final class FlowTimersTest {
    private static final long SECOND = 1_000_000_000L;

    /// Notes the ports of flows that are forgotten.
    static final class Forgotten implements FlowObserver {
        private final List<Integer> ports = new ArrayList<>();

        @Override
        public void onRemove(Flow flow) {
            ports.add(flow.origPort());
        }

        @Override
        public void onNew(Flow flow) {}

        @Override
        public void onFlip(Flow flow) {}

        @Override
        public void onEstablished(Flow flow) {}

        @Override
        public void onContentGap(Flow flow, Direction from, long seq, long length) {}

        @Override
        public void onWeird(Flow flow, String name, String detail, String source) {}

        @Override
        public void onFlowWeird(String name, IpAddress source, IpAddress destination) {}

        @Override
        public void onNetWeird(String name, String detail) {}
    }

    private final Forgotten forgotten = new Forgotten();
    private final ConnectionTable table = new ConnectionTable(forgotten, StreamLimits.DEFAULT);

    private static Packet packet(int port, long seconds) {
        Packet packet = new Packet();
        packet.protocol = 17;
        packet.timeNanos = seconds * SECOND;
        packet.srcLow = IpAddress.mapped(1);
        packet.dstLow = IpAddress.mapped(2);
        packet.srcPort = port;
        packet.dstPort = 9999;
        packet.payloadLength = 1;
        packet.udpLength = 9;
        packet.transportLength = 9;
        return packet;
    }

    private void datagram(int port, long seconds) {
        Packet packet = packet(port, seconds);
        table.advance(packet.timeNanos);
        table.onPacket(packet);
    }

    @Test
    void aSilentFlowIsForgottenAfterAMinute() {
        datagram(1, 0);
        datagram(2, 59);
        assertEquals(List.of(), forgotten.ports);
        datagram(2, 60);
        assertEquals(List.of(1), forgotten.ports);
        assertEquals(1, table.flowsHeld());
    }

    @Test
    void activityPutsTheEndOff() {
        for (int second = 0; second < 200; second += 10) {
            datagram(1, second);
        }
        assertEquals(List.of(), forgotten.ports);
        datagram(2, 260);
        assertEquals(List.of(1), forgotten.ports);
    }

    @Test
    void thoseDueTogetherAreForgottenInTheOrderOfTheirBirth() {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int port = 30_000 + i * 263 % 500;
            ports.add(port);
            table.coming(i + 1, false);
            datagram(port, 0);
        }
        table.advance(60 * SECOND);
        assertEquals(ports, forgotten.ports);
    }

    @Test
    void aFlowIsForgottenAtTheEarliestOfItsDeadlines() {
        datagram(1, 4);
        datagram(2, 2);
        datagram(1, 0); // a little late
        table.advance(60 * SECOND);
        assertEquals(List.of(1), forgotten.ports);
        table.advance(62 * SECOND);
        assertEquals(List.of(1, 2), forgotten.ports);
    }

    @Test
    void whatWasForgottenDoesNotPileUp() {
        FlowTimers timers = new FlowTimers();
        Flow kept = flow();
        timers.arm(kept, 10 * SECOND);
        for (int i = 0; i < 10_000; i++) {
            Flow flow = flow();
            timers.arm(flow, 20 * SECOND);
            timers.arm(flow, 15 * SECOND);
            timers.disarm(flow);
        }
        assertTrue(timers.entries() < 100, timers.entries() + " entries");
        assertEquals(10 * SECOND, kept.armedFor);
        timers.advance(9 * SECOND, table);
        assertTrue(timers.entries() > 0);
    }

    @Test
    void newConnectionsAndOthersTakeTurnsByTheirDeadlines() {
        syn(1, 100);
        datagram(30_000, 45);
        syn(2, 101);
        syn(3, 99); // a little late: its deadline is before those in the queue
        table.advance(103 * SECOND);
        assertEquals(List.of(), forgotten.ports);
        table.advance(106 * SECOND);
        assertEquals(List.of(3, 1, 30_000, 2), forgotten.ports);
    }

    private void syn(int port, long seconds) {
        Packet packet = packet(port, seconds);
        packet.protocol = 6;
        packet.flags = Packet.SYN;
        packet.payloadLength = 0;
        table.advance(packet.timeNanos);
        table.onPacket(packet);
    }

    private Flow flow() {
        TableSlice slice =
                new TableSlice(forgotten, new StreamBudget(StreamLimits.DEFAULT), new TableClock());
        return new DatagramFlow(slice, packet(1, 0), 9999, false, 0, TransportProtocol.UDP);
    }

    @Test
    void manyFlowsAreForgottenInTheOrderOfTheirLastPackets() {
        Random random = new Random(7);
        long[] last = new long[5000];
        for (int i = 0; i < 20_000; i++) {
            int port = random.nextInt(last.length);
            datagram(port, 1000 + i / 1000);
            last[port] = 1000 + i / 1000;
        }
        table.advance(1000 * SECOND + 3600 * SECOND);
        assertEquals(0, table.flowsHeld());
        assertEquals(forgotten.ports.size(), table.flowsMade());
    }
}
