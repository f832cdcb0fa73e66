package io.mailtap.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.mailtap.decode.Packet;
import io.mailtap.net.TransportProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A flow is found by packets of both its directions, whatever came and went beside it.
final class FlowTableTest {
    private static final TableSlice SLICE =
            new TableSlice(
                    new FlowTimersTest.Forgotten(),
                    new StreamBudget(StreamLimits.DEFAULT),
                    new TableClock());

    private final FlowTable table = new FlowTable();

    private static Packet packet(long source, int sourcePort, long destination, int port) {
        Packet packet = new Packet();
        packet.protocol = 17;
        packet.srcLow = source;
        packet.dstLow = destination;
        packet.srcPort = sourcePort;
        packet.dstPort = port;
        return packet;
    }

    private static Flow flow(Packet packet) {
        int hash = FlowTable.hash(packet, packet.dstPort);
        return new DatagramFlow(SLICE, packet, packet.dstPort, false, hash, TransportProtocol.UDP);
    }

    private Flow find(Packet packet) {
        return table.find(packet, packet.dstPort, FlowTable.hash(packet, packet.dstPort));
    }

    @Test
    void bothDirectionsHaveTheSameHash() {
        int one = FlowTable.hash(packet(1, 2, 3, 4), 4);
        assertEquals(one, FlowTable.hash(packet(3, 4, 1, 2), 2));
        assertNotEquals(one, FlowTable.hash(packet(1, 4, 3, 2), 2));
        assertNotEquals(0, one);
    }

    @Test
    void flowsAreFoundUntilTheyAreRemoved() {
        Random random = new Random(3);
        List<Packet> packets = new ArrayList<>();
        List<Flow> flows = new ArrayList<>();
        int made = 0;
        for (int step = 0; step < 30_000; step++) {
            boolean grows = random.nextInt(100) < (step < 15_000 ? 70 : 30);
            if (grows || flows.isEmpty()) {
                Packet packet = packet(1, made & 0xffff, 2 + (made >> 10), 25);
                made++;
                Flow flow = flow(packet);
                table.insert(flow);
                packets.add(packet);
                flows.add(flow);
            } else {
                int gone = random.nextInt(flows.size());
                Packet packet = packets.remove(gone);
                table.remove(flows.remove(gone));
                assertNull(find(packet));
            }
        }
        assertEquals(flows.size(), table.size());
        for (int i = 0; i < flows.size(); i++) {
            Packet packet = packets.get(i);
            Packet back = packet(packet.dstLow, packet.dstPort, packet.srcLow, packet.srcPort);
            assertSame(flows.get(i), find(packet));
            assertSame(flows.get(i), find(back));
        }
    }
}
