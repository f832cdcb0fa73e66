package io.mailtap.analyzer.detect;

import io.mailtap.bytes.ByteSlice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All patterns of one direction as one deterministic automaton, made state by state as octets ask
/// for them.
///
/// A state stands for the places in the patterns that the octets so far lead to, together with the
/// patterns that have matched, so that a stream's whole progress is one number. States are shared
/// by all connections and limited ([DetectionLimits#MOST_STATES]); a stream that would need one
/// more goes on by [Simulation], which takes time in proportion to the patterns' size for each
/// octet, and no more.
///
/// An automaton belongs to one thread at a time.
final class Automaton {
    /// The state before the first octet.
    static final int START = 0;

    /// Says that there is no room for the state: go on by simulation.
    static final int FULL = -1;

    private static final int UNKNOWN = -2;

    private record Key(BitSet nodes, BitSet matched) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key same
                    && nodes.equals(same.nodes)
                    && matched.equals(same.matched);
        }

        @Override
        public int hashCode() {
            return 31 * nodes.hashCode() + matched.hashCode();
        }
    }

    private final Nfa nfa;
    private final int mostStates;
    private final byte[] classOf;
    private final int classes;
    private final int[] sample;
    private final Map<Key, Integer> numbers = new HashMap<>();
    private final List<Key> states = new ArrayList<>();
    private final Map<Outlook, Outlook> outlooks = new HashMap<>();
    private Outlook[] outlookOf = new Outlook[16];
    private int[] table;

    Automaton(Nfa nfa) {
        this(nfa, DetectionLimits.MOST_STATES);
    }

    Automaton(Nfa nfa, int mostStates) {
        this.nfa = nfa;
        this.mostStates = mostStates;
        classOf = nfa.classes();
        sample = new int[OctetSet.OCTETS];
        int highest = 0;
        for (int octet = OctetSet.OCTETS - 1; octet >= 0; octet--) {
            int octets = classOf[octet] & 0xff;
            sample[octets] = octet;
            highest = Math.max(highest, octets);
        }
        classes = highest + 1;
        table = new int[0];
        BitSet nodes = new BitSet();
        BitSet matched = new BitSet();
        nfa.begin(nodes, matched);
        number(new Key(nodes, matched));
    }

    /// Follows octets until the outlook changes or they end.
    ///
    /// @param scan where the stream is; moved
    /// @param data borrowed
    /// @param from index of the first octet
    /// @param to index after the last octet
    /// @return index after the last octet that was looked at
    int run(Scan scan, ByteSlice data, int from, int to) {
        int at = from;
        int state = scan.state;
        Outlook before = scan.outlook;
        while (at < to && state >= 0) {
            int place = state * classes + (classOf[data.at(at) & 0xff] & 0xff);
            int next = table[place];
            if (next == UNKNOWN) {
                next = make(state, place);
                if (next == FULL) {
                    scan.simulation = simulation(state);
                    state = FULL;
                    break;
                }
            }
            at++;
            if (next == state) {
                continue; // most octets of most streams
            }
            state = next;
            if (outlookOf[state] != before) {
                break;
            }
        }
        scan.state = state;
        if (state >= 0) {
            scan.outlook = outlookOf[state];
            return at;
        }
        return simulate(scan, data, at, to);
    }

    private int simulate(Scan scan, ByteSlice data, int from, int to) {
        Simulation simulation = scan.simulation;
        if (simulation == null) {
            throw new IllegalStateException("no simulation in state " + scan.state);
        }
        int at = from;
        boolean same = true;
        while (at < to && same) {
            same = simulation.step(data.at(at++) & 0xff);
        }
        scan.outlook = same ? scan.outlook : shared(simulation.outlook());
        return at;
    }

    private Simulation simulation(int state) {
        Key key = states.get(state);
        return new Simulation(nfa, (BitSet) key.nodes().clone(), (BitSet) key.matched().clone());
    }

    private int make(int state, int place) {
        Key key = states.get(state);
        BitSet nodes = new BitSet();
        BitSet matched = (BitSet) key.matched().clone();
        nfa.step(key.nodes(), sample[place - state * classes], nodes, matched);
        int next = number(new Key(nodes, matched));
        if (next != FULL) {
            table[place] = next;
        }
        return next;
    }

    private int number(Key key) {
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        if (states.size() == mostStates) {
            return FULL;
        }
        int number = states.size();
        states.add(key);
        numbers.put(key, number);
        if (number == outlookOf.length) {
            outlookOf = Arrays.copyOf(outlookOf, 2 * number);
        }
        outlookOf[number] = shared(outlook(nfa, key.nodes(), key.matched()));
        int needed = states.size() * classes;
        if (needed > table.length) {
            int before = table.length;
            table = Arrays.copyOf(table, Math.max(needed, 2 * before));
            Arrays.fill(table, before, table.length, UNKNOWN);
        }
        return number;
    }

    /// One object for each outlook, so that a change is seen by identity.
    private Outlook shared(Outlook outlook) {
        if (outlooks.size() >= 2 * mostStates) {
            return outlook;
        }
        return outlooks.computeIfAbsent(outlook, same -> same);
    }

    static Outlook outlook(Nfa nfa, BitSet nodes, BitSet matched) {
        BitSet live = new BitSet();
        nfa.patterns(nodes, live);
        return new Outlook((BitSet) matched.clone(), live);
    }

    /// {@return a stream's place before its first octet}
    Scan begin() {
        return new Scan(outlookOf[START]);
    }

    /// {@return the patterns that have matched if the stream ends here}
    BitSet matchedAtEnd(Scan scan) {
        if (scan.simulation != null) {
            return scan.simulation.matchedAtEnd();
        }
        Key key = states.get(scan.state);
        BitSet matched = (BitSet) key.matched().clone();
        nfa.end(key.nodes(), scan.state == START, matched);
        return matched;
    }

    int states() {
        return states.size();
    }
}
