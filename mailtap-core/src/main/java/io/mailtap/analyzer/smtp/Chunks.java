package io.mailtap.analyzer.smtp;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.Message;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Direction;
import org.jspecify.annotations.Nullable;

/// A mail in BDAT chunks, and how much of the last chunk is still to come.
///
/// The rest of a chunk is not commands, though its mail may have ended before it.
final class Chunks {
    private final AnalyzerContext context;

    // Not null while the mail is open.
    private @Nullable BdatLines lines;
    private boolean last;
    private long origLeft;
    private long respLeft;

    Chunks(AnalyzerContext context) {
        this.context = context;
    }

    boolean isOpen() {
        return lines != null;
    }

    void open(Message mail) {
        lines = new BdatLines(context, mail);
    }

    /// Expects a chunk.
    ///
    /// @param ends whether the mail ends with it
    void expect(Direction from, long octets, boolean ends) {
        last = ends;
        expect(from, octets);
    }

    /// Expects the rest of a chunk.
    void expect(Direction from, long octets) {
        if (from.isOrig()) {
            origLeft = octets;
        } else {
            respLeft = octets;
        }
    }

    /// {@return octets of a chunk that are still to come}
    long left(Direction from) {
        return from.isOrig() ? origLeft : respLeft;
    }

    /// Takes octets of a chunk.
    void onOctets(Direction from, ByteSlice octets) {
        expect(from, left(from) - octets.length());
        if (lines != null) {
            lines.onOctets(octets);
        }
    }

    /// {@return whether the mail has ended, if its chunk has}
    boolean endsMail() {
        BdatLines open = lines;
        if (!last || open == null) {
            return false;
        }
        last = false;
        lines = null;
        open.onEnd(true);
        return true;
    }

    /// Ends the mail before all its chunks have come.
    void cut(Direction from) {
        BdatLines open = lines;
        if (open != null) {
            if (left(from) > 0) {
                context.weird("smtp_bdat_remaining_at_end_data", "");
                expect(from, 0);
            }
            lines = null;
            open.onEnd(false);
        }
    }
}
