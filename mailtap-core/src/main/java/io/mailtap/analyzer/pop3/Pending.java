package io.mailtap.analyzer.pop3;

import java.util.ArrayList;
import java.util.List;

/// The command whose response is awaited.
///
/// @param command what it is; [Command#UNKNOWN] for one that is not known or was lost
/// @param multiLine whether an accepting response has many lines
/// @param refused whether it did not fit the phase, so that it raised `pop3_unexpected` instead of
///   `pop3_request`
record Pending(Command command, boolean multiLine, boolean refused) {
    /// One of each, in the order of [#of]: they are made once, not for each command.
    private static final List<Pending> ALL = all();

    static final Pending UNKNOWN = of(Command.UNKNOWN, false, false);

    static Pending of(Command command, boolean multiLine, boolean refused) {
        return ALL.get(4 * command.ordinal() + (multiLine ? 2 : 0) + (refused ? 1 : 0));
    }

    private static List<Pending> all() {
        List<Pending> all = new ArrayList<>();
        for (Command command : Command.values()) {
            for (int i = 0; i < 4; i++) {
                all.add(new Pending(command, (i & 2) != 0, (i & 1) != 0));
            }
        }
        return List.copyOf(all);
    }
}
