package io.mailtap.analyzer.smtp;

import java.util.ArrayDeque;

/// The commands that have not been answered, oldest first.
///
/// With PIPELINING (RFC 2920) a client sends many before it reads one reply. Every line that a
/// server answers has its place here, also those that we do not know: otherwise each reply after
/// would be taken for its neighbour's.
final class PendingVerbs {
    /// Commands that may wait for replies; beyond it they are all forgotten.
    static final int MOST = 1000;

    private final ArrayDeque<Verb> verbs = new ArrayDeque<>(4);

    /// Adds a command. Answers false if too many were waiting, which are then forgotten.
    boolean add(Verb verb) {
        boolean room = verbs.size() <= MOST;
        if (!room) {
            verbs.clear();
        }
        verbs.add(verb);
        return room;
    }

    /// Takes the oldest, [Verb#UNKNOWN] if none is waiting.
    Verb take() {
        Verb verb = verbs.poll();
        return verb == null ? Verb.UNKNOWN : verb;
    }

    boolean isLast(Verb verb) {
        return verbs.peekLast() == verb;
    }

    void clear() {
        verbs.clear();
    }
}
