package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A row of pop3.log in the making.
final class Pop3Record {
    /// Names kept in `users`, and lines kept in `capabilities`.
    static final int MOST_ENTRIES = 100;

    private final long startNanos;
    private final BoundedSet users = new BoundedSet(MOST_ENTRIES);
    private @Nullable BoundedSet capabilities;

    /// Identifiers kept in `fuids`.
    static final int MOST_FILES = 1000;

    private static final Bytes RETR = Bytes.of("RETR");

    private List<String> files = List.of();

    // The command that the next status line answers; requests are raised one at a time.
    private String answered = "";
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
    private @Nullable Bytes lastReply;
    private @Nullable Bytes greeting;
    private @Nullable Bytes implementation;
    private boolean greeted;

    Pop3Record(long startNanos) {
        this.startNanos = startNanos;
    }

    void onRequest(String command, Bytes arg) {
        commands++;
        answered = command;
        Bytes shown = BoundedSet.capped(arg);
        lastCommand = arg.isEmpty() ? Bytes.of(command) : Bytes.of(command + " ").concat(shown);
        switch (command) {
            case "USER", "APOP" -> mechanism = command;
            case "AUTH" -> {
                if (!arg.isEmpty()) {
                    String name = arg.slice(0, Secrets.firstBlank(arg)).latin1();
                    mechanism = printable(name).toUpperCase(Locale.ROOT);
                }
            }
            default -> {}
        }
    }

    private static String printable(String name) {
        return name.replaceAll("[^!-~]", "?");
    }

    void onReply(boolean ok, Bytes text) {
        Bytes msg = BoundedSet.capped(text);
        lastReply = Bytes.of(ok ? "OK " : "ERR ").concat(msg);
        if (!greeted && answered.isEmpty()) {
            greeting = msg;
        }
        greeted = true;
        if (ok) {
            onOk(msg);
        }
        answered = "";
    }

    private void onOk(Bytes msg) {
        switch (answered) {
            case "STAT" -> onStat(msg.latin1());
            case "RETR" -> retrieved++;
            case "TOP" -> tops++;
            case "DELE" -> deleted++;
            case "RSET" -> deleted = 0;
            case "QUIT" -> quit = true;
            case "CAPA" -> capabilities = new BoundedSet(MOST_ENTRIES);
            default -> {}
        }
    }

    private void onStat(String msg) {
        String[] numbers = msg.split(" ", 3);
        if (numbers.length >= 2 && isNumber(numbers[0]) && isNumber(numbers[1])) {
            mailboxMails = Long.valueOf(numbers[0]);
            mailboxOctets = Long.valueOf(numbers[1]);
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() < 18
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
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
        users.add(who);
        if (ok) {
            login = "success";
        } else {
            failures++;
            login = login.equals("success") ? login : "failure";
        }
    }

    void write(Connection c, Row row) {
        row.time(startNanos).name(c.uid()).id(c.id()).octets(user).name(mechanism).name(login);
        row.count(failures).octetSet(users.values()).bool(tls);
        optional(row, mailboxMails);
        optional(row, mailboxOctets);
        row.count(retrieved).count(retrievedOctets).count(tops).count(deleted).bool(quit);
        row.count(commands).count(unexpected).octets(lastCommand).octets(lastReply);
        row.octets(greeting)
                .octets(implementation)
                .octetSet(capabilities == null ? null : capabilities.values())
                .nameSet(files)
                .end();
    }

    private static void optional(Row row, @Nullable Long number) {
        if (number == null) {
            row.unset();
        } else {
            row.count(number);
        }
    }
}
