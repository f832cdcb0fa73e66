package io.mailtap.analyzer.pop3;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import java.util.ArrayDeque;

/// Commands that a client has sent ahead of the responses, oldest first.
///
/// Beyond a limit they are counted but forgotten: each has a response all the same.
final class Waiting {
    /// Commands that may wait for responses. Beyond it they are counted but forgotten.
    static final int MOST = 1000;

    /// Octets of commands that may wait. Beyond it they are counted but forgotten.
    static final int MOST_OCTETS = 65_536;

    private final ArrayDeque<Bytes> lines = new ArrayDeque<>(4);
    private int octets;
    private long forgotten;

    /// Adds a command. Answers false if it is forgotten.
    boolean add(ByteSlice line) {
        if (lines.size() >= MOST || octets + line.length() > MOST_OCTETS) {
            forgotten++;
            return false;
        }
        lines.add(line.toBytes());
        octets += line.length();
        return true;
    }

    /// {@return whether no command is left that was not forgotten}
    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// {@return whether nothing is left, not even what was forgotten}
    boolean isOver() {
        return lines.isEmpty() && forgotten == 0;
    }

    ByteSlice next() {
        Bytes line = lines.remove();
        octets -= line.length();
        return line.asSlice();
    }

    /// Takes one of those that were forgotten. Answers false if there is none.
    boolean nextForgotten() {
        if (forgotten == 0) {
            return false;
        }
        forgotten--;
        return true;
    }
}
