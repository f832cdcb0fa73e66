package io.mailtap.analyzer.detect;

import java.util.BitSet;
import java.util.List;

/// What a direction's octets so far say of its patterns, and so of the rules over them, by number.
///
/// Made once for each state of an automaton and shared by all connections: none of the sets is to
/// be changed.
final class Outlook {
    private final BitSet matched;
    private final BitSet live;
    private final BitSet complete = new BitSet();
    private final BitSet possible = new BitSet();

    // The rule that was last found to be reason enough to go on, -1 if none was: it will be again
    // for most connections, so that it is asked first. What comes of it does not depend on it.
    private int reason = -1;

    /// @param matched the patterns that have matched
    /// @param live the patterns that may still match
    Outlook(BitSet matched, BitSet live) {
        this.matched = matched;
        this.live = live;
    }

    /// Says what it means for rules.
    ///
    /// @param rules those for the direction
    void apply(List<Rule> rules) {
        for (Rule rule : rules) {
            boolean all = true;
            boolean may = true;
            for (int pattern : rule.patterns) {
                all &= matched.get(pattern);
                may &= matched.get(pattern) || live.get(pattern);
            }
            complete.set(rule.number, all);
            possible.set(rule.number, may && rule.hasEffect());
        }
    }

    /// {@return the patterns that have matched}
    BitSet matched() {
        return matched;
    }

    /// {@return the patterns that may still match}
    BitSet live() {
        return live;
    }

    /// {@return the rules whose patterns have all matched}
    BitSet complete() {
        return complete;
    }

    /// {@return the rules that do something and whose patterns have all matched or still may}
    BitSet possible() {
        return possible;
    }

    int reason() {
        return reason;
    }

    void reason(int rule) {
        reason = rule;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Outlook same
                && matched.equals(same.matched)
                && live.equals(same.live);
    }

    @Override
    public int hashCode() {
        return 31 * matched.hashCode() + live.hashCode();
    }
}
