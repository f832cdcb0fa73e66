package io.mailtap.analyzer.pop3;

import io.mailtap.analyzer.Analyzer;
import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.analyzer.LineSplitter;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Direction;
import org.jspecify.annotations.Nullable;

/// Turns a POP3 connection into commands, responses, logins and mails.
///
/// A POP3 response does not name its command and only the command tells whether it has many lines,
/// so everything hangs on the pairing: commands wait in a queue, and the next is looked at when the
/// response to the one before is complete. The cases that every analyzer must answer:
///
/// - *Pipelining*: `pop3_request` is raised when the command's turn comes, hence after the response
///   to the one before.
/// - *Gap in the client's octets*: commands may be lost; a response that nothing explains is taken
///   as it comes.
/// - *Gap in the server's octets*: where a status line may be lost, the client's next command tells
///   that it has come, and the pairing begins anew. A mail goes on after the gap, marked. Where the
///   end of a response may have been lost, a status line ends it once the client has gone on to
///   another command.
/// - *Beginning missed, one side missing*: everything is allowed until something tells the phase; a
///   client alone gives its first command, a server alone its responses.
/// - *TLS*: after an accepted STLS everything goes to TLS's analyzer as it is. What the client had
///   sent ahead of the acceptance is not.
/// - *End in mid-message*: the mail ends when the connection closes, is reset, or is forgotten.
public final class Pop3Analyzer extends Pairing implements Analyzer {
    /// The analyzer's name.
    public static final String NAME = "POP3";

    // Made with the analyzer, so that they lie beside it: one that was made when its side first
    // spoke was a wait for memory with each segment.
    private final LineSplitter clientLines;
    private final LineSplitter serverLines;

    // Takes the rest of the stream, once it has turned to TLS.
    private @Nullable Analyzer tls;

    /// {@return what makes POP3 analyzers}
    public static AnalyzerFactory factory() {
        return new AnalyzerFactory() {
            @Override
            public String name() {
                return NAME;
            }

            @Override
            public Analyzer create(AnalyzerContext context) {
                return new Pop3Analyzer(context);
            }
        };
    }

    private Pop3Analyzer(AnalyzerContext context) {
        super(context);
        clientLines = new LineSplitter(context);
        serverLines = new LineSplitter(context);
    }

    private LineSplitter lines(Direction from) {
        return from == Direction.ORIGINATOR ? clientLines : serverLines;
    }

    @Override
    public boolean wantsMore(Direction from) {
        return tls == null && !context.isDone();
    }

    // ---- the stream

    @Override
    public void onData(Direction from, ByteSlice data) {
        int taken = lines(from).onData(this, from, data);
        if (tls != null && taken < data.length()) {
            tls.onData(from, data.slice(taken, data.length()));
        }
    }

    @Override
    public void onGap(Direction from, long seq, long length) {
        if (tls != null) {
            tls.onGap(from, seq, length);
            return;
        }
        LineSplitter lines = lines(from);
        boolean inLine = lines.pending() > 0;
        if (from == Direction.ORIGINATOR) {
            lines.onGap(inLine);
            onClientLost();
        } else {
            onServerLost(length);
            lines.onGap(inLine || isOpen());
        }
    }

    @Override
    public long position(Direction from) {
        return lines(from).taken();
    }

    @Override
    public void onEndOfStream(Direction from) {
        if (tls != null) {
            tls.onEndOfStream(from);
        } else {
            lines(from).onEndOfStream(this, from);
        }
    }

    @Override
    public void onClose() {
        cut();
        if (tls != null) {
            tls.onClose();
        }
    }

    @Override
    public void onRemove() {
        cut();
        if (tls != null) {
            tls.onRemove();
        }
    }

    @Override
    void beginTls() {
        tls = context.beginTls();
    }
}
