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
    private final List<Rule> rules;
    private final int mostStates;
    private final byte[] classOf;

    // A state is the index of its first step in the table, which has one for each class of octets.
    private final int width;
    private final Map<Key, Integer> places = new HashMap<>();
    private final List<Key> states = new ArrayList<>();
    private final Map<Outlook, Outlook> outlooks = new HashMap<>();
    private Outlook[] outlookOf = new Outlook[16];
    private int[] table;

    /// Creates an automaton.
    ///
    /// @param nfa the patterns
    /// @param rules those for the direction, over the patterns
    Automaton(Nfa nfa, List<Rule> rules) {
        this(nfa, rules, DetectionLimits.MOST_STATES);
    }

    Automaton(Nfa nfa, List<Rule> rules, int mostStates) {
        this.nfa = nfa;
        this.rules = List.copyOf(rules);
        this.mostStates = mostStates;
        classOf = nfa.classes();
        int highest = 0;
        for (byte octets : classOf) {
            highest = Math.max(highest, octets & 0xff);
        }
        width = highest + 1;
        table = new int[0];
        BitSet nodes = new BitSet();
        BitSet matched = new BitSet();
        nfa.begin(nodes, matched);
        state(new Key(nodes, matched));
    }

    /// Follows octets until the outlook changes or they end.
    ///
    /// @param scan where the stream is; moved
    /// @param data borrowed
    /// @param from index of the first octet
    /// @param to index after the last octet
    /// @return index after the last octet that was looked at
    int run(Scan scan, ByteSlice data, int from, int to) {
        Outlook before = outlook(scan);
        int at = from;
        while (at < to && scan.simulation == null && outlook(scan) == before) {
            at = walk(scan, before, data, at, to);
            if (at < to && outlook(scan) == before) {
                make(scan, before, data.u8(at));
            }
        }
        Simulation simulation = scan.simulation;
        return simulation == null ? at : simulate(simulation, data, at, to);
    }

    /// {@return what a stream's octets so far say}
    Outlook outlook(Scan scan) {
        Simulation simulation = scan.simulation;
        return simulation == null ? outlookOf[scan.state / width] : simulation.outlook();
    }

    /// Follows octets where the way is known, until the outlook changes. This is all that is done
    /// for nearly every octet, so that it is a loop of its own, without calls.
    private int walk(Scan scan, Outlook before, ByteSlice data, int from, int to) {
        int[] steps = table;
        byte[] classes = classOf;
        Outlook outlook = before;
        int state = scan.state;
        int at = from;
        while (at < to && outlook == before) {
            int next = steps[state + (classes[data.u8(at)] & 0xff)];
            if (next != state) {
                if (next == UNKNOWN) {
                    break;
                }
                state = next;
                outlook = outlookOf[state / width];
            }
            at++;
        }
        scan.state = state;
        return at;
    }

    private int simulate(Simulation simulation, ByteSlice data, int from, int to) {
        int at = from;
        boolean same = true;
        while (at < to && same) {
            same = simulation.step(data.at(at++) & 0xff);
        }
        if (!same) {
            simulation.outlook(shared(simulation.outlook()));
        }
        return at;
    }

    /// Makes the state that an octet leads to, or what stands in for it.
    private void make(Scan scan, Outlook before, int octet) {
        Key key = states.get(scan.state / width);
        BitSet nodes = new BitSet();
        BitSet matched = (BitSet) key.matched().clone();
        nfa.step(key.nodes(), octet, nodes, matched);
        int next = state(new Key(nodes, matched));
        if (next == FULL) {
            BitSet same = (BitSet) key.nodes().clone();
            BitSet matchedBefore = (BitSet) key.matched().clone();
            scan.simulation = new Simulation(nfa, same, matchedBefore, before);
            scan.state = FULL;
        } else {
            table[scan.state + (classOf[octet] & 0xff)] = next;
        }
    }

    private int state(Key key) {
        Integer known = places.get(key);
        if (known != null) {
            return known;
        }
        int number = states.size();
        if (number == mostStates) {
            return FULL;
        }
        states.add(key);
        places.put(key, number * width);
        if (number == outlookOf.length) {
            outlookOf = Arrays.copyOf(outlookOf, 2 * number);
        }
        outlookOf[number] = shared(outlook(nfa, key.nodes(), key.matched()));
        int before = table.length;
        if (states.size() * width > before) {
            table = Arrays.copyOf(table, Math.max(states.size() * width, 2 * before));
            Arrays.fill(table, before, table.length, UNKNOWN);
        }
        return number * width;
    }

    /// One object for each outlook, so that a change is seen by identity.
    private Outlook shared(Outlook outlook) {
        Outlook known = outlooks.get(outlook);
        if (known != null) {
            return known;
        }
        outlook.apply(rules);
        if (outlooks.size() < 2 * mostStates) {
            outlooks.put(outlook, outlook);
        }
        return outlook;
    }

    private static Outlook outlook(Nfa nfa, BitSet nodes, BitSet matched) {
        BitSet live = new BitSet();
        nfa.patterns(nodes, live);
        return new Outlook((BitSet) matched.clone(), live);
    }

    /// {@return the patterns that have matched if the stream ends here}
    BitSet matchedAtEnd(Scan scan) {
        if (scan.simulation != null) {
            return scan.simulation.matchedAtEnd();
        }
        Key key = states.get(scan.state / width);
        BitSet matched = (BitSet) key.matched().clone();
        nfa.end(key.nodes(), scan.state == START, matched);
        return matched;
    }

    int states() {
        return states.size();
    }
}
