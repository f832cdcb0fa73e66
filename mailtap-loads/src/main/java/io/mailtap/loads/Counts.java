package io.mailtap.loads;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Numbers by name, and groups of such.
final class Counts {
    private final Map<String, long[]> numbers = new HashMap<>();
    private final Map<String, Counts> groups = new HashMap<>();

    /// @param names of numbers that are shown also where they stay 0
    Counts(String... names) {
        for (String name : names) {
            add(name, 0);
        }
    }

    void add(String name) {
        add(name, 1);
    }

    void add(String name, long count) {
        numbers.computeIfAbsent(name, _ -> new long[1])[0] += count;
    }

    /// {@return the group of that name, made if it is new}
    Counts group(String name) {
        return groups.computeIfAbsent(name, _ -> new Counts());
    }

    long get(String name) {
        return numbers.getOrDefault(name, new long[1])[0];
    }

    /// {@return the sum of the numbers that stand in no group}
    long sum() {
        return numbers.values().stream().mapToLong(number -> number[0]).sum();
    }

    Map<String, Object> shown() {
        Map<String, Object> shown = new TreeMap<>();
        numbers.forEach((name, number) -> shown.put(name, number[0]));
        groups.forEach((name, group) -> shown.put(name, group.shown()));
        return shown;
    }
}
