package io.mailtap.stream;

import io.mailtap.decode.Slice;

/// What all reassemblers of a slice of the traffic hold together, against its part of the limit.
final class StreamBudget {
    private final StreamLimits limits;
    private long held;

    StreamBudget(StreamLimits limits) {
        this.limits = limits;
    }

    StreamLimits limits() {
        return limits;
    }

    void change(long octets) {
        held += octets;
    }

    boolean isExceeded() {
        return held > limits.heldInAll() / Slice.COUNT;
    }
}
