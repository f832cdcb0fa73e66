package io.mailtap.stream;

/// What all reassemblers of a table hold together, against its limit.
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
        return held > limits.heldInAll();
    }
}
