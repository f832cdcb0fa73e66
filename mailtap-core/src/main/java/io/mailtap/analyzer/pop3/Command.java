package io.mailtap.analyzer.pop3;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/// The commands of POP3 and where they belong.
enum Command {
    USER(Phase.AUTHORIZATION),
    PASS(Phase.AUTHORIZATION),
    APOP(Phase.AUTHORIZATION),
    AUTH(Phase.AUTHORIZATION),
    STAT(Phase.TRANSACTION),
    LIST(Phase.TRANSACTION),
    RETR(Phase.TRANSACTION),
    DELE(Phase.TRANSACTION),
    RSET(Phase.TRANSACTION),
    NOOP(Phase.TRANSACTION),
    LAST(Phase.TRANSACTION),
    TOP(Phase.TRANSACTION),
    UIDL(Phase.TRANSACTION),
    XSENDER(Phase.TRANSACTION),
    QUIT(null),
    CAPA(null),
    STLS(null),
    UTF8(null),
    LANG(null),
    /// A command that is not known, or was not seen.
    UNKNOWN(null);

    /// Makes capitals of four letters.
    private static final int UPPER = 0xdfdf_dfdf;

    private final @Nullable Phase home;
    private final Bytes octets;

    Command(@Nullable Phase home) {
        this.home = home;
        octets = Bytes.of(name().equals("UNKNOWN") ? "(UNKNOWN)" : name());
    }

    /// The phase in which alone it is allowed, or null if any will do.
    @Nullable Phase home() {
        return home;
    }

    Bytes octets() {
        return octets;
    }

    /// The command that a client has typed, or null if it is none of the known. A leading sign is
    /// forgiven, as in Zeek.
    static @Nullable Command typed(ByteSlice word) {
        int from = !word.isEmpty() && (word.at(0) == '+' || word.at(0) == '-') ? 1 : 0;
        return switch (word.length() - from) {
            case 3 -> is(word, from, "TOP") ? TOP : null;
            case 4 -> ofFour(word.i32(from));
            case 7 -> is(word, from, "XSENDER") ? XSENDER : null;
            default -> null;
        };
    }

    private static boolean is(ByteSlice word, int from, String name) {
        return word.slice(from, word.length()).equalsIgnoreCase(name);
    }

    private static @Nullable Command ofFour(int four) {
        return switch (four & UPPER) {
            case 'U' << 24 | 'S' << 16 | 'E' << 8 | 'R' -> USER;
            case 'P' << 24 | 'A' << 16 | 'S' << 8 | 'S' -> PASS;
            case 'A' << 24 | 'P' << 16 | 'O' << 8 | 'P' -> APOP;
            case 'A' << 24 | 'U' << 16 | 'T' << 8 | 'H' -> AUTH;
            case 'S' << 24 | 'T' << 16 | 'A' << 8 | 'T' -> STAT;
            case 'L' << 24 | 'I' << 16 | 'S' << 8 | 'T' -> LIST;
            case 'R' << 24 | 'E' << 16 | 'T' << 8 | 'R' -> RETR;
            case 'D' << 24 | 'E' << 16 | 'L' << 8 | 'E' -> DELE;
            case 'R' << 24 | 'S' << 16 | 'E' << 8 | 'T' -> RSET;
            case 'N' << 24 | 'O' << 16 | 'O' << 8 | 'P' -> NOOP;
            case 'L' << 24 | 'A' << 16 | 'S' << 8 | 'T' -> LAST;
            case 'U' << 24 | 'I' << 16 | 'D' << 8 | 'L' -> UIDL;
            case 'Q' << 24 | 'U' << 16 | 'I' << 8 | 'T' -> QUIT;
            case 'C' << 24 | 'A' << 16 | 'P' << 8 | 'A' -> CAPA;
            case 'S' << 24 | 'T' << 16 | 'L' << 8 | 'S' -> STLS;
            case 'L' << 24 | 'A' << 16 | 'N' << 8 | 'G' -> LANG;
            case 'U' << 24 | 'T' << 16 | 'F' << 8 | ('8' & 0xdf) ->
                    (four & 0xff) == '8' ? UTF8 : null;
            default -> null;
        };
    }

    /// Whether an accepted command without argument, or with one, is answered with many lines.
    boolean isMultiLine(boolean hasArgument) {
        return switch (this) {
            case RETR, TOP, CAPA -> true;
            case LIST, UIDL, AUTH, LANG -> !hasArgument;
            default -> false;
        };
    }

    /// Whether the response carries a mail.
    boolean isMail() {
        return this == RETR || this == TOP;
    }
}
