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
            while (line.length() + (until - at) > LONGEST_LINE && !endsAt(octets, at, until)) {
                int room = LONGEST_LINE - line.length();
                line.append(octets, at, room);
                at += room;
                context.weird("smtp_bdat_line_too_long", "" + LONGEST_LINE, SOURCE);
                pass(LineEnd.NONE);
            }
            line.append(octets, at, until - at);
            if (end >= 0) {
                endLine();
            }
            at = until;
        }
    }

    // A line of just the longest length is not too long because of its CR LF.
    private boolean endsAt(ByteSlice octets, int at, int until) {
        int content = line.length() + (until - at) - 2;
        return content <= LONGEST_LINE
                && until - at >= 2
                && octets.at(until - 1) == '\n'
                && octets.at(until - 2) == '\r';
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
        if (!line.isEmpty()) {
            if (!complete) {
                context.weird("smtp_bdat_undelivered_at_done", "", SOURCE);
            }
            pass(LineEnd.NONE);
        }
    }
}
