package io.mailtap.analyzer.smtp;

import io.mailtap.analyzer.Analyzer;
import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.analyzer.LineSplitter;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Connection;
import io.mailtap.net.Direction;
import org.jspecify.annotations.Nullable;

/// Turns an SMTP connection into commands, replies and mails.
///
/// What a reply means depends on the command it answers; [Session] says how both move the state,
/// and complains of what does not fit without refusing it. The cases that every analyzer must
/// answer:
///
/// - *Pipelining*: commands wait in [PendingVerbs] for their replies; unknown lines have their
///   place there too. What comes behind DATA before its reply is held, for the reply tells whether
///   it is mail.
/// - *Gap, either direction*: `smtp_unexpected`, an open mail ends, waiting commands are forgotten;
///   the client's lines are ignored until the server's next reply, which is reported as answering
///   `(UNKNOWN)`.
/// - *Beginning missed*: the same as after a gap, but a line of the client that can only be a
///   command is taken as one.
/// - *One side missing*: states advance on commands, so a client alone gives requests and mails; a
///   server alone gives replies to `(UNKNOWN)`.
/// - *TLS*: after an accepted STARTTLS or X-ANONYMOUSTLS everything goes to TLS's analyzer as it
///   is. What the client had sent ahead of the acceptance was read as commands.
/// - *End in mid-message*: the mail ends when the connection closes, is reset, or is forgotten.
public final class SmtpAnalyzer extends Dialogue implements Analyzer {
    /// The analyzer's name.
    public static final String NAME = "SMTP";

    // Made with the analyzer, so that they lie beside it: one that was made when its side first
    // spoke was a wait for memory with each segment.
    private final LineSplitter origLines;
    private final LineSplitter respLines;

    // Takes the rest of the stream, from behind the last line of the reply that accepts TLS.
    private @Nullable Analyzer tls;

    /// {@return what makes SMTP analyzers}
    public static AnalyzerFactory factory() {
        return new AnalyzerFactory() {
            @Override
            public String name() {
                return NAME;
            }

            @Override
            public Analyzer create(AnalyzerContext context) {
                return new SmtpAnalyzer(context);
            }
        };
    }

    /// Suppresses `smtp_data` until the next mail: Zeek's `skip_smtp_data`.
    ///
    /// @param c a connection; nothing happens if it is not SMTP
    public static void skipData(Connection c) {
        Dialogue.skipDataOf(c);
    }

    private SmtpAnalyzer(AnalyzerContext context) {
        super(context);
        origLines = new LineSplitter(context);
        respLines = new LineSplitter(context);
    }

    private LineSplitter splitter(Direction from) {
        return from == Direction.ORIGINATOR ? origLines : respLines;
    }

    // ---- the stream

    @Override
    public void onData(Direction from, ByteSlice data) {
        boolean waiting = from == sender() && held != null && !held.isEmpty();
        int taken = waiting ? 0 : splitter(from).onData(this, from, data);
        Analyzer within = tls;
        if (within != null) {
            if (taken < data.length()) {
                within.onData(from, data.slice(taken, data.length()));
            }
            return;
        }
        if (held == null || from != sender() || taken == data.length()) {
            return;
        }
        if (!held.add(data, taken)) {
            takeHeldAsMail();
            splitter(from).onData(this, from, data.slice(taken, data.length()));
        }
    }

    @Override
    void takeHeld() {
        HeldOctets waiting = held;
        held = null;
        if (waiting == null) {
            return;
        }
        if (!waiting.isEmpty()) {
            onData(sender(), waiting.all());
        }
        if (waiting.ended) {
            onEndOfStream(sender());
        }
    }

    /// The reply is not to be awaited any longer.
    private void takeHeldAsMail() {
        if (held != null) {
            serverSeen = false; // until the next reply, nothing more is held
            takeHeld();
        }
    }

    @Override
    public long position(Direction from) {
        return splitter(from).taken();
    }

    @Override
    public void onEndOfStream(Direction from) {
        if (tls != null) {
            tls.onEndOfStream(from);
        } else if (held != null && from == sender()) {
            held.ended = true;
        } else {
            splitter(from).onEndOfStream(this, from);
        }
    }

    @Override
    public void onGap(Direction from, long seq, long length) {
        if (tls != null || tlsAccepted) {
            Analyzer within = tls == null ? beginTls() : tls;
            within.onGap(from, seq, length);
            return;
        }
        takeHeldAsMail();
        splitter(from).onGap(false);
        onLost(from, seq, length);
    }

    @Override
    public void onClose() {
        takeHeldAsMail();
        closed = true;
        endOpenMail();
        if (tls != null) {
            tls.onClose();
        }
    }

    @Override
    public void onRemove() {
        takeHeldAsMail();
        closed = true;
        endOpenMail();
        if (tls != null) {
            tls.onRemove();
        }
    }

    @Override
    public boolean wantsMore(Direction from) {
        boolean waits = held != null && from == sender();
        return !waits && tls == null && !context.isDone();
    }

    // ---- called by Dialogue

    @Override
    Analyzer beginTls() {
        held = null;
        tls = context.beginTls();
        return tls;
    }
}
