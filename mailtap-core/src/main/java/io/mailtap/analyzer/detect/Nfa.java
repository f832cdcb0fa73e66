package io.mailtap.analyzer.detect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The patterns of one direction as one nondeterministic automaton.
///
/// A node either waits for an octet of its set, or for the stream's end, or says that its pattern
/// has matched. Everything between (choices, repetitions, the stream's beginning) is resolved when
/// the automaton is made.
final class Nfa {
    private enum Kind {
        OCTETS,
        SPLIT,
        START,
        END,
        MATCH
    }

    /// A part that is being built; `next` and `other` are set when what follows is known.
    private static final class Node {
        final Kind kind;
        final @Nullable OctetSet set;
        final int pattern;
        int next = -1;
        int other = -1;

        Node(Kind kind, @Nullable OctetSet set, int pattern) {
            this.kind = kind;
            this.set = set;
            this.pattern = pattern;
        }
    }

    private final List<Node> nodes = new ArrayList<>();
    private final List<Integer> beginnings = new ArrayList<>();

    // Used again and again while nodes are entered; a node is entered once for each octet.
    private final ArrayDeque<Integer> open = new ArrayDeque<>();
    private final BitSet seen = new BitSet();
    private int built;

    /// Adds a pattern, anchored at the stream's first octet.
    ///
    /// @param pattern its number
    void add(Regex regex, int pattern) throws PatternException {
        int match = node(Kind.MATCH, null, pattern);
        beginnings.add(build(regex, match, pattern));
    }

    int size() {
        return nodes.size();
    }

    /// Adds the patterns that nodes belong to.
    void patterns(BitSet of, BitSet into) {
        for (int node = of.nextSetBit(0); node >= 0; node = of.nextSetBit(node + 1)) {
            into.set(nodes.get(node).pattern);
        }
    }

    private int node(Kind kind, @Nullable OctetSet set, int pattern) throws PatternException {
        if (nodes.size() == DetectionLimits.MOST_PLACES) {
            throw tooLarge();
        }
        nodes.add(new Node(kind, set, pattern));
        return nodes.size() - 1;
    }

    private static PatternException tooLarge() {
        return new PatternException(
                "the patterns have more than " + DetectionLimits.MOST_PLACES + " places together");
    }

    private int link(Kind kind, @Nullable OctetSet set, int next, int pattern)
            throws PatternException {
        int node = node(kind, set, pattern);
        nodes.get(node).next = next;
        return node;
    }

    private int split(int next, int other, int pattern) throws PatternException {
        int node = link(Kind.SPLIT, null, next, pattern);
        nodes.get(node).other = other;
        return node;
    }

    /// Builds what goes on to `next`, from the end to the beginning.
    private int build(Regex regex, int next, int pattern) throws PatternException {
        if (++built > 4 * DetectionLimits.MOST_PLACES) { // repetitions of nothing have no nodes
            throw tooLarge();
        }
        return switch (regex) {
            case Regex.Octets(OctetSet set) -> link(Kind.OCTETS, set, next, pattern);
            case Regex.Start _ -> link(Kind.START, null, next, pattern);
            case Regex.End _ -> link(Kind.END, null, next, pattern);
            case Regex.Sequence(List<Regex> parts) -> {
                int first = next;
                for (Regex part : parts.reversed()) {
                    first = build(part, first, pattern);
                }
                yield first;
            }
            case Regex.Choice(List<Regex> parts) -> {
                int first = build(parts.getLast(), next, pattern);
                for (Regex part : parts.reversed().subList(1, parts.size())) {
                    first = split(build(part, next, pattern), first, pattern);
                }
                yield first;
            }
            case Regex.Repeat repeat -> buildRepeat(repeat, next, pattern);
        };
    }

    private int buildRepeat(Regex.Repeat repeat, int next, int pattern) throws PatternException {
        int first = next;
        if (repeat.most() == Regex.UNBOUNDED) {
            int loop = split(-1, next, pattern);
            nodes.get(loop).next = build(repeat.part(), loop, pattern);
            first = loop;
        } else {
            for (int i = repeat.least(); i < repeat.most(); i++) {
                first = split(build(repeat.part(), first, pattern), next, pattern);
            }
        }
        for (int i = 0; i < repeat.least(); i++) {
            first = build(repeat.part(), first, pattern);
        }
        return first;
    }

    /// Which octets no pattern tells apart.
    ///
    /// @return the class of each octet, numbered from 0 without holes
    byte[] classes() {
        int[] classes = new int[OctetSet.OCTETS];
        int count = 1;
        Set<OctetSet> done = new HashSet<>();
        for (Node node : nodes) {
            if (node.set == null || !done.add(node.set)) {
                continue;
            }
            int[] inside = new int[count];
            Arrays.fill(inside, -1);
            boolean[] outside = new boolean[count];
            for (int octet = 0; octet < OctetSet.OCTETS; octet++) {
                outside[classes[octet]] |= !node.set.contains(octet);
            }
            for (int octet = 0; octet < OctetSet.OCTETS; octet++) {
                int before = classes[octet];
                if (node.set.contains(octet) && outside[before]) {
                    inside[before] = inside[before] < 0 ? count++ : inside[before];
                    classes[octet] = inside[before];
                }
            }
        }
        byte[] compact = new byte[OctetSet.OCTETS];
        for (int octet = 0; octet < OctetSet.OCTETS; octet++) {
            compact[octet] = (byte) classes[octet];
        }
        return compact;
    }

    // ---- sets of nodes: only those that wait for something are members

    /// The nodes at the stream's beginning.
    void begin(BitSet into, BitSet matched) {
        seen.clear();
        for (int beginning : beginnings) {
            enter(beginning, true, false, into, matched);
        }
        dropMatched(into, matched);
    }

    /// The nodes after one more octet.
    void step(BitSet from, int octet, BitSet into, BitSet matched) {
        seen.clear();
        for (int i = from.nextSetBit(0); i >= 0; i = from.nextSetBit(i + 1)) {
            Node node = nodes.get(i);
            if (node.set != null && node.set.contains(octet) && !matched.get(node.pattern)) {
                enter(node.next, false, false, into, matched);
            }
        }
        dropMatched(into, matched);
    }

    /// Adds the patterns that match when the stream ends after these nodes.
    void end(BitSet from, boolean atStart, BitSet matched) {
        seen.clear();
        BitSet into = new BitSet();
        for (int i = from.nextSetBit(0); i >= 0; i = from.nextSetBit(i + 1)) {
            if (nodes.get(i).kind == Kind.END) {
                enter(nodes.get(i).next, atStart, true, into, matched);
            }
        }
    }

    /// Follows what needs no octet. Without recursion, for a pattern may be long.
    private void enter(int first, boolean atStart, boolean atEnd, BitSet into, BitSet matched) {
        open.push(first);
        while (!open.isEmpty()) {
            int at = open.pop();
            if (seen.get(at)) {
                continue;
            }
            seen.set(at);
            Node node = nodes.get(at);
            switch (node.kind) {
                case OCTETS -> into.set(at);
                case SPLIT -> {
                    open.push(node.next);
                    open.push(node.other);
                }
                case START -> {
                    if (atStart) {
                        open.push(node.next);
                    }
                }
                case END -> {
                    into.set(at);
                    if (atEnd) {
                        open.push(node.next);
                    }
                }
                case MATCH -> matched.set(node.pattern);
            }
        }
    }

    /// A pattern that has matched needs no more looking at.
    private void dropMatched(BitSet set, BitSet matched) {
        if (matched.isEmpty()) {
            return;
        }
        for (int i = set.nextSetBit(0); i >= 0; i = set.nextSetBit(i + 1)) {
            if (matched.get(nodes.get(i).pattern)) {
                set.clear(i);
            }
        }
    }
}
