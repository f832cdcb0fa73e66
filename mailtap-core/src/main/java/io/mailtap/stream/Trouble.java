package io.mailtap.stream;

import org.jspecify.annotations.Nullable;

/// What is known of a side that gave trouble: octets ahead of a hole, and counts of what went
/// wrong. Most sides of most connections never have any.
final class Trouble {
    int badChecksums;
    int retransmissions;
    int zeroWindows;
    int gaps;

    /// Octets that gaps have swallowed and that count as missed.
    long missed;

    /// Whether there was a gap, counted or not.
    boolean hadGap;

    /// Whether this direction will never be delivered again.
    boolean givenUp;

    // Positions of the last packets with one flag only; that of a FIN where the end of the stream
    // does not tell it.
    long syn;
    long rst;
    long fin;
    boolean finIsElsewhere;

    // Null until a segment came ahead of a hole.
    private @Nullable HeldBlocks held;

    boolean isHolding() {
        return held != null && !held.isEmpty();
    }

    HeldBlocks held() {
        if (held == null) {
            held = new HeldBlocks();
        }
        return held;
    }

    void dropHeld() {
        held = null;
    }

    /// What the held octets cost, or would cost if they were kept.
    long heldOctets() {
        return held == null ? 0 : held.octets();
    }

    /// What is really kept: less where nobody takes the octets.
    long heldMemory() {
        return held == null ? 0 : held.memory();
    }

    /// Whether an event that has happened so often is worth telling: the 1st, 10th, 100th, ...
    static boolean isPowerOfTen(int number) {
        int power = 1;
        while (power < number && power <= 100_000_000) {
            power *= 10;
        }
        return power == number;
    }
}
