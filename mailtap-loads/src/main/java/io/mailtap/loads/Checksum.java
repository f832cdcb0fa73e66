package io.mailtap.loads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The checksum of IP, TCP and UDP (RFC 1071): sums of octets are added, and folded at the end.
final class Checksum {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LOW_HALF = 0xffff_ffffL;

    private Checksum() {}

    /// {@return the sum of octets in pairs; of an odd number, the last is the high half of a pair}
    static long sum(byte[] octets, int from, int length) {
        long sum = 0;
        int at = from;
        int end = from + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long eight = (long) LONG.get(octets, at);
            sum += (eight >>> 32) + (eight & LOW_HALF);
        }
        for (int shift = 8; at < end; at++, shift ^= 8) {
            sum += (octets[at] & 255L) << shift;
        }
        return sum;
    }

    /// {@return the checksum of what gives this sum}
    static int fold(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }
}
