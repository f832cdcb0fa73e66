package io.mailtap.loads;

import java.util.ArrayList;
import java.util.List;

/// What the two sides of a connection say, turn by turn.
final class Dialogue {
    /// How it ends.
    enum Ending {
        CLIENT_CLOSES,
        SERVER_CLOSES,
        /// The client's host resets the connection.
        CLIENT_VANISHES
    }

    /// Something that one side says at once.
    ///
    /// @param content empty for a mere acknowledgement
    /// @param thought the most time that passes before it is said, in microseconds, travel not
    ///   counted
    record Turn(Side from, Content content, int thought) {}

    private static final int CLIENT_THOUGHT = 300;
    private static final int SERVER_THOUGHT = 600;

    private final Route route;
    private final List<Turn> turns = new ArrayList<>();
    private Ending ending = Ending.CLIENT_CLOSES;

    Dialogue(Route route) {
        this.route = route;
    }

    Dialogue client(Content content) {
        return add(Side.CLIENT, content, CLIENT_THOUGHT);
    }

    Dialogue client(String content) {
        return client(Content.of(content));
    }

    /// Lets the client acknowledge what the server has said, without an answer yet.
    Dialogue clientAcknowledges() {
        return client(Content.EMPTY);
    }

    Dialogue server(Content content) {
        return server(content, SERVER_THOUGHT);
    }

    Dialogue server(String content) {
        return server(Content.of(content));
    }

    Dialogue server(Content content, int thought) {
        return add(Side.SERVER, content, thought);
    }

    private Dialogue add(Side from, Content content, int thought) {
        turns.add(new Turn(from, content, thought));
        return this;
    }

    Dialogue end(Ending how) {
        ending = how;
        return this;
    }

    Route route() {
        return route;
    }

    List<Turn> turns() {
        return turns;
    }

    Ending ending() {
        return ending;
    }
}
