package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;
import java.util.Arrays;

/// A datagram whose fragments are being put together.
///
/// Of octets that come twice the first copy stays.
final class Datagram {
    private static final int FIRST_CAPACITY = 2048;
    private static final int FIRST_BLOCKS = 4;
    private static final int OCTETS_PER_BLOCK = 8;
    private static final int OVERHEAD = 256;

    private final DecodeContext context;
    private final long startNanos;
    private final int headerLength;
    private int protocol;
    private byte[] octets = new byte[FIRST_CAPACITY];

    // Block i is [starts[i], ends[i]); blocks are in order and share no octet, starts[i] < ends[i]
    // <= starts[i + 1].
    private int[] starts = new int[FIRST_BLOCKS];
    private int[] ends = new int[FIRST_BLOCKS];
    private int blocks;

    /// Octets of the whole as far as the last fragment told, 0 until it came.
    private int size;

    Datagram(DecodeContext context, long startNanos, Fragment first) {
        this.context = context;
        this.startNanos = startNanos;
        this.headerLength = first.headerLength;
        this.protocol = first.protocol;
    }

    /// {@return when its first fragment was captured}
    long startNanos() {
        return startNanos;
    }

    /// {@return octets of the headers in the first fragment captured}
    int headerLength() {
        return headerLength;
    }

    /// {@return what the payload is, by the fragment that has its beginning; until then by the
    /// first captured}
    int protocol() {
        return protocol;
    }

    /// {@return the payload; its first [#size()] octets are valid once complete}
    byte[] octets() {
        return octets;
    }

    /// {@return octets of the payload}
    int size() {
        return size;
    }

    /// {@return memory held}
    int octetsHeld() {
        return OVERHEAD + octets.length + starts.length * OCTETS_PER_BLOCK;
    }

    /// Takes a fragment.
    ///
    /// @param fragment its place, borrowed
    /// @param payload its octets, borrowed
    /// @return whether the datagram is complete
    boolean add(Fragment fragment, ByteSlice payload) {
        int end = fragment.offset + payload.length();
        if (fragment.offset == 0) {
            protocol = fragment.protocol;
        }
        if (size != 0 && (fragment.more ? end > size : end != size)) {
            context.datagramWeird("fragment_size_inconsistency");
            size = Math.max(size, end);
        } else if (!fragment.more) {
            size = end;
        }
        if (payload.isEmpty()) {
            return false;
        }
        put(fragment.offset, end, payload);
        return isComplete();
    }

    private void put(int from, int end, ByteSlice payload) {
        if (end > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(end, 2 * octets.length));
        }
        int block = firstEndingAfter(from);
        int at = from;
        while (at < end) {
            if (block == blocks || at < starts[block]) {
                int to = block == blocks ? end : Math.min(end, starts[block]);
                payload.copyTo(at - from, octets, at, to - at);
                insert(block, at, to);
                at = to;
            } else {
                int to = Math.min(end, ends[block]);
                compare(payload, at - from, at, to - at);
                at = to;
            }
            block++;
        }
    }

    private int firstEndingAfter(int position) {
        if (blocks == 0 || ends[blocks - 1] <= position) {
            return blocks;
        }
        int low = 0;
        int high = blocks - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void insert(int index, int from, int to) {
        if (blocks == starts.length) {
            starts = Arrays.copyOf(starts, 2 * blocks);
            ends = Arrays.copyOf(ends, 2 * blocks);
        }
        System.arraycopy(starts, index, starts, index + 1, blocks - index);
        System.arraycopy(ends, index, ends, index + 1, blocks - index);
        starts[index] = from;
        ends[index] = to;
        blocks++;
    }

    private void compare(ByteSlice payload, int from, int at, int count) {
        for (int i = 0; i < count; i++) {
            if (payload.at(from + i) != octets[at + i]) {
                context.datagramWeird("fragment_inconsistency");
                return;
            }
        }
        context.datagramWeird("fragment_overlap");
    }

    /// {@return whether there is no hole up to the end that the last fragment told}
    ///
    /// Octets beyond that end which join up belong to the datagram: whoever sent them meant them to
    /// count.
    private boolean isComplete() {
        if (size == 0 || starts[0] != 0) {
            return false;
        }
        int block = 1;
        while (block < blocks && starts[block] == ends[block - 1]) {
            block++;
        }
        int reached = ends[block - 1];
        if (reached < size) {
            return false;
        }
        if (reached > size || block < blocks) {
            context.datagramWeird("fragment_size_inconsistency");
            size = reached;
        }
        return true;
    }
}
