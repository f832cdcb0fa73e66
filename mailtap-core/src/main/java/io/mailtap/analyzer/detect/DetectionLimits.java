package io.mailtap.analyzer.detect;

/// The limits of detection by content.
///
/// @param octets how many of a connection, both directions together, are matched and kept for
///   replay: Zeek's `dpd_buffer_size`. See [#reach]
/// @param heldInAll octets kept for all connections together, each of the 16 slices of the traffic
///   a sixteenth of it; a connection that needs more is given up with weird
///   `detection_memory_exceeded`
public record DetectionLimits(int octets, long heldInAll) {
    /// What an Ethernet segment holds.
    private static final int SEGMENT = 1460;

    /// Gaps that are remembered for replay. A connection with more is not detected.
    static final int MOST_GAPS = 100;

    /// Places in the patterns of all signatures for one direction: about one for each octet or
    /// class of a pattern, times the counts of the repetitions around it.
    static final int MOST_PLACES = 10_000;

    /// States of the automaton of one direction that are kept. With the built-in signatures a few
    /// dozen are ever made. See [Automaton].
    static final int MOST_STATES = 4096;

    /// Largest count of a repetition in a pattern.
    static final int MOST_REPEATED = 1000;

    /// Groups within groups, and repetitions of repetitions, in a pattern.
    static final int DEEPEST = 100;

    /// Other signatures that a signature may rest on, counted as often as they are required.
    static final int MOST_REQUIRED = 100;

    /// How many times as many octets are looked at once a signature has matched: a long greeting
    /// does not hide what follows it.
    static final int PROMISING = 32;

    /// The limits that hold unless others are asked for: 1024 octets, 128 MiB.
    public static final DetectionLimits DEFAULT = new DetectionLimits(1024, 128L << 20);

    /// {@return how many octets are looked at}
    ///
    /// Zeek takes in the whole of the segment that crosses the limit, so that what it detects
    /// depends on how the stream was cut. A segment's worth of octets more, counted exactly, finds
    /// all that Zeek finds on Ethernet, however it was cut.
    ///
    /// @param promising whether a signature has matched, even if that has no effect by itself
    int reach(boolean promising) {
        return (promising ? PROMISING * octets : octets) + SEGMENT;
    }
}
