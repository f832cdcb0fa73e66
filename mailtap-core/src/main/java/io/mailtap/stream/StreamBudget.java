package io.mailtap.stream;

import io.mailtap.decode.Slice;

/// What all connections of a slice of the traffic hold together, against its part of the limits.
final class StreamBudget {
    private final StreamLimits limits;
    private long held;
    private long analyzers;
    private long detection;

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

    /// Takes account of what is kept until a protocol is known. Answers whether `inAll` holds.
    boolean holdForDetection(long octets, long inAll) {
        detection += octets;
        return detection <= inAll / Slice.COUNT;
    }

    boolean isExceeded() {
        return held > limits.heldInAll() / Slice.COUNT;
    }
}
