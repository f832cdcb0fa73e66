package io.mailtap.stream;

import io.mailtap.decode.Packet;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/// The flows by 5-tuple: open addressing with linear probing, no boxes and no entries.
///
/// The hashes stand beside the flows, so that no flow is looked at but the one that is looked for.
final class FlowTable {
    private static final int SMALLEST = 1024;

    // Keys, so that nobody can choose addresses that collide. No output depends on the order of the
    // table.
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long KEY_OF_HIGH = RANDOM.nextLong();
    private static final long KEY_OF_LOW = RANDOM.nextLong();
    private static final long KEY_OF_PORT = RANDOM.nextLong();
    private static final int NEVER_ZERO = Integer.MIN_VALUE;

    // slots.length is a power of two; at most three quarters of it are taken, the hashes of the
    // others are 0
    private @Nullable Flow[] slots = new @Nullable Flow[SMALLEST];
    private int[] hashes = new int[SMALLEST];
    private int size;

    /// The same for both directions of a 5-tuple, never 0.
    static int hash(Packet packet, int peerPort) {
        long one = end(packet.srcHigh, packet.srcLow, packet.srcPort);
        long two = end(packet.dstHigh, packet.dstLow, peerPort);
        long both = (one + two) ^ packet.protocol;
        return (int) (both ^ both >>> 32) | NEVER_ZERO;
    }

    private static long end(long high, long low, int port) {
        return fold(fold(high ^ KEY_OF_HIGH, low ^ KEY_OF_LOW) ^ port, KEY_OF_PORT);
    }

    /// Both halves of a product of 128 bits: each bit of either factor reaches many.
    private static long fold(long one, long other) {
        return Math.multiplyHigh(one, other) ^ one * other;
    }

    int size() {
        return size;
    }

    @Nullable Flow find(Packet packet, int peerPort, int hash) {
        int mask = hashes.length - 1;
        for (int i = hash & mask; hashes[i] != 0; i = i + 1 & mask) {
            Flow flow = slots[i];
            if (hashes[i] == hash && flow != null && flow.matches(packet, peerPort)) {
                return flow;
            }
        }
        return null;
    }

    /// The first flow of a hash: nearly always the one looked for.
    @Nullable Flow first(int hash) {
        int mask = hashes.length - 1;
        int i = hash & mask;
        while (hashes[i] != hash && hashes[i] != 0) {
            i = i + 1 & mask;
        }
        return slots[i];
    }

    void insert(Flow flow) {
        if ((size + 1) * 4L > slots.length * 3L) {
            resize(slots.length * 2);
        }
        put(flow);
        size++;
    }

    private void put(Flow flow) {
        int mask = hashes.length - 1;
        int i = flow.hash & mask;
        while (hashes[i] != 0) {
            i = i + 1 & mask;
        }
        slots[i] = flow;
        hashes[i] = flow.hash;
    }

    private void resize(int length) {
        @Nullable Flow[] before = slots;
        slots = new @Nullable Flow[length];
        hashes = new int[length];
        for (Flow flow : before) {
            if (flow != null) {
                put(flow);
            }
        }
    }

    void remove(Flow flow) {
        int mask = hashes.length - 1;
        int hole = flow.hash & mask;
        while (slots[hole] != flow) {
            hole = hole + 1 & mask;
        }
        // Close the hole with a later flow of the same run whose place is not behind it.
        int i = hole + 1 & mask;
        while (hashes[i] != 0) {
            int home = hashes[i] & mask;
            if ((i - home & mask) >= (i - hole & mask)) {
                slots[hole] = slots[i];
                hashes[hole] = hashes[i];
                hole = i;
            }
            i = i + 1 & mask;
        }
        slots[hole] = null;
        hashes[hole] = 0;
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
