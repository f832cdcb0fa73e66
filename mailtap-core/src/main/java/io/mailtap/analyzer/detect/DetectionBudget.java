package io.mailtap.analyzer.detect;

/// What all connections of an engine keep for replay, against the limit.
public final class DetectionBudget {
    private final DetectionLimits limits;
    private long held;

    /// Creates a budget of which nothing is spent.
    ///
    /// @param limits the limits
    public DetectionBudget(DetectionLimits limits) {
        this.limits = limits;
    }

    DetectionLimits limits() {
        return limits;
    }

    void change(long octets) {
        held += octets;
    }

    boolean isExceeded() {
        return held > limits.heldInAll();
    }
}
