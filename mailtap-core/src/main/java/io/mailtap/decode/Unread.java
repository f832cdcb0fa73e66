package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;

/// What is left to read of a frame: its captured octets, and how many there were on the wire.
///
/// Each decoder checks once that its header was captured, reads it, and takes it off with [#skip].
final class Unread {
    /// The captured octets; a capture with a snap length has fewer of them than the wire had.
    final ByteSlice octets = new ByteSlice();

    // octets.length() <= wireLength
    private int wireLength;

    /// {@return how many octets were on the wire, at least as many as were captured}
    int wireLength() {
        return wireLength;
    }

    /// {@return how many octets were captured}
    int captured() {
        return octets.length();
    }

    /// {@return whether `count` octets were captured}
    boolean has(int count) {
        return octets.length() >= count;
    }

    /// Starts with other octets.
    ///
    /// @param source what was captured
    /// @param onWire how many octets there were; fewer than captured counts as as many as captured
    void start(ByteSlice source, int onWire) {
        octets.pointAt(source, 0, source.length());
        wireLength = Math.max(onWire, source.length());
    }

    /// Starts with the first `count` octets of an array, all of them captured.
    void start(byte[] source, int count) {
        octets.pointAt(source, 0, count);
        wireLength = count;
    }

    /// Takes off the first octets.
    ///
    /// @param count at most as many as were captured
    void skip(int count) {
        octets.pointAt(octets, count, octets.length() - count);
        wireLength -= count;
    }

    /// Takes off the last octets: padding, trailers.
    ///
    /// @param count how many octets of the wire remain; no effect if there are fewer
    void limit(int count) {
        if (count < wireLength) {
            wireLength = count;
            if (count < octets.length()) {
                octets.pointAt(octets, 0, count);
            }
        }
    }
}
