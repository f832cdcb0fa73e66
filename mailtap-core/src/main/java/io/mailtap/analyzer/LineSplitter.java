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

        /// Takes whole lines at once, each ended by CR LF, if it can do without seeing each.
        ///
        /// @param data holds lines, borrowed
        /// @param from index of the first octet of a line
        /// @return how many octets were taken, line ends included; may be 0
        default int onLines(ByteSlice data, int from) {
            return 0;
        }

        /// Takes octets that [LineSplitter#expectRaw] asked for.
        ///
        /// @param octets at least one, borrowed
        void onRaw(ByteSlice octets);

        /// Takes note that an LF followed the CR that ended the last line.
        default void onLineFeed() {}

        /// {@return whether to go on}
        boolean wantsMore();
    }

    /// Octets of the longest line; a longer one is delivered in pieces.
    public static final int LONGEST_LINE = 16_777_116;

    /// Octets of a line that are gathered even where all connections together hold too much; beyond
    /// it the line is then delivered in pieces.
    static final int ALWAYS_GATHERED = 65_536;

    private static final String SOURCE = "CONTENTLINE";

    private final AnalyzerContext context;
    private final Consumer consumer;
    private final OctetBuffer partial = new OctetBuffer();
    private final ByteSlice line = new ByteSlice();
    private int held;
    private long raw;
    // Octets of all calls before, and up to the end of what was last handed on.
    private long before;
    private long taken;
    private boolean afterCr;
    private boolean skipping;
    private LineEnd lineEnd = LineEnd.NONE;
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

    /// {@return what ended the line that is being delivered}
    public LineEnd lineEnd() {
        return lineEnd;
    }

    /// {@return octets up to the end of the line, or of the octets, last handed on}
    public long taken() {
        return taken;
    }

    /// Takes the next octets, as long as the consumer wants more.
    ///
    /// @param data borrowed
    /// @return how many were taken
    public int onData(ByteSlice data) {
        int length = data.length();
        int at = 0;
        while (at < length) {
            if (afterCr && data.at(at) == '\n') {
                afterCr = false; // the end of the line that was taken, also if it was the last
                at++;
                consumer.onLineFeed();
                continue;
            }
            if (!consumer.wantsMore()) {
                break;
            }
            if (afterCr) {
                afterCr = false;
                reportLoneCr();
            }
            if (raw > 0) {
                int count = (int) Math.min(raw, length - at);
                raw -= count;
                taken = before + at + count;
                consumer.onRaw(line.pointAt(data, at, count));
                at += count;
            } else {
                int lines = partial.isEmpty() && !skipping ? consumer.onLines(data, at) : 0;
                if (lines > 0) {
                    at += lines;
                    taken = before + at;
                } else {
                    at = nextLine(data, at);
                }
            }
        }
        before += at;
        return at;
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
            lineEnd = cr ? LineEnd.CR : LineEnd.LF;
            consumer.onLine(line.pointAt(data, from, end - from));
        } else {
            gather(data, from, end);
            lineEnd = cr ? LineEnd.CR : LineEnd.LF;
            deliverGathered();
        }
        lineEnd = LineEnd.NONE;
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
        boolean room = context.hold(partial.length() - held);
        held = partial.length();
        if (!room && held > ALWAYS_GATHERED) {
            context.weird("contentline_memory_exceeded", "", SOURCE);
            deliverGathered();
        }
    }

    private void deliverGathered() {
        consumer.onLine(partial.view(line));
        forget();
    }

    private void forget() {
        partial.clear();
        context.hold(-held);
        held = 0;
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
        forget();
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
