package io.mailtap.event;

/// A handler threw: the fault is its own, not the engine's and not the network's.
public final class HandlerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Wraps what a handler threw.
    ///
    /// @param type the kind of event that it was handling
    /// @param cause what it threw
    public HandlerException(EventType type, RuntimeException cause) {
        super("a handler of " + type.zeekName() + " threw: " + cause, cause);
    }
}
