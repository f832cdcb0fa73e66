package io.mailtap.analyzer.detect;

import org.jspecify.annotations.Nullable;

/// How far one direction of one connection has come in its automaton.
final class Scan {
    /// Number of the state; [Automaton#FULL] while [#simulation] stands in.
    int state = Automaton.START;

    /// What the octets so far say.
    Outlook outlook;

    /// Set once the automaton had no room for a state.
    @Nullable Simulation simulation;

    Scan(Outlook outlook) {
        this.outlook = outlook;
    }
}
