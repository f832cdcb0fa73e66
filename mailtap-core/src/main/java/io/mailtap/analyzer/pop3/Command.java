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

    private static final Command[] TYPED = java.util.Arrays.copyOf(values(), UNKNOWN.ordinal());

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
        boolean signed = !word.isEmpty() && (word.at(0) == '+' || word.at(0) == '-');
        ByteSlice bare = signed ? word.slice(1, word.length()) : word;
        for (Command command : TYPED) {
            if (bare.equalsIgnoreCase(command.name())) {
                return command;
            }
        }
        return null;
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
