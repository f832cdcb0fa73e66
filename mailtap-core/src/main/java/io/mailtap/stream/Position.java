package io.mailtap.stream;

/// Where in a run a table stands: what it is doing, as three numbers that compare one after the
/// other.
///
/// ```
///                         first              second       third
/// a timer fires           2 * packet         deadline     birth of the flow
/// a packet is processed   2 * packet + 1     step         0
/// the end                 the largest        flow began   birth of the flow
/// ```
///
/// A step is one thing that the decoder has told. Everything here follows from the packets alone:
/// tables that share the traffic among them pass the same positions, each being at work in some of
/// them only.
public final class Position {
    private static final int BIRTH_BITS = 16;

    private long packet;
    private long births;
    private long first;
    private long second;
    private long third;

    Position() {}

    /// A packet comes: first the timers that its time makes fire, then [#processed].
    void coming(long number) {
        packet = number;
        births = 0;
    }

    void timer(long deadline, long birth) {
        first = 2 * packet;
        second = deadline;
        third = birth;
    }

    void processed() {
        first = 2 * packet + 1;
        second = 0;
        third = 0;
    }

    void step() {
        second++;
    }

    /// A step that may make a flow.
    void flowStep() {
        second++;
        births++;
    }

    void end(long startNanos, long birth) {
        first = Long.MAX_VALUE;
        second = startNanos;
        third = birth;
    }

    /// A number for the flow that this step makes, larger than those of all flows before.
    long birth() {
        return packet << BIRTH_BITS | births;
    }

    /// {@return what is compared first}
    public long first() {
        return first;
    }

    /// {@return what is compared where the first is the same}
    public long second() {
        return second;
    }

    /// {@return what is compared where both are the same}
    public long third() {
        return third;
    }
}
