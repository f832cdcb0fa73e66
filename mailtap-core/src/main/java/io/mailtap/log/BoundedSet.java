package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// Values of a set column, in the order in which they came, up to limits: a row is read by people,
/// and what the network sends must not make it grow at will.
final class BoundedSet {
    /// Octets of all values of a set.
    static final int MOST_OCTETS = 65_536;

    /// Octets of a value of any column.
    static final int LONGEST_VALUE = 65_536;

    private final int mostValues;
    private Set<Bytes> values = Set.of();
    private int octets;

    BoundedSet(int mostValues) {
        this.mostValues = mostValues;
    }

    /// Takes a value, if there is room for it.
    void add(Bytes value) {
        values = values.isEmpty() ? new LinkedHashSet<>(4) : values;
        boolean room = values.size() < mostValues && octets + value.length() <= MOST_OCTETS;
        if (room && values.add(value)) {
            octets += value.length();
        }
    }

    Collection<Bytes> values() {
        return Collections.unmodifiableSet(values);
    }

    /// {@return the first octets of a value, all of it unless it is absurdly long}
    static Bytes capped(Bytes value) {
        return value.length() <= LONGEST_VALUE ? value : value.slice(0, LONGEST_VALUE);
    }
}
