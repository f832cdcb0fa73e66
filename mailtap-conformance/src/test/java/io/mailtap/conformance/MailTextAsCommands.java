package io.mailtap.conformance;

import java.util.ArrayList;
import java.util.List;

/// Recognises where Zeek takes the text of a mail for commands, because the reply to an earlier
/// command made it leave the DATA phase too soon.
final class MailTextAsCommands {
    private MailTextAsCommands() {}

    /// Takes both sides out, if every unknown command of Zeek's is, in order, a line of the mail
    /// that we have.
    static int explain(List<Observation> zeek, List<Observation> ours) {
        List<Observation> commands =
                zeek.stream()
                        .filter(z -> ZeekDifference.isUnexpected(z, "unknown command"))
                        .toList();
        List<Observation> lines =
                ours.stream().filter(o -> o.name().equals("smtp_data") || isEndOfData(o)).toList();
        if (commands.isEmpty() || commands.size() != lines.size()) {
            return 0;
        }
        for (int i = 0; i < commands.size(); i++) {
            if (!commands.get(i).argument("detail").equals(word(lines.get(i)))) {
                return 0;
            }
        }
        int before = zeek.size() + ours.size();
        zeek.removeAll(commands);
        ours.removeAll(lines);
        List<Observation> replies =
                new ArrayList<>(
                        zeek.stream().filter(z -> z.argument("cmd").equals("(UNKNOWN)")).toList());
        ZeekDifference.pairs(
                zeek,
                ours,
                replies::contains,
                (z, o) ->
                        o.argument("cmd").equals(".")
                                && o.argument("msg").equals(z.argument("msg")));
        zeek.removeIf(z -> z.name().startsWith("mime_"));
        ours.removeIf(o -> o.name().startsWith("mime_"));
        return before - zeek.size() - ours.size();
    }

    private static boolean isEndOfData(Observation o) {
        return o.name().equals("smtp_request") && o.argument("command").equals(".");
    }

    /// The first word of a line as it was on the wire.
    private static String word(Observation line) {
        if (isEndOfData(line)) {
            return ".";
        }
        String text = line.argument("data");
        String wire = text.startsWith(".") ? "." + text : text;
        int end = 0;
        while (end < wire.length() && wire.charAt(end) != ' ' && !wire.startsWith("\\x09", end)) {
            end++;
        }
        return wire.substring(0, end);
    }
}
