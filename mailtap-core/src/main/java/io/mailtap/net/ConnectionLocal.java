package io.mailtap.net;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that a handler attaches to connections, like a thread-local is attached to threads.
///
/// Create one per handler, as a field. The value goes when the connection goes.
///
/// @param <T> type of the value
public final class ConnectionLocal<T> {
    /// Creates a key with no values yet.
    public ConnectionLocal() {}

    /// {@return the value attached to `c`, or null}
    ///
    /// @param c the connection
    @SuppressWarnings("unchecked") // only set(Connection, T) writes under this key
    public @Nullable T get(Connection c) {
        return (T) c.local(this);
    }

    /// {@return the value attached to `c`, made and attached now if there was none}
    ///
    /// @param c the connection
    /// @param made makes the first value
    public T get(Connection c, Supplier<? extends T> made) {
        T value = get(c);
        if (value == null) {
            value = made.get();
            set(c, value);
        }
        return value;
    }

    /// Attaches a value.
    ///
    /// @param c the connection
    /// @param value the value, or null to take it off
    public void set(Connection c, @Nullable T value) {
        c.setLocal(this, value);
    }
}
