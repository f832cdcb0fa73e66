package io.mailtap.net;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection, both directions of a 5-tuple, as it stands now: Zeek's `connection`.
///
/// A live view, the same object in every event of the connection: handlers that read it later see
/// newer values. It belongs to one thread, that of the engine's worker, and must not be read from
/// others while packets are fed. State of your own is attached with [ConnectionLocal].
public abstract class Connection {
    private static final @Nullable Object[] NO_LOCALS = new @Nullable Object[0];

    // What handlers have attached: few enough to look at all. The first two are kept here, because
    // most mail connections have no more, and an array is one more place in memory to wait for.
    private @Nullable Object firstKey;
    private @Nullable Object firstLocal;
    private @Nullable Object secondKey;
    private @Nullable Object secondLocal;

    // More keys and their values in turns.
    private @Nullable Object[] locals = NO_LOCALS;

    /// For the engine.
    protected Connection() {}

    /// {@return the identifier that ties log rows together: `C` and base-62 digits}
    ///
    /// A hash of the 5-tuple and the first timestamp: the same packets give the same uid on every
    /// machine.
    public abstract String uid();

    /// {@return addresses, ports and transport}
    public abstract ConnectionId id();

    /// {@return the side that opened the connection}
    public abstract Endpoint orig();

    /// {@return the other side}
    public abstract Endpoint resp();

    /// {@return capture time of the first packet, in nanoseconds since 1970-01-01T00:00Z}
    public abstract long startNanos();

    /// {@return time from the first packet to the last that counted, in nanoseconds}
    public abstract long durationNanos();

    /// {@return names of the confirmed analyzers in order of confirmation, upper case}
    public abstract List<String> service();

    /// {@return what happened, a letter per kind of packet; upper case for the originator's}
    ///
    /// @see <a
    ///   href="https://docs.zeek.org/en/v8.0.10/scripts/base/protocols/conn/main.zeek.html">Zeek,
    ///   Conn::Info history</a>
    public abstract String history();

    /// {@return Zeek's summary of how the connection went: `SF`, `S0`, `REJ`, ...}
    public abstract String state();

    /// {@return octets that content gaps have swallowed, both directions}
    public abstract long missedOctets();

    /// {@return the encapsulations around the first packet, outermost first}
    public abstract List<TunnelLayer> tunnel();

    /// {@return the VLAN id of the first packet, 0 if it had none}
    public abstract int vlan();

    /// {@return the inner VLAN id of the first packet, 0 if it had none}
    public abstract int innerVlan();

    /// For the engine.
    ///
    /// @return whether handlers have attached anything
    protected final boolean hasLocal() {
        return firstKey != null;
    }

    final @Nullable Object local(Object key) {
        if (firstKey == key) {
            return firstLocal;
        }
        if (secondKey == key) {
            return secondLocal;
        }
        for (int i = 0; i < locals.length; i += 2) {
            if (locals[i] == key) {
                return locals[i + 1];
            }
        }
        return null;
    }

    final void setLocal(Object key, @Nullable Object value) {
        if (firstKey == key) {
            firstLocal = value;
        } else if (secondKey == key) {
            secondLocal = value;
        } else if (secondKey != null) {
            setFurther(key, value);
        } else if (value != null) {
            setNew(key, value);
        }
    }

    private void setNew(Object key, Object value) {
        if (firstKey == null) {
            firstKey = key;
            firstLocal = value;
        } else {
            secondKey = key;
            secondLocal = value;
        }
    }

    private void setFurther(Object key, @Nullable Object value) {
        int at = 0;
        while (at < locals.length && locals[at] != key) {
            at += 2;
        }
        if (at >= locals.length) {
            if (value == null) {
                return;
            }
            locals = Arrays.copyOf(locals, at + 2);
        }
        locals[at] = key;
        locals[at + 1] = value;
    }
}
