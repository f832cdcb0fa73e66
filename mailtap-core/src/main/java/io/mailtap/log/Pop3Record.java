package io.mailtap.log;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.Pop3Event.Pop3Request;
import io.mailtap.net.Connection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of pop3.log in the making.
final class Pop3Record implements Pop3Log.Pop3State {
    /// Names kept in `users`, and lines kept in `capabilities`.
    static final int MOST_ENTRIES = 100;

    private final long startNanos;
    // Made when there is something to put in: many connections do no more than open.
    private @Nullable BoundedSet users;
    private @Nullable BoundedSet capabilities;

    /// Identifiers kept in `fuids`.
    static final int MOST_FILES = 1000;

    private static final Bytes USER = Bytes.of("USER");
    private static final Bytes PASS = Bytes.of("PASS");
    private static final Bytes APOP = Bytes.of("APOP");
    private static final Bytes AUTH = Bytes.of("AUTH");
    private static final Bytes CAPA = Bytes.of("CAPA");
    private static final Bytes STAT = Bytes.of("STAT");
    private static final Bytes RETR = Bytes.of("RETR");
    private static final Bytes TOP = Bytes.of("TOP");
    private static final Bytes DELE = Bytes.of("DELE");
    private static final Bytes RSET = Bytes.of("RSET");
    private static final Bytes QUIT = Bytes.of("QUIT");
    private static final Bytes OK = Bytes.of("OK ");
    private static final Bytes ERR = Bytes.of("ERR ");
    private static final Bytes BLANK = Bytes.of(" ");

    private List<String> files = List.of();

    // The command that the next status line answers; requests are raised one at a time.
    private Bytes answered = Bytes.EMPTY;
    private @Nullable Bytes user;
    private @Nullable String mechanism;
    private String login = "none";
    private long failures;
    private boolean tls;
    private @Nullable Long mailboxMails;
    private @Nullable Long mailboxOctets;
    private long retrieved;
    private long retrievedOctets;
    private long tops;
    private long deleted;
    private boolean quit;
    private long commands;
    private long unexpected;
    private @Nullable Bytes lastCommand;

    // With its secrets, for that of most commands is never shown; but not if it is too long to be
    // kept.
    private Bytes lastArgument = Bytes.EMPTY;
    private boolean argumentIsMasked;
    private boolean lastOk;
    private @Nullable Bytes lastReply;
    private @Nullable Bytes greeting;
    private @Nullable Bytes implementation;
    private boolean greeted;

    Pop3Record(long startNanos) {
        this.startNanos = startNanos;
    }

    void onRequest(Pop3Request e, Redactor redactor) {
        Bytes command = e.command();
        Bytes arg = e.arg();
        commands++;
        answered = command;
        lastCommand = command;
        if (command.equals(PASS) || command.equals(AUTH) || command.equals(APOP)) {
            keepReply(e.c(), redactor);
        }
        argumentIsMasked = arg.length() > BoundedSet.LONGEST_VALUE;
        lastArgument =
                argumentIsMasked ? BoundedSet.capped(redactor.argument(e.c(), command, arg)) : arg;
        if (command.equals(USER)) {
            mechanism = "USER";
        } else if (command.equals(APOP)) {
            mechanism = "APOP";
        } else if (command.equals(AUTH) && !arg.isEmpty()) {
            mechanism = printable(arg.slice(0, Secrets.firstBlank(arg)));
        }
    }

    /// A name in capitals, with `?` for what is no printable ASCII.
    private static String printable(Bytes name) {
        byte[] shown = name.toArray();
        for (int i = 0; i < shown.length; i++) {
            shown[i] = shown[i] > ' ' && shown[i] < 0x7f ? Ascii.toUpper(shown[i]) : (byte) '?';
        }
        return new String(shown, StandardCharsets.US_ASCII);
    }

    /// Whether the text of the next reply tells something. That of others is only shown if they are
    /// the last, and may come with its secrets.
    boolean readsReply() {
        return !greeted || answered.equals(STAT);
    }

    void onReply(boolean ok, Bytes text) {
        lastOk = ok;
        lastReply = text;
        if (!greeted && answered.isEmpty()) {
            greeting = text;
        }
        greeted = true;
        if (ok) {
            onOk(text);
        }
        answered = Bytes.EMPTY;
    }

    /// Takes note of new secrets, which may drive out those of the last reply.
    void keepReply(Connection c, Redactor redactor) {
        if (lastReply != null) {
            lastReply = redactor.kept(c, lastReply);
        }
    }

    private void onOk(Bytes msg) {
        if (answered.equals(RETR)) {
            retrieved++;
        } else if (answered.equals(DELE)) {
            deleted++;
        } else if (answered.equals(STAT)) {
            onStat(msg);
        } else if (answered.equals(QUIT)) {
            quit = true;
        } else if (answered.equals(TOP)) {
            tops++;
        } else if (answered.equals(RSET)) {
            deleted = 0;
        } else if (answered.equals(CAPA)) {
            capabilities = new BoundedSet(MOST_ENTRIES);
        }
    }

    private void onStat(Bytes msg) {
        int first = numberEnd(msg, 0);
        int second = numberEnd(msg, first + 1);
        if (first > 0 && second > first + 1) {
            mailboxMails = number(msg, 0, first);
            mailboxOctets = number(msg, first + 1, second);
        }
    }

    /// Where a number ends that a blank follows, or nothing; -1 if there is none.
    private static int numberEnd(Bytes text, int from) {
        int end = from;
        while (end < text.length() && Ascii.isDigit(text.at(end))) {
            end++;
        }
        boolean ends = end >= text.length() || text.at(end) == ' ';
        return ends && end > from && end - from < 18 ? end : -1;
    }

    private static long number(Bytes text, int from, int to) {
        return Long.parseLong(text.slice(from, to).ascii());
    }

    void onResponseEnd(Bytes command, long octets) {
        if (command.equals(RETR)) {
            retrievedOctets += octets;
        }
    }

    void onCapability(Bytes line) {
        if (capabilities != null) {
            capabilities.add(line);
        }
        if (line.asSlice().startsWithIgnoreCase("IMPLEMENTATION ")) {
            implementation =
                    BoundedSet.capped(line)
                            .slice("IMPLEMENTATION ".length(), BoundedSet.capped(line).length());
        }
    }

    void onUnexpected() {
        unexpected++;
    }

    void onFile(String id) {
        files = files.isEmpty() ? new ArrayList<>(2) : files;
        if (files.size() < MOST_FILES) {
            files.add(id);
        }
    }

    void onTls() {
        tls = true;
    }

    void onLogin(Bytes who, boolean ok) {
        user = BoundedSet.capped(who);
        users = users == null ? new BoundedSet(MOST_ENTRIES) : users;
        users.add(who);
        if (ok) {
            login = "success";
        } else {
            failures++;
            login = login.equals("success") ? login : "failure";
        }
    }

    void write(Connection c, Row row, Redactor redactor) {
        row.expect(octets(c));
        row.connection(startNanos, c).octets(user).name(mechanism).name(login);
        row.count(failures).octetSet(users == null ? List.of() : users.values()).bool(tls);
        optional(row, mailboxMails);
        optional(row, mailboxOctets);
        row.count(retrieved).count(retrievedOctets).count(tops).count(deleted).bool(quit);
        row.count(commands).count(unexpected);
        if (lastCommand == null || lastArgument.isEmpty()) {
            row.octets(lastCommand);
        } else {
            row.octets(lastCommand.concat(BLANK), argument(c, lastCommand, redactor));
        }
        if (lastReply == null) {
            row.unset();
        } else {
            row.octets(lastOk ? OK : ERR, BoundedSet.capped(redactor.mask(c, lastReply)));
        }
        row.octets(greeting)
                .octets(implementation)
                .octetSet(capabilities == null ? null : capabilities.values())
                .nameSet(files)
                .end();
    }

    private int octets(Connection c) {
        return Row.longest(c)
                + (Row.length(user) + Row.length(users) + Row.length(capabilities))
                + (Row.length(lastCommand) + Row.length(lastArgument) + Row.length(lastReply))
                + (Row.length(greeting) + Row.length(implementation));
    }

    private Bytes argument(Connection c, Bytes command, Redactor redactor) {
        return argumentIsMasked
                ? lastArgument
                : BoundedSet.capped(redactor.argument(c, command, lastArgument));
    }

    private static void optional(Row row, @Nullable Long number) {
        if (number == null) {
            row.unset();
        } else {
            row.count(number);
        }
    }
}
