package io.mailtap.analyzer.detect;

import io.mailtap.net.Direction;
import java.util.BitSet;
import java.util.List;

/// A signature among others: what it names has become numbers.
///
/// @param number its place among the rules
/// @param forOriginator whether it may match what the originator sends
/// @param forResponder whether it may match what the responder sends
/// @param patterns the numbers of its patterns
/// @param needs the rules it requires
/// @param enables names of analyzers that there are
/// @param enablesAgain names of analyzers that there are
record Rule(
        Signature signature,
        int number,
        boolean forOriginator,
        boolean forResponder,
        BitSet patterns,
        List<Need> needs,
        List<String> enables,
        List<String> enablesAgain) {
    boolean isFor(Direction from) {
        return from.isOrig() ? forOriginator : forResponder;
    }

    /// A rule that must, or must not, have fired.
    record Need(int rule, boolean reverse, boolean negated) {}
}
