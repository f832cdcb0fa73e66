package io.mailtap.stream;

import io.mailtap.decode.Packet;
import io.mailtap.decode.Slice;

/// The part of all flows that one of several tables keeps.
///
/// @param index which part, from 0
/// @param count how many parts there are, at most [Slice#COUNT]
public record Share(int index, int count) {
    /// Everything.
    public static final Share WHOLE = new Share(0, 1);

    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException for a part that does not exist
    public Share {
        if (count < 1 || count > Slice.COUNT || index < 0 || index >= count) {
            throw new IllegalArgumentException("no part " + index + " of " + count);
        }
    }

    /// {@return whether a slice of the traffic is of this part}
    ///
    /// @param slice 0 to 15
    public boolean has(int slice) {
        return slice % count == index;
    }

    boolean has(Packet packet) {
        return count == 1 || has(Slice.of(packet));
    }

    /// Whether what concerns no flow is told here.
    boolean isFirst() {
        return index == 0;
    }
}
