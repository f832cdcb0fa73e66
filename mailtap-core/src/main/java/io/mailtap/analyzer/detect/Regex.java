package io.mailtap.analyzer.detect;

import java.util.List;

/// A regular expression over octets, as a tree.
sealed interface Regex {
    /// What matches without any octet.
    Regex NOTHING = new Sequence(List.of());

    /// No upper bound of a repetition.
    int UNBOUNDED = -1;

    /// One octet of a set.
    record Octets(OctetSet set) implements Regex {}

    /// One after the other.
    record Sequence(List<Regex> parts) implements Regex {}

    /// Any of them.
    record Choice(List<Regex> parts) implements Regex {}

    /// The same again and again.
    ///
    /// @param most [#UNBOUNDED] if there is no end
    record Repeat(Regex part, int least, int most) implements Regex {}

    /// The beginning of the stream.
    record Start() implements Regex {}

    /// The end of the stream.
    record End() implements Regex {}
}
