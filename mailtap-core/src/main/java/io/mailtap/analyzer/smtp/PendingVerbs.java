package io.mailtap.analyzer.smtp;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The commands that have not been answered, oldest first, and which of them a reply answers.
///
/// With PIPELINING (RFC 2920) a client sends many before it reads one reply. Every line that a
/// server answers has its place here, also those that we do not know: otherwise each reply after
/// would be taken for its neighbour's.
///
/// Most commands have one reply. The end of a mail has more where each recipient gets its own: in
/// LMTP (RFC 2033, 4.2), and with PRDR after a reply 353. Recipients are counted as replies come,
/// so that a client may be any number of commands ahead.
///
/// Nothing but DATA is answered with 354, and DATA not with a code of 200 to 299: where text waits
/// behind DATA, that puts right what has gone out of step.
///
/// Each connection has one of these, with one or two commands as a rule: the first twelve are five
/// bits each of one number, and only what a client sends further ahead is in a queue.
final class PendingVerbs {
    /// Commands that may wait for replies; beyond it they are all forgotten.
    static final int MOST = 1000;

    private static final int PRDR_BEGINS = 353;
    private static final int DATA_BEGINS = 354;

    private static final Verb[] VERBS = Verb.values();
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    private static final int MOST_PACKED = 12;

    // The oldest in the lowest bits, each as its ordinal and 1.
    private long packed;

    // Those behind the first, null if there are none.
    private @Nullable ArrayDeque<Verb> further;
    private boolean lmtp;
    private int recipients;

    // Replies that the end of a mail at the head of the queue still awaits, 0 before its first.
    private int toMail;

    /// Adds a command. Answers false if too many were waiting, which are then forgotten.
    boolean add(Verb verb) {
        boolean room = further == null || packed() + further.size() <= MOST;
        if (!room) {
            clear();
        }
        int before = packed();
        if (before < MOST_PACKED && further == null) {
            packed |= (verb.ordinal() + 1L) << BITS * before;
        } else {
            ArrayDeque<Verb> more = further == null ? new ArrayDeque<>() : further;
            more.add(verb);
            further = more;
        }
        return room;
    }

    private int packed() {
        return (Long.SIZE - Long.numberOfLeadingZeros(packed) + BITS - 1) / BITS;
    }

    private @Nullable Verb first() {
        return packed == 0 ? null : VERBS[(int) (packed & MASK) - 1];
    }

    private @Nullable Verb last() {
        if (further != null) {
            return further.peekLast();
        }
        int count = packed();
        return count == 0 ? null : VERBS[(int) (packed >>> BITS * (count - 1)) - 1];
    }

    private void removeFirst() {
        packed >>>= BITS;
        ArrayDeque<Verb> more = further;
        if (more != null) {
            packed |= (more.remove().ordinal() + 1L) << BITS * (MOST_PACKED - 1);
            further = more.isEmpty() ? null : more;
        }
    }

    private boolean contains(Verb verb) {
        for (long rest = packed; rest != 0; rest >>>= BITS) {
            if ((rest & MASK) == verb.ordinal() + 1) {
                return true;
            }
        }
        return further != null && further.contains(verb);
    }

    /// Takes the command that a reply answers, [Verb#UNKNOWN] if none is waiting.
    ///
    /// @param textWaits whether the client has sent more behind DATA, so that much hangs on which
    ///   reply is that to DATA
    Verb answeredBy(int code, boolean textWaits) {
        // Servers differ in whether an empty line is a command; only its refusal tells.
        while (first() == Verb.EMPTY_LINE && !Verb.EMPTY_LINE.fits(code)) {
            removeFirst();
        }
        if (textWaits && code == DATA_BEGINS && contains(Verb.DATA)) {
            skipTo(Verb.DATA);
        }
        @Nullable Verb verb = first();
        if (verb == null || textWaits && verb == Verb.DATA && code < 300) {
            return Verb.UNKNOWN;
        }
        if (verb == Verb.EMPTY_LINE) {
            removeFirst();
            return Verb.UNKNOWN;
        }
        if (verb.isEndOfMail()) {
            onReplyToMail(code);
        } else {
            removeFirst();
            countRecipients(verb, code);
        }
        return verb;
    }

    /// Gets into step again: a server has answered more or fewer lines than we saw, or some of its
    /// replies were lost.
    private void skipTo(Verb verb) {
        while (first() != verb) {
            removeFirst();
            toMail = 0;
        }
    }

    private void onReplyToMail(int code) {
        if (toMail == 0) {
            // PRDR: this one, one for each recipient, and one for all.
            toMail = code == PRDR_BEGINS ? recipients + 2 : lmtp ? Math.max(1, recipients) : 1;
        }
        if (--toMail == 0) {
            removeFirst();
            recipients = 0;
        }
    }

    private void countRecipients(Verb verb, int code) {
        switch (verb) {
            case LHLO, EHLO, HELO -> {
                recipients = 0;
                lmtp = verb == Verb.LHLO;
            }
            case MAIL, SEND, SOML, SAML -> {
                if (code != 503) { // nested: the mail before goes on
                    recipients = 0;
                }
            }
            case RSET -> recipients = 0;
            case RCPT -> recipients += code < 300 ? 1 : 0;
            default -> {}
        }
    }

    boolean isLast(Verb verb) {
        return last() == verb;
    }

    void clear() {
        packed = 0;
        further = null;
        toMail = 0;
        recipients = 0;
    }
}
