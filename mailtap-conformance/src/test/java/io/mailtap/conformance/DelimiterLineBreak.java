package io.mailtap.conformance;

import java.util.List;
import java.util.Set;

/// The line break before a boundary, which Zeek counts to a quoted-printable part.
final class DelimiterLineBreak {
    private static final String CRLF = "\\x0d\\x0a";
    private static final Set<String> EVENTS =
            Set.of("mime_segment_data", "mime_entity_data", "mime_all_data", "mime_content_hash");

    private DelimiterLineBreak() {}

    /// Explains all differences of decoded data on a connection, if every entity of ours is Zeek's,
    /// or Zeek's without a line break at its end, and the text without line breaks is the same.
    static int explain(ZeekDifference.Trails all, List<Observation> zeek, List<Observation> ours) {
        if (!entitiesAgree(all) || !text(all.zeek()).equals(text(all.ours()))) {
            return 0;
        }
        int before = zeek.size() + ours.size();
        zeek.removeIf(event -> EVENTS.contains(event.name()));
        ours.removeIf(event -> EVENTS.contains(event.name()));
        return before - zeek.size() - ours.size();
    }

    private static boolean entitiesAgree(ZeekDifference.Trails all) {
        List<String> theirs = entities(all.zeek());
        List<String> ours = entities(all.ours());
        boolean one = false;
        for (int i = 0; i < Math.min(theirs.size(), ours.size()); i++) {
            boolean shorter = theirs.get(i).equals(ours.get(i) + CRLF);
            one |= shorter;
            if (!shorter && !theirs.get(i).equals(ours.get(i))) {
                return false;
            }
        }
        return one && theirs.size() == ours.size();
    }

    private static List<String> entities(List<Observation> trail) {
        return trail.stream()
                .filter(event -> event.name().equals("mime_entity_data"))
                .map(event -> dotsAsOne(event.argument("data")))
                .toList();
    }

    private static String text(List<Observation> trail) {
        StringBuilder text = new StringBuilder();
        for (Observation event : trail) {
            if (event.name().equals("mime_segment_data")) {
                text.append(event.argument("data").replace(CRLF, ""));
            }
        }
        return dotsAsOne(text.toString());
    }

    // Dots that POP3 has doubled are another difference.
    private static String dotsAsOne(String text) {
        return text.replaceAll("\\.+", ".");
    }
}
