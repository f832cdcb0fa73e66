package io.mailtap.analyzer.detect;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// What detection knows of one direction of a connection.
///
/// Sets that are the same for many connections are shared by them and not changed. What few
/// directions have is in an object that is made for them.
final class Side extends Scan {
    /// No rules, no patterns.
    static final BitSet NONE = new BitSet();

    /// For an originator that has said nothing and not ended; not to be changed.
    static final Side SILENT_ORIGINATOR = new Side();

    /// The same for a responder: another object, as sides are told apart by identity.
    static final Side SILENT_RESPONDER = new Side();

    private static final class Further {
        BitSet late = NONE;
        @Nullable BitSet matchedAtEnd;
        boolean ended;
    }

    /// The rules that have fired; not to be changed.
    BitSet fired = NONE;

    /// How many octets were looked at.
    int octets;

    /// Size of the first piece, -1 before it.
    int firstPiece = -1;

    private @Nullable Further further;

    private Further further() {
        Further made = further == null ? new Further() : further;
        further = made;
        return made;
    }

    boolean hasEnded() {
        return further != null && further.ended;
    }

    void end() {
        further().ended = true;
    }

    /// {@return the patterns that have matched, in time or late}
    BitSet matched(Automaton automaton) {
        BitSet atEnd = further == null ? null : further.matchedAtEnd;
        return atEnd == null ? automaton.outlook(this).matched() : atEnd;
    }

    boolean hasMatched(Automaton automaton, int pattern) {
        return matched(automaton).get(pattern) && (further == null || !further.late.get(pattern));
    }

    /// Takes note of what has matched since, within the limits of the patterns or too late.
    ///
    /// @param before what had matched
    /// @param now what has
    void match(BitSet before, BitSet now, Signatures signatures) {
        if (further != null) {
            further.matchedAtEnd = null;
        }
        for (int p = now.nextSetBit(0); p >= 0; p = now.nextSetBit(p + 1)) {
            if (octets > signatures.within(p) && !before.get(p)) {
                Further more = further();
                more.late = more.late == NONE ? new BitSet() : more.late;
                more.late.set(p);
            }
        }
    }

    /// Takes note of what has matched because the direction has ended.
    void matchAtEnd(Automaton automaton, Signatures signatures) {
        BitSet now = automaton.matchedAtEnd(this);
        match(matched(automaton), now, signatures);
        further().matchedAtEnd = now;
    }
}
