package io.mailtap.capture;

/// A file format for frames.
sealed interface FrameFormat permits PcapFormat, PcapngFormat {
    /// The most octets that a frame may claim to have; more is damage.
    int LARGEST_FRAME = 256 << 20;

    /// Fills `frame` with the next one. Answers false at the end.
    boolean next(Frame frame) throws CaptureException;

    /// Answers whether [#next] would give a frame without reading, so that the octets of those
    /// given before stay where they are.
    boolean isNextAtHand();
}
