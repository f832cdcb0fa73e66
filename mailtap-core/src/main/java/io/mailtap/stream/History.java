package io.mailtap.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What happened on a connection, a letter per kind of packet (Zeek's `history`).
///
/// Upper case is the originator's, lower case the responder's; `^` says that the roles were
/// exchanged.
final class History {
    // Marks of letters that are given once per side; the responder's are 16 bits higher.
    static final int SYN = 1;
    static final int FIN = 1 << 1;
    static final int RST = 1 << 2;
    static final int FIN_RST = 1 << 3;
    static final int MULTI_FLAG = 1 << 4;
    static final int DATA = 1 << 5;
    static final int ACK = 1 << 6;
    static final int LIMIT = 1 << 7;

    private static final int SHORT = 16;
    private static final int LONGEST = 4096;

    private byte[] letters = new byte[SHORT];
    private int length;
    private int seen;

    /// Marks a kind of packet, adding its letter the first time. Answers whether it had been marked
    /// before.
    boolean mark(int kind, char letter, boolean isOrig) {
        int bit = isOrig ? kind : kind << 16;
        if ((seen & bit) != 0) {
            return true;
        }
        seen |= bit;
        add(letter, isOrig);
        return false;
    }

    /// Adds a letter, in the case of its side.
    void add(char letter, boolean isOrig) {
        if (length == LONGEST) {
            return;
        }
        if (length == letters.length) {
            letters = Arrays.copyOf(letters, length * 2);
        }
        letters[length++] = (byte) (isOrig ? letter : Character.toLowerCase(letter));
    }

    /// Exchanges the sides from here on.
    void flip() {
        seen = seen << 16 | seen >>> 16;
        add('^', true);
    }

    /// Whether the only packet so far was a SYN+ACK of the originator.
    boolean isLoneSynAck() {
        return length == 1 && letters[0] == 'H';
    }

    /// Turns a lone `H` into `^h`: the originator's SYN+ACK was the responder's.
    void becomeFlippedSynAck() {
        letters[0] = '^';
        letters[1] = 'h';
        length = 2;
        seen = seen << 16 | seen >>> 16;
    }

    @Override
    public String toString() {
        return new String(letters, 0, length, StandardCharsets.US_ASCII);
    }
}
