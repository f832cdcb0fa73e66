package io.mailtap.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Compares a connection as it was with what our events show of it.
final class GroundComparison {
    /// Others are not raised as requests; what is raised instead tells only the verb.
    private static final Set<String> KNOWN =
            Set.of(
                    "HELO",
                    "EHLO",
                    "MAIL",
                    "RCPT",
                    "DATA",
                    "BDAT",
                    "AUTH",
                    "STARTTLS",
                    "RSET",
                    "NOOP",
                    "QUIT",
                    "VRFY",
                    "EXPN",
                    "HELP",
                    "TURN",
                    "ETRN",
                    "USER",
                    "PASS",
                    "APOP",
                    "STAT",
                    "LIST",
                    "RETR",
                    "DELE",
                    "LAST",
                    "TOP",
                    "UIDL",
                    "CAPA",
                    "STLS",
                    "UTF8",
                    "LANG");

    private final GroundSession truth;
    private final RecordedSession seen;
    private final List<String> differences = new ArrayList<>();

    private GroundComparison(GroundSession truth, RecordedSession seen) {
        this.truth = truth;
        this.seen = seen;
    }

    /// {@return what differs}
    ///
    /// @param seen null if the connection was not seen
    static List<String> of(GroundSession truth, RecordedSession seen) {
        if (seen == null) {
            return List.of("connection not seen");
        }
        GroundComparison comparison = new GroundComparison(truth, seen);
        comparison.mails();
        comparison.logins();
        comparison.commands();
        return comparison.differences;
    }

    private void mails() {
        List<RecordedMail> ours = seen.completeMails();
        compare("number of mails", truth.mails().size(), ours.size());
        for (int i = 0; i < Math.min(truth.mails().size(), ours.size()); i++) {
            for (String difference : truth.mails().get(i).differences(ours.get(i))) {
                differences.add("mail " + (i + 1) + " " + difference);
            }
        }
        compare("cut-off mails", truth.partial(), seen.mails().size() - ours.size());
    }

    private void logins() {
        if (!truth.loginsKnown()) {
            return;
        }
        compare("number of logins", truth.logins().size(), seen.logins().size());
        for (int i = 0; i < Math.min(truth.logins().size(), seen.logins().size()); i++) {
            RecordedLogin expected = truth.logins().get(i);
            RecordedLogin ours = seen.logins().get(i);
            String which = "login " + (i + 1) + " ";
            compare(which + "mechanism", expected.mechanism(), ours.mechanism());
            compare(which + "success", expected.ok(), ours.ok());
            if (!expected.user().isEmpty()) {
                compare(which + "user", expected.user(), ours.user());
            }
            if (!expected.password().isEmpty()) {
                compare(which + "password", expected.password(), ours.password());
            }
            if (!expected.responses().isEmpty()) {
                compare(which + "responses", expected.responses(), ours.responses());
            }
        }
    }

    private void commands() {
        List<String> expected = new ArrayList<>();
        List<String> replies = new ArrayList<>();
        for (GroundSession.Exchange exchange : truth.commands()) {
            String command = exchange.command();
            if (!command.matches("\\(.*\\)|\\*")) {
                expected.add(normal(command));
            }
            boolean isShown =
                    !command.equals("(message)")
                            && !(command.equals("STLS") && exchange.reply().equals("+OK"));
            if (exchange.reply().matches("\\d{3}|\\+OK|-ERR") && isShown) {
                replies.add(exchange.reply());
            }
        }
        boolean repliesKnown =
                truth.commands().stream().noneMatch(exchange -> exchange.reply().equals("?"));
        if (!expected.isEmpty()) {
            compare("commands", expected, seen.commands().stream().map(c -> normal(c)).toList());
        }
        if (!replies.isEmpty() && repliesKnown) {
            compare("replies", replies, seen.replies());
        }
    }

    private static String normal(String command) {
        String[] words = command.strip().split(" +", 2);
        String verb = words[0].toUpperCase(Locale.ROOT);
        if (verb.equals("?") || !KNOWN.contains(verb)) {
            return "? " + (verb.equals("?") ? words[words.length - 1].replace("?", "") : verb);
        }
        return words.length == 1 ? verb : verb + " " + words[1];
    }

    private void compare(String what, Object expected, Object ours) {
        if (!expected.equals(ours)) {
            differences.add(what + ": expected " + expected + ", seen " + ours);
        }
    }
}
