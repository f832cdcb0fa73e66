package io.mailtap.analyzer.smtp;

import io.mailtap.analyzer.Analyzer;
import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.EventType;
import io.mailtap.event.Handlers;
import io.mailtap.event.SmtpEvent.SmtpReply;
import io.mailtap.net.Direction;
import org.jspecify.annotations.Nullable;

/// What the server says: replies, and which command each of them answers.
///
/// What the client says is [Dialogue]'s, which is one object with this and with the state.
abstract sealed class Replies extends Session permits Dialogue {
    final AnalyzerContext context;

    /// Commands that wait for their replies.
    final PendingVerbs pending = new PendingVerbs();

    /// Not null while the reply to DATA is awaited.
    @Nullable HeldOctets held;

    /// Whether the rest of the stream is TLS, from behind the last line of the reply in hand.
    boolean tlsAccepted;

    /// Whether a reply was seen: only then the one to DATA is awaited.
    boolean serverSeen;

    /// Whether a command of SMTP was seen, and whether others were before.
    boolean known;

    boolean strange;

    /// Whether the beginning was missed and nothing has told yet where in the session we are.
    boolean joining;

    private boolean afterServerGap;
    private Verb lastReplied = Verb.UNKNOWN;

    // Code of a reply that goes on, 0 between replies.
    private short continued;

    Replies(AnalyzerContext context) {
        super(context.isPartial() ? State.AFTER_GAP : State.INITIATED);
        this.context = context;
        joining = context.isPartial();
        if (!joining && !context.isGreetingOver()) {
            pending.add(Verb.GREETING);
        }
    }

    /// Reads what was held behind DATA, now that its reply has told what it is.
    abstract void takeHeld();

    /// Gives the rest of the stream to TLS. What the client has sent ahead, and still waits for its
    /// reply, gets none.
    abstract Analyzer beginTls();

    /// Raises a command of the client.
    abstract void request(Bytes command, ByteSlice arg);

    /// Forgets what commands wait: octets were lost.
    ///
    /// @param ofServer whether they were the server's
    final void forgetCommands(boolean ofServer) {
        afterServerGap = ofServer;
        if (ofServer) {
            continued = 0;
        }
        pending.clear();
        lastReplied = Verb.UNKNOWN;
    }

    /// Takes a line of the server.
    final void onReceiverLine(ByteSlice line) {
        Direction receiver = sender().opposite();
        int code = ReplyCode.of(line);
        boolean mayBeCut = afterServerGap;
        afterServerGap = false;
        if (code < 0) {
            if (!mayBeCut) {
                unexpected(receiver, "reply code out of range", line.toBytes());
                context.violation("reply code -1 out of range", line);
            }
            return;
        }
        if (continued != 0 && continued != code) {
            unexpected(receiver, "reply code does not match the continuing reply", line.toBytes());
            continued = 0;
        }
        boolean first = continued == 0;
        boolean more = line.length() > 3 && line.at(3) == '-';
        continued = more ? (short) code : 0;
        if (first) {
            onReply(code);
            if (acceptsStrangeCommand(code)) {
                context.violation("unknown command accepted", line);
            }
            if (context.isDone()) {
                return;
            }
        }
        raiseReply(receiver, code, line, more);
        if (tlsAccepted && !more) {
            beginTls();
        } else if (held != null && held.answered && !more) {
            takeHeld();
        }
    }

    /// Whether a server that was never given a command of SMTP has accepted another. An FTP server,
    /// which greets alike, does so with USER.
    private boolean acceptsStrangeCommand(int code) {
        return strange && !known && lastReplied == Verb.UNKNOWN && code >= 200 && code < 400;
    }

    private void onReply(int code) {
        if (state() == State.AFTER_GAP) {
            if (joining && code == 220) {
                become(State.INITIATED);
                pending.add(Verb.GREETING);
            } else {
                become(State.GAP_RECOVERY);
                request(Verb.UNKNOWN.octets(), context.scratch().rest().clear());
            }
        }
        joining = false;
        serverSeen = true;
        lastReplied = pending.answeredBy(code, held != null && !held.isEmpty());
        reply(lastReplied, code);
        if (held != null) {
            held.answered = lastReplied == Verb.DATA || code == 354;
        }
    }

    private void raiseReply(Direction receiver, int code, ByteSlice line, boolean more) {
        Handlers handlers = context.events().of(EventType.SMTP_REPLY);
        if (!handlers.any()) {
            return;
        }
        boolean separated = line.length() > 3 && (more || line.at(3) == ' ');
        int from = skipBlanks(line, separated ? 4 : 3);
        ByteSlice rest = context.scratch().rest().pointAt(line, from, line.length() - from);
        Bytes text = context.scratch().repeated(rest);
        // The direction is that of the line: after an accepted TURN the next reply comes from the
        // other side.
        Bytes cmd = lastReplied.replyOctets();
        handlers.raise(
                new SmtpReply(context.connection(), receiver.isOrig(), code, cmd, text, more));
    }

    static int skipBlanks(ByteSlice line, int from) {
        int at = from;
        while (at < line.length() && Ascii.isBlank(line.at(at))) {
            at++;
        }
        return at;
    }
}
