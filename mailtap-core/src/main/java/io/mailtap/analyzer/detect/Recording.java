package io.mailtap.analyzer.detect;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;
import io.mailtap.net.Direction;
import java.util.Arrays;

/// What a connection has said so far, in the order in which it came, to be said again.
///
/// Pieces of one side that follow each other become one: who listens must not care.
final class Recording {
    /// Takes what was recorded.
    interface Listener {
        void onData(Direction from, ByteSlice data);

        void onGap(Direction from, long seq, long length);

        void onEndOfStream(Direction from);
    }

    private static final int DATA = 0;
    private static final int GAP = 1;
    private static final int END = 2;
    private static final int KIND_BITS = 3;
    private static final int KIND = (1 << KIND_BITS) - 1;
    private static final long[] NOTHING = new long[0];

    private final OctetBuffer octets = new OctetBuffer();
    // For each act its kind and side in three bits, its length above; then the position of a gap.
    private long[] acts = NOTHING;
    private int used;
    private int last = -1; // where the last act is
    private int gaps;

    void data(Direction from, ByteSlice data, int count) {
        octets.append(data, 0, count);
        long what = what(DATA, from);
        if (last >= 0 && (acts[last] & KIND) == what) {
            acts[last] += (long) count << KIND_BITS;
        } else {
            add(what, count);
        }
    }

    void gap(Direction from, long seq, long length) {
        gaps++;
        add(what(GAP, from), length);
        put(seq);
    }

    void end(Direction from) {
        add(what(END, from), 0);
    }

    int gaps() {
        return gaps;
    }

    /// {@return the octets of one side}
    Bytes octetsOf(Direction from) {
        OctetBuffer all = new OctetBuffer();
        replay(
                new Listener() {
                    @Override
                    public void onData(Direction side, ByteSlice data) {
                        if (side == from) {
                            all.append(data);
                        }
                    }

                    @Override
                    public void onGap(Direction side, long seq, long length) {}

                    @Override
                    public void onEndOfStream(Direction side) {}
                },
                0,
                0);
        return all.toBytes();
    }

    private static long what(int kind, Direction from) {
        return kind << 1 | (from.isOrig() ? 1 : 0);
    }

    private void add(long what, long length) {
        last = used;
        put(what | length << KIND_BITS);
    }

    private void put(long word) {
        if (used == acts.length) {
            acts = Arrays.copyOf(acts, Math.max(4, 2 * used));
        }
        acts[used++] = word;
    }

    /// Says everything again.
    ///
    /// @param skipOrig octets of the originator that are left out at the beginning
    /// @param skipResp octets of the responder
    void replay(Listener listener, long skipOrig, long skipResp) {
        ByteSlice all = octets.view(new ByteSlice());
        long[] skip = {skipResp, skipOrig};
        byte[] last = new byte[2];
        int at = 0;
        int act = 0;
        while (act < used) {
            long word = acts[act++];
            int side = (int) word & 1;
            Direction from = Direction.of(side == 1);
            switch ((int) (word & KIND) >> 1) {
                case GAP -> listener.onGap(from, acts[act++], word >>> KIND_BITS);
                case END -> listener.onEndOfStream(from);
                default -> {
                    int end = at + (int) (word >>> KIND_BITS);
                    int skipped = (int) Math.min(skip[side], end - at);
                    skip[side] -= skipped;
                    at += skipped;
                    last[side] = skipped > 0 ? all.at(at - 1) : last[side];
                    if (last[side] == '\r' && skip[side] == 0 && at < end) {
                        last[side] = 0;
                        at += all.at(at) == '\n' ? 1 : 0; // the rest of a line end left out
                    }
                    if (at < end) {
                        listener.onData(from, all.slice(at, end));
                    }
                    at = end;
                }
            }
        }
    }
}
