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

    /// @param outlook what the octets so far say
    Simulation(Nfa nfa, BitSet nodes, BitSet matched, Outlook outlook) {
        this.nfa = nfa;
        this.nodes = nodes;
        this.matched = matched;
        this.outlook = outlook;
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

    /// Puts another that says the same in the outlook's place.
    void outlook(Outlook same) {
        outlook = same;
    }

    BitSet matchedAtEnd() {
        BitSet all = (BitSet) matched.clone();
        nfa.end(nodes, false, all);
        return all;
    }
}
