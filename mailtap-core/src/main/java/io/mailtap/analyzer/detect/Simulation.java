package io.mailtap.analyzer.detect;

import java.util.BitSet;

/// A stream's progress through the patterns, octet by octet, without states that are kept.
final class Simulation {
    private final Nfa nfa;
    private BitSet nodes;
    private final BitSet matched;
    private Outlook outlook;

    Simulation(Nfa nfa, BitSet nodes, BitSet matched) {
        this.nfa = nfa;
        this.nodes = nodes;
        this.matched = matched;
        outlook = Automaton.outlook(nfa, nodes, matched);
    }

    void step(int octet) {
        BitSet next = new BitSet();
        nfa.step(nodes, octet, next, matched);
        nodes = next;
        outlook = Automaton.outlook(nfa, nodes, matched);
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
