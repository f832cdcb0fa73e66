package io.mailtap.analyzer.detect;

import java.util.BitSet;

/// What a direction's octets so far say of its patterns, by number.
///
/// @param matched those that have matched; not to be changed
/// @param live those that may still match; not to be changed
record Outlook(BitSet matched, BitSet live) {
    // Written out: what the compiler would make is slow the first time, at each start of the
    // program.

    @Override
    public boolean equals(Object other) {
        return other instanceof Outlook same
                && matched.equals(same.matched)
                && live.equals(same.live);
    }

    @Override
    public int hashCode() {
        return 31 * matched.hashCode() + live.hashCode();
    }
}
