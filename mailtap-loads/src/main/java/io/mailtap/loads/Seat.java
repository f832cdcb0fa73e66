package io.mailtap.loads;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A place for one connection at a time, ordered by when something is next to be seen there.
final class Seat implements Comparable<Seat> {
    private final int number;
    private long due;
    private @Nullable Conversation conversation;

    Seat(int number, long due) {
        this.number = number;
        this.due = due;
    }

    /// {@return when the next packet comes, or the next connection may begin}
    long due() {
        return due;
    }

    boolean isTaken() {
        return conversation != null;
    }

    void take(Conversation begun) {
        conversation = begun;
    }

    /// Writes the next packet; the last one leaves the seat empty.
    void write(FrameEncoder encoder, PcapWriter out) throws IOException {
        Conversation current = Objects.requireNonNull(conversation);
        current.next(encoder);
        out.write(due, encoder.frame(), encoder.length());
        if (current.isOver()) {
            conversation = null;
        } else {
            due = current.time();
        }
    }

    /// Leaves the seat empty for some microseconds.
    void wait(double pause) {
        due += 1 + (long) pause;
    }

    @Override
    public int compareTo(Seat other) {
        int byTime = Long.compare(due, other.due);
        return byTime != 0 ? byTime : Integer.compare(number, other.number);
    }
}
