package io.mailtap.analyzer.smtp;

import io.mailtap.analyzer.Analyzer;
import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.analyzer.LineSplitter;
import io.mailtap.analyzer.Message;
import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.EventType;
import io.mailtap.event.SmtpEvent.SmtpData;
import io.mailtap.event.SmtpEvent.SmtpReply;
import io.mailtap.event.SmtpEvent.SmtpRequest;
import io.mailtap.event.SmtpEvent.SmtpStarttls;
import io.mailtap.event.SmtpEvent.SmtpUnexpected;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionLocal;
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
public final class SmtpAnalyzer implements Analyzer {
    /// The analyzer's name.
    public static final String NAME = "SMTP";

    private static final ConnectionLocal<SmtpAnalyzer> OF = new ConnectionLocal<>();
    private static final Bytes DOT = Bytes.of(".");

    private final AnalyzerContext context;
    private final Connection c;
    private final LineSplitter origLines;
    private final LineSplitter respLines;
    private final PendingVerbs pending = new PendingVerbs();
    private final Session session;
    private final ByteSlice word = new ByteSlice();
    private final ByteSlice rest = new ByteSlice();

    private Direction sender = Direction.ORIGINATOR;
    private Verb lastReplied = Verb.UNKNOWN;

    // Whether a command of SMTP was seen, and whether others were before.
    private boolean known;
    private boolean strange;
    // Code of a reply that goes on, 0 between replies.
    private int continued;
    private boolean skipData;
    private boolean closed;
    private boolean afterServerGap;

    // Whether the beginning was missed and nothing has told yet where in the session we are.
    private boolean joining;
    private @Nullable Message mail;
    private @Nullable BdatLines chunks;
    private boolean lastChunk;

    // Takes the rest of the stream, from behind the last line of the reply that accepts TLS.
    private @Nullable Analyzer tls;
    private boolean tlsAccepted;

    // Not null while the reply to DATA is awaited.
    private @Nullable HeldOctets held;
    private boolean heldEnd;
    private boolean dataAnswered;
    private boolean serverSeen;

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
        SmtpAnalyzer analyzer = OF.get(c);
        if (analyzer != null) {
            analyzer.skipData = true;
        }
    }

    private SmtpAnalyzer(AnalyzerContext context) {
        this.context = context;
        c = context.connection();
        origLines = new LineSplitter(context, new Lines(Direction.ORIGINATOR));
        respLines = new LineSplitter(context, new Lines(Direction.RESPONDER));
        joining = context.isPartial();
        session = new Session(this, joining ? State.AFTER_GAP : State.INITIATED);
        if (!joining && !context.isGreetingOver()) {
            pending.add(Verb.GREETING);
        }
        OF.set(c, this);
    }

    private final class Lines implements LineSplitter.Consumer {
        private final Direction from;

        Lines(Direction from) {
            this.from = from;
        }

        @Override
        public void onLine(ByteSlice line) {
            if (from == sender) {
                onSenderLine(line);
            } else {
                onReceiverLine(line);
            }
        }

        @Override
        public int onLines(ByteSlice data, int at) {
            return from == sender
                            && session.state() == State.IN_DATA
                            && mail != null
                            && !wantsData()
                    ? mail.onLines(data, at)
                    : 0;
        }

        @Override
        public void onRaw(ByteSlice octets) {
            if (chunks != null) {
                chunks.onOctets(octets);
            }
            if (splitter(from).rawLeft() == 0) {
                onChunkEnd();
            }
        }

        @Override
        public void onLineFeed() {
            if (mail != null && from == sender && session.state() == State.IN_DATA) {
                mail.onLineFeed();
            }
        }

        @Override
        public boolean wantsMore() {
            boolean waits = held != null && from == sender;
            return !waits && tls == null && !context.isDone();
        }
    }

    private LineSplitter splitter(Direction from) {
        return from == Direction.ORIGINATOR ? origLines : respLines;
    }

    // ---- the stream

    @Override
    public void onData(Direction from, ByteSlice data) {
        boolean waiting = from == sender && held != null && !held.isEmpty();
        int taken = waiting ? 0 : splitter(from).onData(data);
        Analyzer within = tls;
        if (within != null) {
            if (taken < data.length()) {
                within.onData(from, data.slice(taken, data.length()));
            }
            return;
        }
        if (held == null || from != sender || taken == data.length()) {
            return;
        }
        if (!held.add(data, taken)) {
            takeHeldAsMail();
            splitter(from).onData(data.slice(taken, data.length()));
        }
    }

    /// Reads what was held behind DATA, now that its reply has told what it is.
    private void takeHeld() {
        HeldOctets waiting = held;
        boolean ended = heldEnd;
        held = null;
        heldEnd = false;
        dataAnswered = false;
        if (waiting == null) {
            return;
        }
        ByteSlice octets = waiting.take();
        if (!octets.isEmpty()) {
            onData(sender, octets);
        }
        if (ended) {
            onEndOfStream(sender);
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
        } else if (held != null && from == sender) {
            heldEnd = true;
        } else {
            splitter(from).onEndOfStream();
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
        unexpected(from, "content gap", Bytes.of("seq = " + seq + ", len = " + length));
        if (mail != null) {
            if (from == sender) {
                mail.onGap(length);
            }
            mail.onCut();
        }
        long chunkLeft = from == sender ? Math.max(0, splitter(from).rawLeft() - length) : 0;
        if (session.state() == State.IN_DATA || session.state() == State.IN_BDAT) {
            endData();
        }
        splitter(from).onGap(false);
        splitter(from)
                .expectRaw(
                        chunkLeft); // the chunk's octets are no commands, though its mail has ended
        afterServerGap = from != sender;
        if (afterServerGap) {
            continued = 0;
        }
        pending.clear();
        lastReplied = Verb.UNKNOWN;
        session.become(State.AFTER_GAP);
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
        OF.set(c, null);
    }

    private void endOpenMail() {
        if (mail != null) {
            mail.onCut();
            endData();
        }
    }

    // ---- the client

    private void onSenderLine(ByteSlice line) {
        switch (session.state()) {
            case AFTER_GAP -> {
                if (joining && JoinPoint.isCertain(line)) {
                    joining = false;
                    session.become(State.GAP_RECOVERY);
                    onCommand(line);
                }
            }
            case IN_TLS -> {}
            case IN_DATA -> {
                if (line.length() == 1 && line.at(0) == '.') {
                    onEndOfData();
                } else {
                    onDataLine(line);
                }
            }
            case IN_AUTH -> onAuthAnswer(line);
            case CONNECTED,
                    INITIATED,
                    NOT_AVAILABLE,
                    READY,
                    MAIL_OK,
                    RCPT_OK,
                    AFTER_DATA,
                    QUIT,
                    GAP_RECOVERY,
                    IN_BDAT ->
                    onCommand(line);
        }
    }

    private void onCommand(ByteSlice line) {
        int begin = skipBlanks(line, 0);
        int end = begin;
        while (end < line.length() && !Ascii.isSpace(line.at(end)) && line.at(end) != 0) {
            end++;
        }
        Verb verb = Verb.typed(word.pointAt(line, begin, end - begin));
        if (verb == null) {
            onUnknownCommand(line);
            return;
        }
        int from = skipBlanks(line, end);
        rest.pointAt(line, from, line.length() - from);
        BdatArgument argument = verb == Verb.BDAT ? BdatArgument.parse(rest) : null;
        boolean last = argument instanceof BdatArgument.Chunk chunk && chunk.last();
        await(last ? Verb.BDAT_LAST : verb);
        request(verb.octets(), rest);
        if (argument != null) {
            onBdat(argument);
            return;
        }
        if (chunks != null) {
            context.weird("smtp_missing_bdat_last_chunk", "");
            endData();
        }
        session.onCommand(verb);
        if (verb == Verb.DATA && serverSeen) {
            held = new HeldOctets();
        }
    }

    private static int skipBlanks(ByteSlice line, int from) {
        int at = from;
        while (at < line.length() && Ascii.isBlank(line.at(at))) {
            at++;
        }
        return at;
    }

    private void onUnknownCommand(ByteSlice line) {
        if (pending.isLast(Verb.AUTH) || pending.isLast(Verb.AUTH_ANSWER)) {
            // The client did not wait for 334: an answer all the same, and a secret.
            await(Verb.AUTH_ANSWER);
            request(Verb.AUTH_ANSWER.octets(), line);
            return;
        }
        unexpected(sender, "unknown command", word.toBytes());
        boolean mayBePrivate = !word.isEmpty() && (word.at(0) | 0x20) == 'x'; // RFC 5321, 4.1.5
        strange |= !known && !word.isEmpty() && !mayBePrivate;
        await(word.isEmpty() ? Verb.EMPTY_LINE : Verb.UNKNOWN);
    }

    private void onAuthAnswer(ByteSlice line) {
        await(Verb.AUTH_ANSWER);
        request(Verb.AUTH_ANSWER.octets(), line);
        session.onCommand(Verb.AUTH_ANSWER);
    }

    private void onDataLine(ByteSlice line) {
        ByteSlice text = line;
        if (!line.isEmpty() && line.at(0) == '.') {
            text = rest.pointAt(line, 1, line.length() - 1);
        }
        if (mail == null) {
            if (closed) {
                return;
            }
            beginData(State.IN_DATA, sender);
        }
        if (mail != null) {
            mail.onLine(text, splitter(sender).lineEnd());
        }
        if (wantsData()) {
            context.events().raise(new SmtpData(c, sender.isOrig(), text.toBytes()));
        }
    }

    private boolean wantsData() {
        return !skipData && context.events().wants(EventType.SMTP_DATA);
    }

    private void onEndOfData() {
        await(Verb.END_OF_DATA);
        session.onCommand(Verb.END_OF_DATA);
        request(DOT, DOT.asSlice());
    }

    private void onBdat(BdatArgument argument) {
        switch (argument) {
            case BdatArgument.Bad bad -> context.weird(bad.weird(), bad.detail());
            case BdatArgument.Chunk chunk -> {
                State before = session.state();
                if (chunks == null) {
                    beginData(State.IN_BDAT, sender);
                    if (mail != null) {
                        chunks = new BdatLines(context, mail);
                    }
                }
                session.onBdat(before);
                lastChunk = chunk.last();
                splitter(sender).expectRaw(chunk.size());
                if (chunk.size() == 0) {
                    onChunkEnd();
                }
            }
        }
    }

    private void onChunkEnd() {
        if (lastChunk && chunks != null) {
            lastChunk = false;
            chunks.onEnd(true);
            chunks = null;
            session.onCommand(Verb.END_OF_DATA);
        }
    }

    private void await(Verb verb) {
        if (!pending.add(verb)) {
            context.weird("smtp_excessive_pending_cmds", "");
        }
    }

    private void request(Bytes command, ByteSlice arg) {
        known = true;
        context.confirm();
        if (context.events().wants(EventType.SMTP_REQUEST)) {
            context.events().raise(new SmtpRequest(c, sender.isOrig(), command, arg.toBytes()));
        }
    }

    // ---- the server

    private void onReceiverLine(ByteSlice line) {
        Direction receiver = sender.opposite();
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
        continued = more ? code : 0;
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
        } else if (dataAnswered && !more) {
            takeHeld();
        }
    }

    /// Whether a server that was never given a command of SMTP has accepted another. An FTP server,
    /// which greets alike, does so with USER.
    private boolean acceptsStrangeCommand(int code) {
        return strange && !known && lastReplied == Verb.UNKNOWN && code >= 200 && code < 400;
    }

    private void onReply(int code) {
        if (session.state() == State.AFTER_GAP) {
            if (joining && code == 220) {
                session.become(State.INITIATED);
                pending.add(Verb.GREETING);
            } else {
                session.become(State.GAP_RECOVERY);
                request(Verb.UNKNOWN.octets(), rest.clear());
            }
        }
        joining = false;
        serverSeen = true;
        lastReplied = pending.answeredBy(code, held != null && !held.isEmpty());
        session.onReply(lastReplied, code);
        dataAnswered = held != null && (lastReplied == Verb.DATA || code == 354);
    }

    private void raiseReply(Direction receiver, int code, ByteSlice line, boolean more) {
        if (!context.events().wants(EventType.SMTP_REPLY)) {
            return;
        }
        boolean separated = line.length() > 3 && (more || line.at(3) == ' ');
        int from = skipBlanks(line, separated ? 4 : 3);
        Bytes text = rest.pointAt(line, from, line.length() - from).toBytes();
        // The direction is that of the line: after an accepted TURN the next reply comes from the
        // other side.
        Bytes cmd = lastReplied.replyOctets();
        context.events().raise(new SmtpReply(c, receiver.isOrig(), code, cmd, text, more));
    }

    // ---- called by Session

    /// Begins a mail, ending one that is still open.
    void beginData(State state, Direction from) {
        session.become(state);
        skipData = false;
        if (mail != null) {
            mail.onCut();
            mail.onEnd();
        }
        mail = context.beginMessage(from);
    }

    /// Ends the mail.
    void endData() {
        if (chunks != null) {
            LineSplitter lines = splitter(sender);
            if (lines.rawLeft() > 0) {
                context.weird("smtp_bdat_remaining_at_end_data", "");
                lines.cancelRaw();
            }
            chunks.onEnd(false);
            chunks = null;
            if (mail != null) {
                mail.onCut();
            }
        }
        if (mail == null) {
            return; // its connection has been closed before it
        }
        Message ended = mail;
        mail = null;
        ended.onEnd();
    }

    /// Ends the mail, and reads what is missing of its chunk as commands.
    void refuseChunks() {
        endData();
        splitter(sender).cancelRaw();
    }

    Direction sender() {
        return sender;
    }

    void turn() {
        sender = sender.opposite();
    }

    void starttls() {
        if (context.events().wants(EventType.SMTP_STARTTLS)) {
            context.events().raise(new SmtpStarttls(c));
        }
        tlsAccepted = true;
    }

    /// What the client has sent ahead, and still waits for its reply, gets none.
    private Analyzer beginTls() {
        held = null;
        heldEnd = false;
        dataAnswered = false;
        tls = context.beginTls();
        return tls;
    }

    /// Reports what does not fit.
    void unexpected(Direction from, String msg, Bytes detail) {
        if (context.events().wants(EventType.SMTP_UNEXPECTED)) {
            context.events().raise(new SmtpUnexpected(c, from.isOrig(), Bytes.of(msg), detail));
        }
    }
}
