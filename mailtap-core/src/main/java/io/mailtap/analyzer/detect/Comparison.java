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
        return switch (this) {
            case EQUAL -> list.stream().anyMatch(range -> range.contains(value));
            case NOT_EQUAL -> list.stream().noneMatch(range -> range.contains(value));
            case LESS -> list.stream().anyMatch(range -> value < range.low());
            case AT_MOST -> list.stream().anyMatch(range -> value <= range.high());
            case MORE -> list.stream().anyMatch(range -> value > range.high());
            case AT_LEAST -> list.stream().anyMatch(range -> value >= range.low());
        };
    }
}
