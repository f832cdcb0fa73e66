package io.mailtap.analyzer.smtp;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.LineEnd;
import io.mailtap.analyzer.LineSplitter;
import io.mailtap.analyzer.Message;
import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.EventType;
import io.mailtap.event.Handlers;
import io.mailtap.event.SmtpEvent.SmtpData;
import io.mailtap.event.SmtpEvent.SmtpRequest;
import io.mailtap.event.SmtpEvent.SmtpStarttls;
import io.mailtap.event.SmtpEvent.SmtpUnexpected;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionLocal;
import io.mailtap.net.Direction;
import org.jspecify.annotations.Nullable;

/// What the client says: commands, and mail. What the server answers is read by [Replies].
///
/// Where the lines come from, and what is held or handed on without being read, is
/// [SmtpAnalyzer]'s, which is one object with this, the replies and the state.
abstract sealed class Dialogue extends Replies implements LineSplitter.Consumer
        permits SmtpAnalyzer {
    /// Set on connections whose `smtp_data` is not wanted.
    private static final ConnectionLocal<Boolean> SKIPS_DATA = new ConnectionLocal<>();

    private static final Bytes DOT = Bytes.of(".");

    /// Takes the mail that is open.
    @Nullable Message mail;

    /// Whether the connection has ended.
    boolean closed;

    // Not null once there was BDAT.
    private @Nullable Chunks chunks;

    // Whether TURN has swapped the roles.
    private boolean turned;

    Dialogue(AnalyzerContext context) {
        super(context);
    }

    static void skipDataOf(Connection c) {
        SKIPS_DATA.set(c, true);
    }

    // ---- the lines

    @Override
    public final void onLine(Direction from, ByteSlice line, LineEnd end) {
        if (from == sender()) {
            onSenderLine(line, end);
        } else {
            onReceiverLine(line);
        }
    }

    @Override
    public final int onLines(Direction from, ByteSlice data, int at) {
        if (chunks != null && chunks.left(from) > 0) {
            return onChunk(chunks, from, data, at);
        }
        Message open = mail;
        return open != null && state() == State.IN_DATA && from == sender() && !wantsData()
                ? open.onLines(data, at)
                : 0;
    }

    @Override
    public final void onLineFeed(Direction from) {
        if (mail != null && from == sender() && state() == State.IN_DATA) {
            mail.onLineFeed();
        }
    }

    /// Takes note of lost octets.
    final void onLost(Direction from, long seq, long length) {
        unexpected(from, "content gap", Bytes.of("seq = " + seq + ", len = " + length));
        if (mail != null) {
            if (from == sender()) {
                mail.onGap(length);
            }
            mail.onCut();
        }
        Chunks all = chunks;
        long left = all != null && from == sender() ? Math.max(0, all.left(from) - length) : 0;
        if (state() == State.IN_DATA || state() == State.IN_BDAT) {
            endData();
        }
        if (all != null) {
            all.expect(from, left); // no commands, though its mail has ended
        }
        forgetCommands(from != sender());
        become(State.AFTER_GAP);
    }

    final void endOpenMail() {
        if (mail != null) {
            mail.onCut();
            endData();
        }
    }

    // ---- the client

    private void onSenderLine(ByteSlice line, LineEnd end) {
        switch (state()) {
            case AFTER_GAP -> {
                if (joining && JoinPoint.isCertain(line)) {
                    joining = false;
                    become(State.GAP_RECOVERY);
                    onCommand(line);
                }
            }
            case IN_TLS -> {}
            case IN_DATA -> {
                if (line.length() == 1 && line.at(0) == '.') {
                    onEndOfData();
                } else {
                    onDataLine(line, end);
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
        ByteSlice word = context.scratch().word().pointAt(line, begin, end - begin);
        Verb verb = Verb.typed(word);
        if (verb == null) {
            onUnknownCommand(line, word);
            return;
        }
        int from = skipBlanks(line, end);
        ByteSlice rest = context.scratch().rest().pointAt(line, from, line.length() - from);
        BdatArgument argument = verb == Verb.BDAT ? BdatArgument.parse(rest) : null;
        boolean last = argument instanceof BdatArgument.Chunk chunk && chunk.last();
        await(last ? Verb.BDAT_LAST : verb);
        request(verb.octets(), rest);
        if (argument != null) {
            onBdat(argument);
            return;
        }
        if (chunks != null && chunks.isOpen()) {
            context.weird("smtp_missing_bdat_last_chunk", "");
            endData();
        }
        command(verb);
        if (verb == Verb.DATA && serverSeen) {
            held = new HeldOctets();
        }
    }

    private void onUnknownCommand(ByteSlice line, ByteSlice word) {
        if (pending.isLast(Verb.AUTH) || pending.isLast(Verb.AUTH_ANSWER)) {
            // The client did not wait for 334: an answer all the same, and a secret.
            await(Verb.AUTH_ANSWER);
            request(Verb.AUTH_ANSWER.octets(), line);
            return;
        }
        unexpected(sender(), "unknown command", word.toBytes());
        boolean mayBePrivate = !word.isEmpty() && (word.at(0) | 0x20) == 'x'; // RFC 5321, 4.1.5
        strange |= !known && !word.isEmpty() && !mayBePrivate;
        await(word.isEmpty() ? Verb.EMPTY_LINE : Verb.UNKNOWN);
    }

    private void onAuthAnswer(ByteSlice line) {
        await(Verb.AUTH_ANSWER);
        request(Verb.AUTH_ANSWER.octets(), line);
        command(Verb.AUTH_ANSWER);
    }

    private void onDataLine(ByteSlice line, LineEnd end) {
        ByteSlice text = line;
        if (!line.isEmpty() && line.at(0) == '.') {
            text = context.scratch().rest().pointAt(line, 1, line.length() - 1);
        }
        if (mail == null) {
            if (closed) {
                return;
            }
            beginData(State.IN_DATA, sender());
        }
        if (mail != null) {
            mail.onLine(text, end);
        }
        if (wantsData()) {
            context.events()
                    .raise(new SmtpData(context.connection(), sender().isOrig(), text.toBytes()));
        }
    }

    private boolean wantsData() {
        return context.events().wants(EventType.SMTP_DATA)
                && SKIPS_DATA.get(context.connection()) == null;
    }

    private void onEndOfData() {
        await(Verb.END_OF_DATA);
        command(Verb.END_OF_DATA);
        request(DOT, DOT.asSlice());
    }

    private void onBdat(BdatArgument argument) {
        switch (argument) {
            case BdatArgument.Bad bad -> context.weird(bad.weird(), bad.detail());
            case BdatArgument.Chunk chunk -> onBdat(chunk);
        }
    }

    private void onBdat(BdatArgument.Chunk chunk) {
        State before = state();
        Chunks all = chunks == null ? new Chunks(context) : chunks;
        chunks = all;
        if (!all.isOpen()) {
            beginData(State.IN_BDAT, sender());
            if (mail != null) {
                all.open(mail);
            }
        }
        chunk(before);
        all.expect(sender(), chunk.size(), chunk.last());
        if (chunk.size() == 0) {
            onChunkEnd(all);
        }
    }

    private int onChunk(Chunks all, Direction from, ByteSlice data, int at) {
        int count = (int) Math.min(all.left(from), data.length() - at);
        all.onOctets(from, context.scratch().line().pointAt(data, at, count));
        if (all.left(from) == 0) {
            onChunkEnd(all);
        }
        return count;
    }

    private void onChunkEnd(Chunks all) {
        if (all.endsMail()) {
            command(Verb.END_OF_DATA);
        }
    }

    private void await(Verb verb) {
        if (!pending.add(verb)) {
            context.weird("smtp_excessive_pending_cmds", "");
        }
    }

    @Override
    final void request(Bytes command, ByteSlice arg) {
        known = true;
        context.confirm();
        Handlers handlers = context.events().of(EventType.SMTP_REQUEST);
        if (handlers.any()) {
            Bytes owned = arg.toBytes();
            handlers.raise(
                    new SmtpRequest(context.connection(), sender().isOrig(), command, owned));
        }
    }

    // ---- called by Session

    @Override
    final void beginData(State next, Direction from) {
        become(next);
        SKIPS_DATA.set(context.connection(), null);
        if (mail != null) {
            mail.onCut();
            mail.onEnd();
        }
        mail = context.beginMessage(from);
    }

    @Override
    final void endData() {
        if (chunks != null && chunks.isOpen()) {
            chunks.cut(sender());
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

    @Override
    final void refuseChunks() {
        endData();
        if (chunks != null) {
            chunks.expect(sender(), 0);
        }
    }

    @Override
    final Direction sender() {
        return turned ? Direction.RESPONDER : Direction.ORIGINATOR;
    }

    @Override
    final void turn() {
        turned = !turned;
    }

    @Override
    final void starttls() {
        if (context.events().wants(EventType.SMTP_STARTTLS)) {
            context.events().raise(new SmtpStarttls(context.connection()));
        }
        tlsAccepted = true;
    }

    @Override
    final void unexpected(Direction from, String msg, Bytes detail) {
        if (context.events().wants(EventType.SMTP_UNEXPECTED)) {
            context.events()
                    .raise(
                            new SmtpUnexpected(
                                    context.connection(), from.isOrig(), Bytes.of(msg), detail));
        }
    }
}
