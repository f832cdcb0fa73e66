package io.mailtap.event;

/// When something was observed, on the capture's clock.
///
/// A live view that handlers read while they run.
public interface Moment {
    /// {@return capture time in nanoseconds since 1970-01-01T00:00Z}
    ///
    /// That of the packet being processed, or of the timer that fired.
    long nanos();

    /// {@return the number of the packet being processed, from 1; 0 before the first}
    long packet();
}
