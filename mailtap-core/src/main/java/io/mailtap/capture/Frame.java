package io.mailtap.capture;

import io.mailtap.bytes.ByteSlice;

/// A captured link-layer unit.
///
/// A reader uses one object for all its frames: everything here is valid until the reader's next
/// call. Programs that capture packets themselves make one frame, and [#set] it for each packet.
public final class Frame {
    private final ByteSlice octets = new ByteSlice();
    private long timeNanos;
    private int linkType;
    private int originalLength;

    /// {@return new frames, for [CaptureFiles#next(Frame[])]}
    ///
    /// @param count how many
    public static Frame[] several(int count) {
        Frame[] frames = new Frame[count];
        java.util.Arrays.setAll(frames, i -> new Frame());
        return frames;
    }

    /// Creates a frame with nothing in it.
    public Frame() {}

    /// Fills the frame.
    ///
    /// @param timeNanos when it was captured, in nanoseconds since 1970-01-01T00:00Z
    /// @param linkType the registered LINKTYPE value; [LinkType] has the common ones
    /// @param originalLength octets that were on the wire, at least `count`
    /// @param buffer holds the captured octets; borrowed
    /// @param from index of the first
    /// @param count how many were captured
    /// @return this frame
    public Frame set(
            long timeNanos, int linkType, int originalLength, byte[] buffer, int from, int count) {
        this.timeNanos = timeNanos;
        this.linkType = linkType;
        this.originalLength = originalLength;
        octets.pointAt(buffer, from, count);
        return this;
    }

    /// {@return when it was captured, in nanoseconds since 1970-01-01T00:00Z}
    public long timeNanos() {
        return timeNanos;
    }

    /// {@return the registered LINKTYPE value}
    public int linkType() {
        return linkType;
    }

    /// {@return octets that were on the wire, which may be more than were captured}
    public int originalLength() {
        return originalLength;
    }

    /// {@return the captured octets, borrowed}
    public ByteSlice octets() {
        return octets;
    }
}
