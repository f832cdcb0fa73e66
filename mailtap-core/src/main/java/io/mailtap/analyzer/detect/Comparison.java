package io.mailtap.analyzer.detect;

import java.util.List;

/// How a number is compared with a list of numbers and ranges.
///
/// A list holds if the number stands so to any of its elements; for [#NOT_EQUAL], to all of them.
enum Comparison {
    /// `==` or `=`
    EQUAL,
    /// `!=`
    NOT_EQUAL,
    /// `<`
    LESS,
    /// `<=`
    AT_MOST,
    /// `>`
    MORE,
    /// `>=`
    AT_LEAST;

    /// From one number to another, both included.
    record Range(long low, long high) {
        boolean contains(long value) {
            return value >= low && value <= high;
        }
    }

    boolean holds(long value, List<Range> list) {
        for (Range range : list) {
            if (holds(value, range)) {
                return this != NOT_EQUAL;
            }
        }
        return this == NOT_EQUAL;
    }

    private boolean holds(long value, Range range) {
        return switch (this) {
            case EQUAL, NOT_EQUAL -> range.contains(value);
            case LESS -> value < range.low();
            case AT_MOST -> value <= range.high();
            case MORE -> value > range.high();
            case AT_LEAST -> value >= range.low();
        };
    }
}
