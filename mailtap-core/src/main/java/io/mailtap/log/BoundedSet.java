package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Values of a set column, in the order in which they came, up to limits: a row is read by people,
/// and what the network sends must not make it grow at will.
final class BoundedSet {
    /// Octets of all values of a set.
    static final int MOST_OCTETS = 65_536;

    /// Octets of a value of any column.
    static final int LONGEST_VALUE = 65_536;

    /// As many values are compared one by one; nearly no set has more.
    private static final int FEW = 16;

    private final int mostValues;
    private final List<Bytes> values = new ArrayList<>(2);
    private @Nullable Set<Bytes> index;
    private int octets;

    BoundedSet(int mostValues) {
        this.mostValues = mostValues;
    }

    /// Takes a value, if there is room for it.
    void add(Bytes value) {
        boolean room = values.size() < mostValues && octets + value.length() <= MOST_OCTETS;
        if (room && isNew(value)) {
            values.add(value);
            octets += value.length();
        }
    }

    private boolean isNew(Bytes value) {
        if (values.size() < FEW) {
            return !values.contains(value);
        }
        if (index == null) {
            index = new HashSet<>(values);
        }
        return index.add(value);
    }

    /// The values; not to be changed.
    List<Bytes> values() {
        return values;
    }

    /// {@return the first octets of a value, all of it unless it is absurdly long}
    static Bytes capped(Bytes value) {
        return value.length() <= LONGEST_VALUE ? value : value.slice(0, LONGEST_VALUE);
    }
}
