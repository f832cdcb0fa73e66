package io.mailtap.conformance;

import java.util.List;

/// How Zeek changes the lines of POP3, told from what we report.
final class Pop3Text {
    private Pop3Text() {}

    static int explainDots(
            ZeekDifference.Trails all, List<Observation> zeek, List<Observation> ours) {
        int count =
                ZeekDifference.pairs(
                        zeek,
                        ours,
                        z -> z.name().equals("pop3_data") || z.name().equals("mime_segment_data"),
                        (z, o) -> o.name().equals(z.name()) && isStuffed(z, o));
        if (count == 0 && !all.zeekHasEvent("pop3_data")) {
            return 0;
        }
        count +=
                ZeekDifference.pairs(
                        zeek,
                        ours,
                        z ->
                                z.name().equals("mime_entity_data")
                                        || z.name().equals("mime_all_data"),
                        (z, o) -> o.name().equals(z.name()) && isWithDoubledDots(z, o));
        return count
                + ZeekDifference.pairs(
                        zeek,
                        ours,
                        z -> z.name().equals("mime_content_hash") && all.zeekHasEvent("pop3_data"),
                        (z, o) -> o.name().equals(z.name()));
    }

    private static boolean isStuffed(Observation z, Observation o) {
        String ours = o.argument("data");
        String theirs = z.argument("data");
        String lineStart = ours.startsWith("\\x0d\\x0a") ? "\\x0d\\x0a" : "";
        String text = ours.substring(lineStart.length());
        return text.startsWith(".")
                && (theirs.equals(lineStart + "." + text) || theirs.equals(squeezed("." + text)));
    }

    /// Whether Zeek's data are ours with some dots doubled. Where, is up to the transfer encoding.
    private static boolean isWithDoubledDots(Observation z, Observation o) {
        String theirs = z.argument("data");
        String ours = o.argument("data");
        int at = 0;
        for (int i = 0; i < theirs.length(); i++) {
            if (at < ours.length() && theirs.charAt(i) == ours.charAt(at)) {
                at++;
            } else if (theirs.charAt(i) != '.' || at == 0 || ours.charAt(at - 1) != '.') {
                return false;
            }
        }
        return at == ours.length() && theirs.length() > ours.length();
    }

    static int explainBlanks(List<Observation> zeek, List<Observation> ours) {
        return ZeekDifference.pairs(
                zeek,
                ours,
                z -> z.name().startsWith("pop3_"),
                (z, o) -> o.name().equals(z.name()) && isSqueezed(z, o));
    }

    private static boolean isSqueezed(Observation z, Observation o) {
        for (String key : List.of("command", "cmd", "user", "password")) {
            if (!z.argument(key).equals(o.argument(key))) {
                return false;
            }
        }
        for (String key : List.of("data", "msg", "arg")) {
            if (!z.argument(key).equals(squeezed(o.argument(key)))) {
                return false;
            }
        }
        return true;
    }

    /// Leading blanks and trailing spaces dropped, runs of spaces made one, cut at the first NUL.
    private static String squeezed(String text) {
        int nul = text.indexOf("\\x00");
        String cut = nul < 0 ? text : text.substring(0, nul);
        return cut.replaceFirst("^( |\\\\x09)+", "").replaceAll(" +", " ").replaceFirst(" $", "");
    }
}
