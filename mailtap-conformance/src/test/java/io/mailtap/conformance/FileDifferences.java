package io.mailtap.conformance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Differences from Zeek in the rows of files.log.
final class FileDifferences {
    static final String SHA256 = "files-have-sha256";
    static final String TOTAL_BYTES = "files-say-whether-they-are-whole";
    static final String POP3_FILES = "pop3-files-have-a-place-and-a-name";
    static final String NAMES = "file-names-are-decoded";
    static final List<String> HEADINGS = List.of(SHA256, TOTAL_BYTES, POP3_FILES, NAMES);

    static final String DELIMITER = ZeekDifference.DELIMITER_LINE_BREAK.heading();
    private static final String DOTS = ZeekDifference.POP3_DOT_STUFFING.heading();

    private FileDifferences() {}

    /// Whether a row of files.log is of a protocol that is not analysed.
    static boolean isOfOthers(Map<String, String> row) {
        return row.containsKey("fuid")
                && row.containsKey("source")
                && !row.get("source").matches("SMTP|POP3");
    }

    /// Whether a file of Zeek's is nothing but the line break before a boundary.
    static boolean isLineBreakAlone(Map<String, String> zeek) {
        return zeek.get("seen_bytes").equals("2") && zeek.get("mime_type").equals("-");
    }

    /// {@return the entry that explains a value, or null}
    static @Nullable String of(String column, Map<String, String> zeek, Map<String, String> ours) {
        String theirs = zeek.get(column);
        String mine = ours.getOrDefault(column, "no such column");
        boolean pop3 = zeek.get("source").equals("POP3");
        return switch (column) {
            case "analyzers" ->
                    theirs.equals("[(empty)]") && mine.equals("[SHA256]") ? SHA256 : null;
            case "sha256" -> theirs.equals("-") && mine.matches("[0-9a-f]{64}") ? SHA256 : null;
            case "total_bytes" ->
                    theirs.equals("-") && mine.equals(ours.get("seen_bytes")) ? TOTAL_BYTES : null;
            case "depth" -> pop3 && theirs.equals("0") && !mine.equals("0") ? POP3_FILES : null;
            case "filename" -> name(theirs, mine, pop3);
            case "seen_bytes" -> size(Long.parseLong(theirs) - Long.parseLong(mine), pop3);
            default -> null;
        };
    }

    private static @Nullable String name(String theirs, String mine, boolean pop3) {
        if (pop3) {
            return theirs.equals("-") && !mine.equals("-") ? POP3_FILES : null;
        }
        return theirs.equals("-") || theirs.contains("=?") || theirs.contains("''") ? NAMES : null;
    }

    /// The line break before a boundary is two octets, and a stuffed dot is one.
    private static @Nullable String size(long more, boolean pop3) {
        if (more == 2) {
            return DELIMITER;
        }
        return pop3 && more > 0 && more < 5 ? DOTS : null;
    }
}
