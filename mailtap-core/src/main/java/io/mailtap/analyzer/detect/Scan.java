package io.mailtap.analyzer.detect;

import org.jspecify.annotations.Nullable;

/// How far one direction of one connection has come in its automaton.
sealed class Scan permits Side {
    /// Number of the state; [Automaton#FULL] while [#simulation] stands in.
    int state = Automaton.START;

    /// Set once the automaton had no room for a state.
    @Nullable Simulation simulation;
}
