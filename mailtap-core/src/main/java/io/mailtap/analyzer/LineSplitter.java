package io.mailtap.analyzer;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.OctetBuffer;
import io.mailtap.net.Direction;
import org.jspecify.annotations.Nullable;

/// Cuts one direction's octets into lines.
///
/// CR LF, a lone CR and a lone LF each end a line, as in Zeek: servers differ in what they take,
/// and an observer must see what the most liberal one sees. A CR ends its line at once; an LF right
/// after it is swallowed, so CR CR LF makes an extra empty line. Lone line ends are reported (weird
/// `line_terminated_with_single_CR`, `..._LF`), because mixing them is how mail is smuggled past a
/// server.
///
/// A line that lies in one piece is handed on where it lies; only lines cut by segments are
/// gathered. Between calls a splitter is 32 octets, and a buffer while a line is cut: each
/// connection that speaks mail has two.
public final class LineSplitter {
    /// Takes lines, and what is not to be cut.
    public interface Consumer {
        /// Takes a line.
        ///
        /// @param from who sent it
        /// @param line without its end, borrowed
        /// @param end what ended it
        void onLine(Direction from, ByteSlice line, LineEnd end);

        /// Takes octets at once, where a line would begin: whole lines if it can do without seeing
        /// each, or octets that are no lines. Asked before each line.
        ///
        /// @param from who sent them
        /// @param data borrowed
        /// @param at index of the first octet that may be taken
        /// @return how many octets were taken, line ends included; may be 0
        default int onLines(Direction from, ByteSlice data, int at) {
            return 0;
        }

        /// Takes note that an LF followed the CR that ended the last line.
        ///
        /// @param from who sent it
        default void onLineFeed(Direction from) {}

        /// {@return whether to go on}
        ///
        /// @param from whose lines
        boolean wantsMore(Direction from);
    }

    /// Octets of the longest line; a longer one is delivered in pieces.
    public static final int LONGEST_LINE = 16_777_116;

    /// Octets of a line that are gathered even where all connections together hold too much; beyond
    /// it the line is then delivered in pieces.
    static final int ALWAYS_GATHERED = 65_536;

    private static final String SOURCE = "CONTENTLINE";

    private final AnalyzerContext context;

    // Not null within a line that was cut.
    private @Nullable OctetBuffer partial;
    // Octets of all calls before, and up to the end of what was last handed on. Both stay at the
    // largest int once they reach it: only beginnings are asked for.
    private int before;
    private int taken;
    private boolean afterCr;
    private boolean skipping;
    private boolean loneCrReported;
    private boolean loneLfReported;

    /// Creates a splitter.
    ///
    /// @param context reports weirds
    public LineSplitter(AnalyzerContext context) {
        this.context = context;
    }

    /// {@return octets of the line that has not ended yet}
    public int pending() {
        OctetBuffer open = partial;
        return open == null ? 0 : open.length();
    }

    /// {@return octets up to the end of the line, or of the octets, last handed on; no more than
    /// the largest int}
    public int taken() {
        return taken;
    }

    /// Takes the next octets, as long as the consumer wants more.
    ///
    /// @param consumer takes the lines
    /// @param from who sent them, always the same
    /// @param data borrowed
    /// @return how many were taken
    public int onData(Consumer consumer, Direction from, ByteSlice data) {
        int length = data.length();
        int at = 0;
        if (afterCr && length > 0 && data.at(0) == '\n') {
            afterCr = false; // the end of the line that was taken, also if it was the last
            at = 1;
            consumer.onLineFeed(from);
        }
        while (at < length && consumer.wantsMore(from)) {
            if (afterCr) {
                afterCr = false;
                reportLoneCr();
            }
            int count = partial == null && !skipping ? consumer.onLines(from, data, at) : 0;
            if (count > 0) {
                at += count;
                taken = sum(before, at);
            } else {
                at = nextLine(consumer, from, data, at);
            }
        }
        if (afterCr && at < length && !context.isDone()) {
            afterCr = false; // what others take from here on is no line's end, whatever comes
            reportLoneCr();
        }
        before = sum(before, at);
        return at;
    }

    private static int sum(int before, int more) {
        int sum = before + more;
        return sum < 0 ? Integer.MAX_VALUE : sum;
    }

    private int nextLine(Consumer consumer, Direction from, ByteSlice data, int at) {
        int end = data.indexOfLineEnd(at);
        if (end < 0) {
            gather(consumer, from, data, at, data.length());
            return data.length();
        }
        taken = sum(before, end + 1);
        boolean cr = data.at(end) == '\r';
        if (!cr) {
            reportLoneLf();
        }
        LineEnd kind = cr ? LineEnd.CR : LineEnd.LF;
        if (skipping) {
            skipping = false;
        } else if (partial == null && end - at <= LONGEST_LINE) {
            consumer.onLine(from, context.scratch().line().pointAt(data, at, end - at), kind);
        } else {
            gather(consumer, from, data, at, end);
            deliverGathered(consumer, from, kind, pending());
        }
        if (cr && end + 1 < data.length() && data.at(end + 1) == '\n') {
            consumer.onLineFeed(from);
            return end + 2;
        }
        afterCr = cr;
        return end + 1;
    }

    private void gather(Consumer consumer, Direction from, ByteSlice data, int begin, int end) {
        if (skipping) {
            return;
        }
        int at = begin;
        while (pending() + (end - at) > LONGEST_LINE) {
            int held = pending();
            int room = LONGEST_LINE - held;
            open().append(data, at, room);
            at += room;
            context.weird("contentline_size_exceeded", "", SOURCE);
            deliverGathered(consumer, from, LineEnd.NONE, held);
        }
        open().append(data, at, end - at);
        boolean room = context.hold(end - at);
        if (!room && pending() > ALWAYS_GATHERED) {
            context.weird("contentline_memory_exceeded", "", SOURCE);
            deliverGathered(consumer, from, LineEnd.NONE, pending());
        }
    }

    private OctetBuffer open() {
        OctetBuffer open = partial;
        if (open == null) {
            open = context.scratch().takeBuffer();
            partial = open;
        }
        return open;
    }

    /// @param held how much of it was taken account of
    private void deliverGathered(Consumer consumer, Direction from, LineEnd end, int held) {
        consumer.onLine(from, open().view(context.scratch().line()), end);
        forget(held);
    }

    private void forget(int held) {
        OctetBuffer open = partial;
        if (open != null) {
            partial = null;
            context.scratch().giveBack(open);
            context.hold(-held);
        }
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
        forget(pending());
        afterCr = false;
        skipping = wasCut || skipping;
    }

    /// Delivers an unfinished line: the stream has ended.
    ///
    /// @param consumer takes it
    /// @param from whose stream
    public void onEndOfStream(Consumer consumer, Direction from) {
        afterCr = false;
        if (partial != null && consumer.wantsMore(from)) {
            deliverGathered(consumer, from, LineEnd.NONE, pending());
        }
    }
}
