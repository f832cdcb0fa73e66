package io.mailtap.analyzer.detect;

import java.util.Arrays;

/// A set of octets. Immutable once handed on.
final class OctetSet {
    /// How many octets there are.
    static final int OCTETS = 256;

    private final long[] bits = new long[OCTETS / Long.SIZE];

    static OctetSet all() {
        return new OctetSet().invert();
    }

    static OctetSet of(int octet) {
        return new OctetSet().add(octet);
    }

    OctetSet add(int octet) {
        bits[octet >> 6] |= 1L << octet;
        return this;
    }

    OctetSet addRange(int from, int to) {
        for (int octet = from; octet <= to; octet++) {
            add(octet);
        }
        return this;
    }

    OctetSet addAll(OctetSet other) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] |= other.bits[i];
        }
        return this;
    }

    OctetSet invert() {
        for (int i = 0; i < bits.length; i++) {
            bits[i] = ~bits[i];
        }
        return this;
    }

    /// Adds the other case of every ASCII letter in the set.
    OctetSet foldCase() {
        for (int letter = 'a'; letter <= 'z'; letter++) {
            int capital = letter - 'a' + 'A';
            if (contains(letter) || contains(capital)) {
                add(letter).add(capital);
            }
        }
        return this;
    }

    boolean contains(int octet) {
        return (bits[octet >> 6] >>> octet & 1) != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OctetSet set && Arrays.equals(bits, set.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }
}
