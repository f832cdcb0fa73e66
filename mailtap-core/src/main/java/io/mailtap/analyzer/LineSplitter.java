package io.mailtap.analyzer;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.OctetBuffer;

/// Cuts one direction's octets into lines.
///
/// CR LF, a lone CR and a lone LF each end a line, as in Zeek: servers differ in what they take,
/// and an observer must see what the most liberal one sees. A CR ends its line at once; an LF right
/// after it is swallowed, so CR CR LF makes an extra empty line. Lone line ends are reported (weird
/// `line_terminated_with_single_CR`, `..._LF`), because mixing them is how mail is smuggled past a
/// server.
///
/// A line that lies in one piece is handed on where it lies; only lines cut by segments are
/// gathered.
public final class LineSplitter {
    /// Takes lines, and what is not to be cut.
    public interface Consumer {
        /// Takes a line.
        ///
        /// @param line without its end, borrowed
        void onLine(ByteSlice line);

        /// Takes octets that [LineSplitter#expectRaw] asked for.
        ///
        /// @param octets at least one, borrowed
        void onRaw(ByteSlice octets);

        /// {@return whether to go on}
        boolean wantsMore();
    }

    /// Octets of the longest line; a longer one is delivered in pieces.
    public static final int LONGEST_LINE = 16_777_116;

    private static final String SOURCE = "CONTENTLINE";

    private final AnalyzerContext context;
    private final Consumer consumer;
    private final OctetBuffer partial = new OctetBuffer();
    private final ByteSlice line = new ByteSlice();
    private long raw;
    // Octets of all calls before, and up to the end of what was last handed on.
    private long before;
    private long taken;
    private boolean afterCr;
    private boolean skipping;
    private boolean loneCrReported;
    private boolean loneLfReported;

    /// Creates a splitter.
    ///
    /// @param context reports weirds
    /// @param consumer takes the lines
    public LineSplitter(AnalyzerContext context, Consumer consumer) {
        this.context = context;
        this.consumer = consumer;
    }

    /// Hands the next octets on uncut, after the LF that may still belong to the last line.
    ///
    /// @param count how many
    public void expectRaw(long count) {
        raw = count;
    }

    /// Goes back to lines before all the raw octets have come.
    public void cancelRaw() {
        raw = 0;
    }

    /// {@return how many raw octets are still to come}
    public long rawLeft() {
        return raw;
    }

    /// {@return octets of the line that has not ended yet}
    public int pending() {
        return partial.length();
    }

    /// {@return octets up to the end of the line, or of the octets, last handed on}
    public long taken() {
        return taken;
    }

    /// Takes the next octets.
    ///
    /// @param data borrowed
    public void onData(ByteSlice data) {
        int length = data.length();
        int at = 0;
        while (at < length && consumer.wantsMore()) {
            if (afterCr) {
                afterCr = false;
                if (data.at(at) == '\n') {
                    at++;
                    continue;
                }
                reportLoneCr();
            }
            if (raw > 0) {
                int count = (int) Math.min(raw, length - at);
                raw -= count;
                taken = before + at + count;
                consumer.onRaw(line.pointAt(data, at, count));
                at += count;
            } else {
                at = nextLine(data, at);
            }
        }
        before += length;
    }

    private int nextLine(ByteSlice data, int from) {
        int end = data.indexOfLineEnd(from);
        if (end < 0) {
            gather(data, from, data.length());
            return data.length();
        }
        taken = before + end + 1;
        boolean cr = data.at(end) == '\r';
        afterCr = cr;
        if (!cr) {
            reportLoneLf();
        }
        if (skipping) {
            skipping = false;
        } else if (partial.isEmpty() && end - from <= LONGEST_LINE) {
            consumer.onLine(line.pointAt(data, from, end - from));
        } else {
            gather(data, from, end);
            deliverGathered();
        }
        return end + 1;
    }

    private void gather(ByteSlice data, int from, int end) {
        if (skipping) {
            return;
        }
        int at = from;
        while (partial.length() + (end - at) > LONGEST_LINE) {
            int room = LONGEST_LINE - partial.length();
            partial.append(data, at, room);
            at += room;
            context.weird("contentline_size_exceeded", "", SOURCE);
            deliverGathered();
        }
        partial.append(data, at, end - at);
    }

    private void deliverGathered() {
        consumer.onLine(partial.view(line));
        partial.clear();
    }

    private void reportLoneCr() {
        if (!loneCrReported) {
            loneCrReported = true;
            context.weird("line_terminated_with_single_CR", "", SOURCE);
        }
    }

    private void reportLoneLf() {
        if (!loneLfReported) {
            loneLfReported = true;
            context.weird("line_terminated_with_single_LF", "", SOURCE);
        }
    }

    /// Drops the line that octets are missing from: what was gathered, and the rest up to the next
    /// line end.
    ///
    /// @param wasCut whether the octets after the gap may begin within a line
    public void onGap(boolean wasCut) {
        partial.clear();
        afterCr = false;
        skipping = wasCut || skipping;
    }

    /// Delivers an unfinished line: the stream has ended.
    public void onEndOfStream() {
        afterCr = false;
        if (!partial.isEmpty() && consumer.wantsMore()) {
            deliverGathered();
        }
    }
}
