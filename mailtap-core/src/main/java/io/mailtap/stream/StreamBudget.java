package io.mailtap.stream;

import io.mailtap.decode.Slice;

/// What all connections of a slice of the traffic hold together, against its part of the limits.
final class StreamBudget {
    private final StreamLimits limits;
    private long held;
    private long analyzers;

    StreamBudget(StreamLimits limits) {
        this.limits = limits;
    }

    StreamLimits limits() {
        return limits;
    }

    void change(long octets) {
        held += octets;
    }

    /// Takes account of what analyzers hold. Answers whether the limit holds.
    boolean holdForAnalyzers(long octets) {
        analyzers += octets;
        return analyzers <= limits.analyzersInAll() / Slice.COUNT;
    }

    boolean isExceeded() {
        return held > limits.heldInAll() / Slice.COUNT;
    }
}
