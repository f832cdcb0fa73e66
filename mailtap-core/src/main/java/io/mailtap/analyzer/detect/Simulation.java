package io.mailtap.analyzer.detect;

import java.util.BitSet;

/// A stream's progress through the patterns, octet by octet, without states that are kept.
final class Simulation {
    private final Nfa nfa;
    private final BitSet matched;
    private BitSet nodes;

    // Used in turn with the one before, for the next octet.
    private BitSet next = new BitSet();
    private final BitSet live = new BitSet();
    private Outlook outlook;

    Simulation(Nfa nfa, BitSet nodes, BitSet matched) {
        this.nfa = nfa;
        this.nodes = nodes;
        this.matched = matched;
        outlook = Automaton.outlook(nfa, nodes, matched);
    }

    /// Takes one octet. Answers whether the outlook is still the same.
    boolean step(int octet) {
        next.clear();
        nfa.step(nodes, octet, next, matched);
        BitSet before = nodes;
        nodes = next;
        next = before;
        live.clear();
        nfa.patterns(nodes, live);
        if (live.equals(outlook.live()) && matched.equals(outlook.matched())) {
            return true;
        }
        outlook = new Outlook((BitSet) matched.clone(), (BitSet) live.clone());
        return false;
    }

    Outlook outlook() {
        return outlook;
    }

    BitSet matchedAtEnd() {
        BitSet all = (BitSet) matched.clone();
        nfa.end(nodes, false, all);
        return all;
    }
}
