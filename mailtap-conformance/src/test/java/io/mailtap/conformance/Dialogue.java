package io.mailtap.conformance;

import io.mailtap.net.Direction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A dialogue as READMEs of cases print it.
///
/// `C: ` and `S: ` begin a line of client or server, ended by CR LF; directly following lines of
/// the same side go into one segment. `C| ` and `S| ` are the same without the CR LF. `\r`, `\n`,
/// `\0`, `\\` and `\xNN` stand for octets. `C- 100` and `S- 100` are octets that were sent and
/// received but not captured. `--` ends the segment. `C FIN`, `S FIN`, `C RST` and `S RST` end the
/// connection; without them it ends with both FINs.
final class Dialogue {
    /// What one side does.
    sealed interface Turn {
        /// @param octets one segment's payload
        record Say(Direction from, byte[] octets) implements Turn {}

        /// @param count octets that are missing from the capture
        record Lose(Direction from, int count) implements Turn {}

        /// Ends its stream.
        record Finish(Direction from) implements Turn {}

        /// Resets the connection.
        record Reset(Direction from) implements Turn {}
    }

    private final List<Turn> turns = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private Direction openFrom = Direction.ORIGINATOR;

    private Dialogue() {}

    /// {@return the turns that `text` prints}
    static List<Turn> parse(String text) {
        Dialogue dialogue = new Dialogue();
        text.lines().filter(line -> !line.isBlank()).forEach(dialogue::onLine);
        dialogue.closeSegment();
        return dialogue.turns;
    }

    private void onLine(String line) {
        if (line.equals("--")) {
            closeSegment();
            return;
        }
        Direction from = Direction.of(line.charAt(0) == 'C');
        String rest = line.length() > 3 ? line.substring(3) : "";
        switch (line.charAt(1)) {
            case ':' -> say(from, rest + "\\r\\n");
            case '|' -> say(from, rest);
            case '-' -> {
                closeSegment();
                turns.add(new Turn.Lose(from, Integer.parseInt(rest)));
            }
            default -> {
                closeSegment();
                boolean fin = line.endsWith("FIN");
                turns.add(fin ? new Turn.Finish(from) : new Turn.Reset(from));
            }
        }
    }

    private void say(Direction from, String text) {
        if (from != openFrom) {
            closeSegment();
            openFrom = from;
        }
        open.writeBytes(octets(text));
    }

    private void closeSegment() {
        if (open.size() > 0) {
            turns.add(new Turn.Say(openFrom, open.toByteArray()));
            open.reset();
        }
    }

    private static byte[] octets(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '\\') {
                octets.write(raw[i]);
                continue;
            }
            i++;
            switch (raw[i]) {
                case 'r' -> octets.write('\r');
                case 'n' -> octets.write('\n');
                case '0' -> octets.write(0);
                case 'x' -> {
                    octets.write(
                            Integer.parseInt(
                                    new String(raw, i + 1, 2, StandardCharsets.US_ASCII), 16));
                    i += 2;
                }
                default -> octets.write(raw[i]);
            }
        }
        return octets.toByteArray();
    }
}
