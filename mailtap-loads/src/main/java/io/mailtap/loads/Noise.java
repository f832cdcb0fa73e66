package io.mailtap.loads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Octets without meaning: what is encrypted, or compressed. All takes are from one pool.
final class Noise {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// The longest that can be taken at once, in octets.
    static final int LONGEST = 4 << 20;

    private final byte[] pool;

    Noise(Dice dice) {
        pool = octets(dice, LONGEST);
    }

    Content take(Dice dice, int length) {
        return Content.of(pool, dice.below(LONGEST - length + 1), length);
    }

    /// {@return octets that are in no pool}
    static byte[] octets(Dice dice, int length) {
        byte[] octets = new byte[length];
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            LONG.set(octets, at, dice.next());
        }
        for (long rest = dice.next(); at < length; at++) {
            octets[at] = (byte) rest;
            rest >>>= 8;
        }
        return octets;
    }
}
