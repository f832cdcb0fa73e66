package io.mailtap.stream;

import io.mailtap.net.Connection;
import java.nio.charset.StandardCharsets;

/// What happened on a connection, a letter per kind of packet (Zeek's `history`).
///
/// Upper case is the originator's, lower case the responder's; `^` says that the roles were
/// exchanged. Ten letters, more than most connections have, take no object of their own.
abstract class FlowHistory extends Connection {
    // Marks of letters that are given once per side; the responder's are 8 bits higher.
    static final int SYN = 1;
    static final int FIN = 1 << 1;
    static final int RST = 1 << 2;
    static final int FIN_RST = 1 << 3;
    static final int MULTI_FLAG = 1 << 4;
    static final int DATA = 1 << 5;
    static final int ACK = 1 << 6;
    static final int LIMIT = 1 << 7;

    private static final int SIDE_BITS = 8;
    private static final int LONGEST = 4096;

    // The last letters, six bits each, the newest lowest: all are between 0x40 and 0x7f, and none
    // is 0x40 itself, so that the first of them is the highest that is not 0.
    private static final int LETTER_BITS = 6;
    private static final int LETTER_BASE = 0x40;
    private static final int FULL = 10 * LETTER_BITS;

    private long letters;
    private char marks;

    // What does not fit into them, ten letters at a time.
    private String earlierLetters = "";

    /// Marks a kind of packet, adding its letter the first time. Answers whether it had been marked
    /// before.
    final boolean mark(int kind, char letter, boolean isOrig) {
        int bit = isOrig ? kind : kind << SIDE_BITS;
        if ((marks & bit) != 0) {
            return true;
        }
        marks |= (char) bit;
        addLetter(letter, isOrig);
        return false;
    }

    /// Adds a letter, in the case of its side.
    ///
    /// @param letter upper case, or `^`, which is the originator's
    final void addLetter(char letter, boolean isOrig) {
        if (letters >>> FULL - LETTER_BITS != 0) {
            earlierLetters = history();
            letters = 0;
        }
        if (earlierLetters.length() + lettersHeld() < LONGEST) {
            int lower = isOrig ? 0 : 'a' - 'A';
            letters = letters << LETTER_BITS | letter - LETTER_BASE + lower;
        }
    }

    private int lettersHeld() {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(letters);
        return (bits + LETTER_BITS - 1) / LETTER_BITS;
    }

    private void exchangeMarks() {
        marks = (char) (marks << SIDE_BITS | marks >>> SIDE_BITS);
    }

    /// Exchanges the sides from here on.
    final void flipHistory() {
        exchangeMarks();
        addLetter('^', true);
    }

    /// Whether the only packet so far was a SYN+ACK of the originator.
    final boolean isLoneSynAck() {
        return letters == 'H' - LETTER_BASE && earlierLetters.isEmpty();
    }

    /// Turns a lone `H` into `^h`: the originator's SYN+ACK was the responder's.
    final void becomeFlippedSynAck() {
        letters = 0;
        addLetter('^', true);
        addLetter('H', false);
        exchangeMarks();
    }

    @Override
    public final String history() {
        byte[] text = new byte[lettersHeld()];
        for (int i = 0; i < text.length; i++) {
            int code = (int) (letters >>> (text.length - 1 - i) * LETTER_BITS) & 0x3f;
            text[i] = (byte) (LETTER_BASE + code);
        }
        String last = new String(text, StandardCharsets.ISO_8859_1);
        return earlierLetters.isEmpty() ? last : earlierLetters + last;
    }
}
