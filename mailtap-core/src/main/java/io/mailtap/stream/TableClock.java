package io.mailtap.stream;

/// The time of a table: that of the packet being processed, or of the latest.
final class TableClock {
    private long now;

    long now() {
        return now;
    }

    void set(long nanos) {
        now = nanos;
    }
}
