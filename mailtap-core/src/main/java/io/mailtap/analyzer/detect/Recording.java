package io.mailtap.analyzer.detect;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;
import io.mailtap.net.Direction;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// What a connection has said so far, in the order in which it came, to be said again.
///
/// Pieces of one side that follow each other become one: who listens must not care. All is in one
/// array, no larger than it has to be, as every connection that has just begun has one:
///
///     data: kind and side, octets in four, the octets
///     gap:  kind and side, its length in eight, its position in eight
///     end:  kind and side
final class Recording {
    /// Takes what was recorded.
    interface Listener {
        void onData(Direction from, ByteSlice data);

        void onGap(Direction from, long seq, long length);

        void onEndOfStream(Direction from);
    }

    private static final int DATA = 0;
    private static final int GAP = 2;
    private static final int END = 4;
    private static final int DATA_HEADER = 1 + Integer.BYTES;
    private static final byte[] NOTHING = new byte[0];
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] acts = NOTHING;
    private int used;
    private int last = -1; // where the last act is
    private int gaps;

    void data(Direction from, ByteSlice data, int count) {
        byte what = what(DATA, from);
        if (last < 0 || acts[last] != what) {
            begin(what, DATA_HEADER + count);
            used += Integer.BYTES;
            INT.set(acts, last + 1, 0);
        }
        reserve(count);
        data.copyTo(0, acts, used, count);
        used += count;
        INT.set(acts, last + 1, (int) INT.get(acts, last + 1) + count);
    }

    void gap(Direction from, long seq, long length) {
        gaps++;
        begin(what(GAP, from), 1 + 2 * Long.BYTES);
        LONG.set(acts, used, length);
        LONG.set(acts, used + Long.BYTES, seq);
        used += 2 * Long.BYTES;
    }

    void end(Direction from) {
        begin(what(END, from), 1);
    }

    int gaps() {
        return gaps;
    }

    /// {@return octets of data}
    int octets() {
        int octets = 0;
        int at = 0;
        while (at < used) {
            int kind = acts[at++] & ~1;
            if (kind == DATA) {
                int length = (int) INT.get(acts, at);
                octets += length;
                at += Integer.BYTES + length;
            } else {
                at += kind == GAP ? 2 * Long.BYTES : 0;
            }
        }
        return octets;
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

    private static byte what(int kind, Direction from) {
        return (byte) (kind | (from.isOrig() ? 1 : 0));
    }

    private void begin(byte what, int size) {
        reserve(size);
        last = used;
        acts[used++] = what;
    }

    private void reserve(int more) {
        if (used + more > acts.length) {
            acts = Arrays.copyOf(acts, Math.max(used + more, used + used / 2));
        }
    }

    /// Says everything again.
    ///
    /// @param skipOrig octets of the originator that are left out at the beginning
    /// @param skipResp octets of the responder
    void replay(Listener listener, long skipOrig, long skipResp) {
        byte[] said = acts;
        int end = used;
        long[] skip = {skipResp, skipOrig};
        byte[] lastSkipped = new byte[2];
        int at = 0;
        while (at < end) {
            int side = said[at] & 1;
            Direction from = Direction.of(side == 1);
            int kind = said[at++] & ~1;
            switch (kind) {
                case GAP -> {
                    long length = (long) LONG.get(said, at);
                    listener.onGap(from, (long) LONG.get(said, at + Long.BYTES), length);
                    at += 2 * Long.BYTES;
                }
                case END -> listener.onEndOfStream(from);
                default -> {
                    int begin = at + Integer.BYTES;
                    at = begin + (int) INT.get(said, at);
                    int skipped = (int) Math.min(skip[side], at - begin);
                    skip[side] -= skipped;
                    begin += skipped;
                    lastSkipped[side] = skipped > 0 ? said[begin - 1] : lastSkipped[side];
                    if (lastSkipped[side] == '\r' && skip[side] == 0 && begin < at) {
                        lastSkipped[side] = 0;
                        begin += said[begin] == '\n' ? 1 : 0; // the rest of a line end left out
                    }
                    if (begin < at) {
                        listener.onData(from, ByteSlice.of(said, begin, at - begin));
                    }
                }
            }
        }
    }
}
