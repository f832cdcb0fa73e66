package io.mailtap.analyzer.smtp;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.LineEnd;
import io.mailtap.analyzer.Message;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.OctetBuffer;

/// Cuts the octets of BDAT chunks into lines for the mail they make up (RFC 3030).
///
/// Chunks are counted octets: a line may span them, only CR LF ends one, and dots mean nothing. A
/// lone LF, or too many octets without an end, are passed on as pieces of a line, so that not one
/// octet is changed or lost.
final class BdatLines {
    /// Octets of a line that are gathered before they are passed on as a piece.
    static final int LONGEST_LINE = 4096;

    private static final String SOURCE = "SMTP_BDAT";

    private final AnalyzerContext context;
    private final Message mail;
    private final OctetBuffer line = new OctetBuffer();
    private final ByteSlice window = new ByteSlice();

    BdatLines(AnalyzerContext context, Message mail) {
        this.context = context;
        this.mail = mail;
    }

    /// Takes octets of a chunk.
    void onOctets(ByteSlice octets) {
        int at = 0;
        while (at < octets.length()) {
            int lines = line.isEmpty() ? mail.onLines(octets, at) : 0;
            if (lines > 0) {
                at += lines;
                continue;
            }
            int end = octets.indexOf((byte) '\n', at);
            int until = end < 0 ? octets.length() : end + 1;
            while (isTooLong(octets, at, until)) {
                at += passPiece(octets, at);
            }
            line.append(octets, at, until - at);
            if (end >= 0) {
                endLine();
            }
            at = until;
        }
    }

    /// Whether the line has more octets than a line can have, now that it goes on with these. A CR
    /// behind the last of them may be that of its end.
    private boolean isTooLong(ByteSlice octets, int at, int until) {
        int length = line.length() + (until - at);
        if (length <= LONGEST_LINE) {
            return false;
        }
        boolean cr = octet(LONGEST_LINE, octets, at) == '\r';
        boolean open = length == LONGEST_LINE + 1;
        boolean ends = length == LONGEST_LINE + 2 && octets.at(until - 1) == '\n';
        return !cr || !open && !ends;
    }

    /// The line's octet at an index, if it goes on with the octets from `at` on.
    private byte octet(int index, ByteSlice octets, int at) {
        return index < line.length() ? line.at(index) : octets.at(at + index - line.length());
    }

    /// Passes on as many octets as a line can have. Answers how many more of those given are done
    /// with.
    private int passPiece(ByteSlice octets, int at) {
        int room = LONGEST_LINE - line.length();
        boolean cr = room < 0;
        line.append(octets, at, Math.max(room, 0));
        line.truncate(LONGEST_LINE);
        context.weird("smtp_bdat_line_too_long", "" + LONGEST_LINE, SOURCE);
        pass(LineEnd.NONE);
        if (cr) {
            line.append((byte) '\r');
        }
        return Math.max(room, 0);
    }

    private void endLine() {
        int length = line.length();
        if (length >= 2 && line.at(length - 2) == '\r') {
            line.truncate(length - 2);
            pass(LineEnd.CR_LF);
        } else {
            context.weird("smtp_bdat_line_lf_only", "", SOURCE);
            pass(LineEnd.NONE);
        }
    }

    private void pass(LineEnd end) {
        mail.onLine(line.view(window), end);
        line.clear();
    }

    /// Passes on what is left.
    ///
    /// @param complete whether the last chunk has come to its end
    void onEnd(boolean complete) {
        if (line.length() > LONGEST_LINE) {
            passPiece(window.clear(), 0);
        }
        if (!line.isEmpty()) {
            if (!complete) {
                context.weird("smtp_bdat_undelivered_at_done", "", SOURCE);
            }
            pass(LineEnd.NONE);
        }
    }
}
