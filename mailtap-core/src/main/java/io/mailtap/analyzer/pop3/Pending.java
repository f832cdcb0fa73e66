package io.mailtap.analyzer.pop3;

/// The command whose response is awaited.
///
/// @param command what it is; [Command#UNKNOWN] for one that is not known or was lost
/// @param multiLine whether an accepting response has many lines
/// @param refused whether it did not fit the phase, so that it raised `pop3_unexpected` instead of
///   `pop3_request`
record Pending(Command command, boolean multiLine, boolean refused) {
    static final Pending UNKNOWN = new Pending(Command.UNKNOWN, false, false);
}
