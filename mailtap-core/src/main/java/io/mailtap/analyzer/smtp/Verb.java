package io.mailtap.analyzer.smtp;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/// What a reply can answer, with the codes that fit it.
///
/// The codes are those of RFC 5321, section 4.3.2. Any command may also get those of [#ANY]: 421,
/// 500 and 501 by the same section, 502, 503 and 504 by 4.2.2, 530 by RFC 4954. Verbs without codes
/// take whatever comes, as in Zeek.
enum Verb {
    GREETING(">", 220, 554, 521),
    EHLO("EHLO", 250, 550, 554),
    HELO("HELO", 250, 550, 554),
    LHLO("LHLO", 250, 550, 554),
    MAIL("MAIL", 250, 450, 451, 452, 455, 521, 550, 552, 553, 555),
    SEND("SEND", 250, 450, 451, 452, 455, 521, 550, 552, 553, 555),
    SOML("SOML", 250, 450, 451, 452, 455, 521, 550, 552, 553, 555),
    SAML("SAML", 250, 450, 451, 452, 455, 521, 550, 552, 553, 555),
    RCPT("RCPT", 250, 251, 252, 450, 451, 452, 455, 550, 551, 552, 553, 554, 555, 556),
    DATA("DATA", 354, 450, 451, 452, 550, 552, 554),
    /// 353 is the first of many replies of PRDR.
    END_OF_DATA(".", 250, 353, 450, 451, 452, 550, 552, 554),
    BDAT("BDAT", 250, 450, 451, 452, 550, 552, 554),
    /// BDAT with LAST: its reply is that to the mail.
    BDAT_LAST("BDAT", 250, 450, 451, 452, 550, 552, 554),
    RSET("RSET", 250),
    QUIT("QUIT", 221),
    AUTH("AUTH"),
    AUTH_ANSWER("AUTH_ANSWER"),
    STARTTLS("STARTTLS"),
    X_ANONYMOUSTLS("X-ANONYMOUSTLS"),
    TURN("TURN"),
    ETRN("ETRN"),
    VRFY("VRFY"),
    EXPN("EXPN"),
    HELP("HELP"),
    NOOP("NOOP"),
    /// A line without a word, which some servers refuse and others ignore.
    EMPTY_LINE("", 500, 501, 502, 503, 504),
    /// A command that is not known, or was not seen.
    UNKNOWN("(UNKNOWN)");

    /// Makes capitals of four letters.
    private static final int UPPER = 0xdfdf_dfdf;

    private static final int[] ANY = {421, 500, 501, 502, 503, 504, 530};
    private final String word;
    private final Bytes octets;
    private final Bytes replyOctets;
    private final int[] codes;

    Verb(String word, int... codes) {
        this.word = word;
        this.octets = Bytes.of(word);
        this.replyOctets = Bytes.of(word.replace('-', '_'));
        this.codes = codes;
    }

    /// The verb that a client has typed, or null if it is none of the known.
    static @Nullable Verb typed(ByteSlice word) {
        if (word.length() < 4) {
            return null;
        }
        Verb verb = beginningWith(word.i32(0) & UPPER);
        boolean whole = verb != null && (word.length() == 4 || word.equalsIgnoreCase(verb.word));
        return whole && word.length() == verb.word.length() ? verb : null;
    }

    private static @Nullable Verb beginningWith(int four) {
        return switch (four) {
            case 'E' << 24 | 'H' << 16 | 'L' << 8 | 'O' -> EHLO;
            case 'H' << 24 | 'E' << 16 | 'L' << 8 | 'O' -> HELO;
            case 'L' << 24 | 'H' << 16 | 'L' << 8 | 'O' -> LHLO;
            case 'M' << 24 | 'A' << 16 | 'I' << 8 | 'L' -> MAIL;
            case 'S' << 24 | 'E' << 16 | 'N' << 8 | 'D' -> SEND;
            case 'S' << 24 | 'O' << 16 | 'M' << 8 | 'L' -> SOML;
            case 'S' << 24 | 'A' << 16 | 'M' << 8 | 'L' -> SAML;
            case 'R' << 24 | 'C' << 16 | 'P' << 8 | 'T' -> RCPT;
            case 'D' << 24 | 'A' << 16 | 'T' << 8 | 'A' -> DATA;
            case 'B' << 24 | 'D' << 16 | 'A' << 8 | 'T' -> BDAT;
            case 'R' << 24 | 'S' << 16 | 'E' << 8 | 'T' -> RSET;
            case 'Q' << 24 | 'U' << 16 | 'I' << 8 | 'T' -> QUIT;
            case 'A' << 24 | 'U' << 16 | 'T' << 8 | 'H' -> AUTH;
            case 'S' << 24 | 'T' << 16 | 'A' << 8 | 'R' -> STARTTLS;
            case 'X' << 24 | ('-' & 0xdf) << 16 | 'A' << 8 | 'N' -> X_ANONYMOUSTLS;
            case 'T' << 24 | 'U' << 16 | 'R' << 8 | 'N' -> TURN;
            case 'E' << 24 | 'T' << 16 | 'R' << 8 | 'N' -> ETRN;
            case 'V' << 24 | 'R' << 16 | 'F' << 8 | 'Y' -> VRFY;
            case 'E' << 24 | 'X' << 16 | 'P' << 8 | 'N' -> EXPN;
            case 'H' << 24 | 'E' << 16 | 'L' << 8 | 'P' -> HELP;
            case 'N' << 24 | 'O' << 16 | 'O' << 8 | 'P' -> NOOP;
            default -> null;
        };
    }

    /// Whether the reply to this is that to a mail.
    boolean isEndOfMail() {
        return this == END_OF_DATA || this == BDAT_LAST;
    }

    /// The word in `smtp_request`.
    Bytes octets() {
        return octets;
    }

    /// The word in `smtp_reply`; Zeek's, which is not the request's for X-ANONYMOUSTLS.
    Bytes replyOctets() {
        return replyOctets;
    }

    /// The word in the details of `smtp_unexpected`.
    String inDetails() {
        return switch (this) {
            case GREETING -> "CONN_ESTABLISHMENT";
            case END_OF_DATA -> "END_OF_DATA";
            default -> replyOctets.ascii();
        };
    }

    /// Whether a reply with `code` can answer this.
    boolean fits(int code) {
        if (codes.length == 0) {
            return true;
        }
        return contains(codes, code) || contains(ANY, code);
    }

    private static boolean contains(int[] codes, int code) {
        for (int each : codes) {
            if (each == code) {
                return true;
            }
        }
        return false;
    }
}
