package io.mailtap.analyzer.pop3;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.LineEnd;
import io.mailtap.analyzer.LineSplitter;
import io.mailtap.analyzer.Message;
import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.EventType;
import io.mailtap.event.Handlers;
import io.mailtap.event.OwnEvent.Pop3Capability;
import io.mailtap.event.OwnEvent.Pop3ResponseEnd;
import io.mailtap.event.Pop3Event.Pop3Data;
import io.mailtap.event.Pop3Event.Pop3Reply;
import io.mailtap.event.Pop3Event.Pop3Request;
import io.mailtap.event.Pop3Event.Pop3Starttls;
import io.mailtap.net.Direction;
import org.jspecify.annotations.Nullable;

/// Pairs commands with responses, and says what a pair means for the phase and for mails; what it
/// means for a login is [Logins]'s.
///
/// Where the lines come from is [Pop3Analyzer]'s, which is one object with this and with what reads
/// the server's lines.
abstract sealed class Pairing extends Logins implements LineSplitter.Consumer permits Pop3Analyzer {
    /// Commands that are not POP3's; one more is a violation.
    static final int MOST_UNKNOWN = 10;

    private static final Bytes OK = Bytes.of("OK");
    private static final Bytes ERR = Bytes.of("ERR");

    private @Nullable Pending pending;

    // Not null while the client is ahead of the responses.
    private @Nullable Waiting waiting;

    // No more than one above the most.
    private byte unknownCommands;
    private boolean clientLost;

    // Whether the response to the pending command may be among the octets lost.
    private boolean statusLost;

    Pairing(AnalyzerContext context) {
        super(context);
    }

    /// Gives the rest of the stream to TLS.
    abstract void beginTls();

    // ---- the lines

    @Override
    public final void onLine(Direction from, ByteSlice line, LineEnd end) {
        if (from == Direction.ORIGINATOR) {
            onClientLine(line);
        } else {
            onServerLine(line, end);
        }
    }

    @Override
    public final int onLines(Direction from, ByteSlice data, int at) {
        return isOpen()
                        && from == Direction.RESPONDER
                        && !context.events().wants(EventType.POP3_DATA)
                ? onServerLines(data, at)
                : 0;
    }

    @Override
    public final void onLineFeed(Direction from) {
        if (from == Direction.RESPONDER) {
            onServerLineFeed();
        }
    }

    /// Takes note of lost octets of the client.
    final void onClientLost() {
        clientLost = true;
    }

    /// Takes note of lost octets of the server.
    final void onServerLost(long length) {
        onServerGap(length);
        if (phase == Phase.START) {
            phase = Phase.UNKNOWN;
        }
        if (!isOpen() && pending != null && !isClientAhead()) {
            statusLost = true;
            if (pending.multiLine()) {
                maybeOpen();
            }
        }
    }

    // ---- the client

    private void onClientLine(ByteSlice line) {
        if (line.isEmpty()) {
            return;
        }
        if (statusLost && !isClientAhead() && goesOn(line)) {
            forgetPending();
        }
        if (awaitsAnswer() && !isClientAhead()) {
            onAnswer(line);
        } else if (pending == null && !isClientAhead()) {
            run(line);
        } else {
            await(line);
        }
    }

    private void await(ByteSlice line) {
        Waiting all = waiting == null ? new Waiting() : waiting;
        waiting = all;
        if (!all.add(line)) {
            context.weird("pop3_client_too_many_pending_commands", "");
        }
    }

    /// Whether a line of the client shows that it has seen the response that we have not: within a
    /// SASL dialogue it may as well be an answer, and a secret.
    private boolean goesOn(ByteSlice line) {
        return !isInDialogue() || Command.typed(line.slice(0, wordEnd(line))) != null;
    }

    /// Gives up waiting for a response that was lost.
    private void forgetPending() {
        forgetDialogue();
        phase = Phase.UNKNOWN;
        if (pending != null && pending.command() != Command.USER) {
            forgetLogin();
        }
        next();
    }

    @Override
    final void next() {
        pending = null;
        statusLost = false;
        Waiting all = waiting;
        if (all == null) {
            return;
        }
        while (pending == null && !all.isEmpty()) {
            run(all.next());
        }
        if (pending == null && all.nextForgotten()) {
            pending = Pending.UNKNOWN;
        }
        if (all.isOver()) {
            waiting = null;
        }
    }

    private void run(ByteSlice line) {
        int from = skipBlanks(line, 0);
        int end = from;
        while (end < line.length() && !Ascii.isBlank(line.at(end))) {
            end++;
        }
        ByteSlice word = scratch().word().pointAt(line, from, end - from);
        int argument = skipBlanks(line, end);
        int last = trimmedEnd(line, argument);
        ByteSlice rest = scratch().rest().pointAt(line, argument, last - argument);
        if (Status.of(word) != Status.NONE) {
            context.weird("pop3_client_sending_server_commands", "");
            pending = Pending.UNKNOWN;
            return;
        }
        Command command = Command.typed(word);
        if (command == null) {
            onUnknownCommand(word);
        } else {
            onCommand(command, rest);
        }
    }

    private static int trimmedEnd(ByteSlice line, int from) {
        int end = line.length();
        while (end > from && line.at(end - 1) == ' ') {
            end--;
        }
        return end;
    }

    private void onUnknownCommand(ByteSlice word) {
        pending = Pending.UNKNOWN;
        // Where octets are missing the word may be the rest of a password.
        boolean shown = !word.isEmpty() && !clientLost && !context.isPartial();
        context.weird("pop3_client_command_unknown", shown ? word.toString() : "???");
        unknownCommands = (byte) Math.min(unknownCommands + 1, MOST_UNKNOWN + 1);
        if (unknownCommands > MOST_UNKNOWN) {
            context.violation("too many unknown client commands", scratch().rest().clear());
        }
    }

    private void onCommand(Command command, ByteSlice arg) {
        boolean multiLine = command.isMultiLine(!arg.isEmpty());
        String complaint = complaint(command);
        pending = Pending.of(command, multiLine, !complaint.isEmpty());
        if (!complaint.isEmpty()) {
            unexpected(Direction.ORIGINATOR, command.octets(), complaint);
            return;
        }
        Handlers handlers = context.events().of(EventType.POP3_REQUEST);
        if (handlers.any()) {
            handlers.raise(
                    new Pop3Request(context.connection(), true, command.octets(), arg.toBytes()));
        }
        onLoginCommand(command, arg);
    }

    /// What is wrong with a command in this phase, empty if nothing.
    private String complaint(Command command) {
        if (phase == Phase.UNKNOWN) {
            return "";
        }
        if (command == Command.QUIT && (phase == Phase.UPDATE || phase == Phase.FINISHED)) {
            return "not allowed in other state than 'transaction'";
        }
        Phase home = command.home();
        if (home == Phase.AUTHORIZATION) {
            boolean passAlone = command == Command.PASS && !awaitsPassword();
            if (phase != home) {
                return command == Command.AUTH
                        ? "pass must follow the command 'USER'"
                        : "not allowed in other state than 'authorization'";
            }
            return passAlone ? "pass must follow the command 'USER'" : "";
        }
        return home == null || home == phase ? "" : "not allowed in other state than 'transaction'";
    }

    // ---- called by Responses

    @Override
    final void onStatus(boolean ok, ByteSlice line, ByteSlice msg) {
        if (phase == Phase.START || phase == Phase.UNKNOWN && pending == null) {
            onGreeting(ok, msg);
            return;
        }
        Pending answered = pending == null ? Pending.UNKNOWN : pending;
        if (ok) {
            onOk(answered, msg);
        } else {
            onErr(answered, msg);
        }
    }

    private void onGreeting(boolean ok, ByteSlice msg) {
        if (phase == Phase.START) {
            phase = ok ? Phase.AUTHORIZATION : Phase.UNKNOWN;
        } else if (clientLost && ok) {
            maybeOpen();
        }
        reply(ok, msg);
    }

    private void onOk(Pending answered, ByteSlice msg) {
        if (answered.refused()) {
            onOkToRefused(answered);
        }
        boolean multiLine = answered.multiLine();
        switch (answered.command()) {
            case USER -> context.confirm();
            case PASS, APOP -> {
                if (!answered.refused()) {
                    onLoginOk();
                }
            }
            case AUTH -> onAuthOk();
            case CAPA -> context.confirm();
            case STLS -> {
                startTls();
                return;
            }
            case STAT, LIST, RETR, DELE, RSET, NOOP, LAST, TOP, UIDL, XSENDER ->
                    phase = Phase.TRANSACTION;
            case QUIT -> phase = phase == Phase.TRANSACTION ? Phase.UPDATE : Phase.FINISHED;
            case UTF8, LANG, UNKNOWN -> {}
        }
        Message mail =
                answered.command().isMail() ? context.beginMessage(Direction.RESPONDER) : null;
        reply(true, msg);
        if (multiLine) {
            open(mail, answered.command() == Command.TOP);
        } else if (answered.command() == Command.UNKNOWN && clientLost) {
            maybeOpen();
            next();
        } else {
            next();
        }
    }

    private void onOkToRefused(Pending answered) {
        if (answered.command().home() == Phase.TRANSACTION && answered.command() != Command.STAT
                || answered.command() == Command.QUIT) {
            phase = Phase.TRANSACTION;
            unexpected(
                    Direction.RESPONDER,
                    OK,
                    Bytes.of("no auth required -> state changed to 'transaction'"));
        }
    }

    private void startTls() {
        context.confirm();
        if (context.events().wants(EventType.POP3_STARTTLS)) {
            context.events().raise(new Pop3Starttls(context.connection()));
        }
        beginTls();
    }

    private void onErr(Pending answered, ByteSlice msg) {
        if (!answered.refused()) {
            switch (answered.command()) {
                case USER, PASS, APOP -> onLoginRefused();
                case AUTH -> onAuthRefused();
                case QUIT -> phase = Phase.FINISHED;
                default -> {}
            }
        }
        forgetDialogue();
        reply(false, msg);
        next();
    }

    private void reply(boolean ok, ByteSlice msg) {
        Handlers handlers = context.events().of(EventType.POP3_REPLY);
        if (handlers.any()) {
            handlers.raise(
                    new Pop3Reply(
                            context.connection(), false, ok ? OK : ERR, scratch().repeated(msg)));
        }
    }

    @Override
    final void onOddLine(ByteSlice line, ByteSlice token) {
        if (token.contentEquals("+") && mayAsk()) {
            onChallenge();
            return;
        }
        if (isInDialogue()) {
            return;
        }
        if (Command.typed(token) != null) {
            context.weird("pop3_server_sending_client_commands", "");
            return;
        }
        String shown = token.isEmpty() ? "???" : token.toString();
        context.violation("unknown server command (" + shown + ")", line);
        context.weird("pop3_server_command_unknown", shown);
    }

    private boolean mayAsk() {
        return isInDialogue()
                || pending != null
                        && (pending.command() == Command.UNKNOWN
                                || pending.command() == Command.AUTH);
    }

    private void onChallenge() {
        onQuestion();
        Waiting ahead = waiting;
        if (ahead != null && !ahead.isEmpty()) {
            onAnswer(ahead.next());
            waiting = ahead.isOver() ? null : ahead;
        }
    }

    @Override
    final void onResponseText(ByteSlice line) {
        if (context.events().wants(EventType.POP3_DATA)) {
            context.events().raise(new Pop3Data(context.connection(), false, line.toBytes()));
        }
        if (pending != null
                && pending.command() == Command.CAPA
                && context.events().wants(EventType.POP3_CAPABILITY)) {
            context.events()
                    .raise(
                            new Pop3Capability(
                                    context.connection(), false, scratch().repeated(line)));
        }
    }

    @Override
    final void onResponseEnd(long octets, boolean complete) {
        if (context.events().wants(EventType.POP3_RESPONSE_END)) {
            Bytes command = (pending == null ? Command.UNKNOWN : pending.command()).octets();
            context.events()
                    .raise(
                            new Pop3ResponseEnd(
                                    context.connection(), false, command, octets, complete));
        }
    }

    @Override
    final boolean isClientAhead() {
        return waiting != null && !waiting.isEmpty();
    }

    private void unexpected(Direction from, Bytes msg, String detail) {
        unexpected(from, msg, Bytes.of(detail));
    }
}
