package io.mailtap.stream;

import io.mailtap.decode.Packet;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/// The flows by 5-tuple: open addressing with linear probing, no boxes and no entries.
final class FlowTable {
    private static final int SMALLEST = 1024;
    private static final long KEY = new SecureRandom().nextLong();

    // slots.length is a power of two; at most half of it is taken
    private @Nullable Flow[] slots = new @Nullable Flow[SMALLEST];
    private int size;

    /// The same for both directions of a 5-tuple.
    static int hash(Packet packet, int peerPort) {
        long one = end(packet.srcHigh, packet.srcLow, packet.srcPort);
        long two = end(packet.dstHigh, packet.dstLow, peerPort);
        long both = (one + two) ^ packet.protocol;
        return (int) (both ^ both >>> 32);
    }

    // Keyed and mixed step by step, so that nobody can choose addresses that collide. No output
    // depends on the order of the table.
    private static long end(long high, long low, int port) {
        return Uid.mix(Uid.mix(Uid.mix(high ^ KEY) + low) ^ (KEY + port));
    }

    int size() {
        return size;
    }

    @Nullable Flow find(Packet packet, int peerPort, int hash) {
        int mask = slots.length - 1;
        for (int i = hash & mask; ; i = i + 1 & mask) {
            Flow flow = slots[i];
            if (flow == null) {
                return null;
            }
            if (flow.hash == hash && flow.matches(packet, peerPort)) {
                return flow;
            }
        }
    }

    /// The flow in the first place where one of a hash may be: often the one looked for.
    @Nullable Flow near(int hash) {
        return slots[hash & slots.length - 1];
    }

    void insert(Flow flow) {
        if ((size + 1) * 2 > slots.length) {
            resize(slots.length * 2);
        }
        put(flow);
        size++;
    }

    private void put(Flow flow) {
        int mask = slots.length - 1;
        int i = flow.hash & mask;
        while (slots[i] != null) {
            i = i + 1 & mask;
        }
        slots[i] = flow;
    }

    private void resize(int length) {
        @Nullable Flow[] before = slots;
        slots = new @Nullable Flow[length];
        for (Flow flow : before) {
            if (flow != null) {
                put(flow);
            }
        }
    }

    void remove(Flow flow) {
        int mask = slots.length - 1;
        int hole = flow.hash & mask;
        while (slots[hole] != flow) {
            hole = hole + 1 & mask;
        }
        // Close the hole with a later flow of the same run whose place is not behind it.
        int i = hole;
        while (true) {
            i = i + 1 & mask;
            Flow next = slots[i];
            if (next == null) {
                break;
            }
            int home = next.hash & mask;
            if ((i - home & mask) >= (i - hole & mask)) {
                slots[hole] = next;
                hole = i;
            }
        }
        slots[hole] = null;
        size--;
        if (slots.length > SMALLEST && size * 8 < slots.length) {
            resize(slots.length / 2);
        }
    }

    /// {@return all flows, in no particular order}
    Flow[] all() {
        Flow[] all = new Flow[size];
        int count = 0;
        for (Flow flow : slots) {
            if (flow != null) {
                all[count++] = flow;
            }
        }
        return all;
    }
}
