package io.mailtap.analyzer.pop3;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.LineEnd;
import io.mailtap.analyzer.LineSplitter;
import io.mailtap.analyzer.Message;
import io.mailtap.analyzer.Scratch;
import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.EventType;
import io.mailtap.event.Handlers;
import io.mailtap.event.OwnEvent.Pop3Capability;
import io.mailtap.event.OwnEvent.Pop3ResponseEnd;
import io.mailtap.event.Pop3Event.Pop3Data;
import io.mailtap.event.Pop3Event.Pop3LoginFailure;
import io.mailtap.event.Pop3Event.Pop3LoginSuccess;
import io.mailtap.event.Pop3Event.Pop3Reply;
import io.mailtap.event.Pop3Event.Pop3Request;
import io.mailtap.event.Pop3Event.Pop3Starttls;
import io.mailtap.event.Pop3Event.Pop3Unexpected;
import io.mailtap.net.Direction;
import org.jspecify.annotations.Nullable;

/// Pairs commands with responses, and says what a pair means: the phase, logins, mails.
///
/// Where the lines come from is [Pop3Analyzer]'s, which is one object with this and with what reads
/// the server's lines.
abstract sealed class Pairing extends Responses implements LineSplitter.Consumer
        permits Pop3Analyzer {
    /// Commands that are not POP3's; one more is a violation.
    static final int MOST_UNKNOWN = 10;

    private static final Bytes OK = Bytes.of("OK");
    private static final Bytes ERR = Bytes.of("ERR");

    final AnalyzerContext context;
    private Phase phase;
    private @Nullable Pending pending;

    // Not null between the commands that begin a login and what decides it.
    private @Nullable Login login;
    private @Nullable Sasl dialogue;

    // Not null while the client is ahead of the responses.
    private @Nullable Waiting waiting;

    // No more than one above the most.
    private byte unknownCommands;
    private boolean clientLost;

    // Whether the response to the pending command may be among the octets lost.
    private boolean statusLost;

    Pairing(AnalyzerContext context) {
        this.context = context;
        Phase first = context.isGreetingOver() ? Phase.AUTHORIZATION : Phase.START;
        phase = context.isPartial() ? Phase.UNKNOWN : first;
    }

    /// Gives the rest of the stream to TLS.
    abstract void beginTls();

    /// See [io.mailtap.analyzer.Analyzer#touch].
    final int touch() {
        return unknownCommands;
    }

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

    @Override
    final Scratch scratch() {
        return context.scratch();
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
        if (dialogue != null && dialogue.awaitsAnswer() && !isClientAhead()) {
            onAnswer(dialogue, line);
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
        return dialogue == null || Command.typed(line.slice(0, wordEnd(line))) != null;
    }

    /// Gives up waiting for a response that was lost.
    private void forgetPending() {
        dialogue = null;
        phase = Phase.UNKNOWN;
        if (pending != null && pending.command() != Command.USER) {
            login = null;
        }
        next();
    }

    private void onAnswer(Sasl sasl, ByteSlice line) {
        if (!line.contentEquals("*")) {
            report(sasl, sasl.onAnswer(line));
        }
    }

    private void report(Sasl sasl, Sasl.Fault fault) {
        if (!sasl.base64Problem().isEmpty()) {
            context.weird("base64_illegal_encoding", sasl.base64Problem(), "");
        }
        switch (fault) {
            case NONE -> {}
            case BAD_BASE64 -> context.weird("pop3_bad_base64_encoding", "");
            case MALFORMED_PLAIN -> context.weird("pop3_malformed_auth_plain", "");
        }
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

    private static int skipBlanks(ByteSlice line, int from) {
        int at = from;
        while (at < line.length() && Ascii.isBlank(line.at(at))) {
            at++;
        }
        return at;
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
        switch (command) {
            case USER -> login = Login.byUser(arg.toBytes());
            case PASS -> login = Login.withPassword(login, arg.toBytes());
            case APOP -> login = Login.byApop(firstWord(arg));
            case AUTH -> onAuth(arg);
            default -> {}
        }
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
            boolean passAlone =
                    command == Command.PASS && (login == null || !login.awaitsPassword());
            if (phase != home) {
                return command == Command.AUTH
                        ? "pass must follow the command 'USER'"
                        : "not allowed in other state than 'authorization'";
            }
            return passAlone ? "pass must follow the command 'USER'" : "";
        }
        return home == null || home == phase ? "" : "not allowed in other state than 'transaction'";
    }

    private void onAuth(ByteSlice arg) {
        if (arg.isEmpty()) {
            return;
        }
        int end = wordEnd(arg);
        Sasl.Mechanism mechanism = Sasl.Mechanism.of(arg.slice(0, end).toString());
        if (mechanism == Sasl.Mechanism.UNKNOWN) {
            unexpected(
                    Direction.ORIGINATOR,
                    Command.AUTH.octets(),
                    Bytes.of("unknown AUTH method " + arg));
        }
        dialogue = new Sasl(mechanism);
        int response = skipBlanks(arg, end);
        if (response < arg.length()) {
            report(dialogue, dialogue.onAnswer(arg.slice(response, arg.length())));
        }
    }

    private static Bytes firstWord(ByteSlice arg) {
        return arg.slice(0, wordEnd(arg)).toBytes();
    }

    private static int wordEnd(ByteSlice arg) {
        int end = 0;
        while (end < arg.length() && !Ascii.isBlank(arg.at(end))) {
            end++;
        }
        return end;
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
                    Login open = login == null ? Login.NONE : login;
                    succeeded(open.user(), open.password());
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

    private void onAuthOk() {
        Sasl sasl = dialogue;
        dialogue = null;
        if (sasl != null) {
            succeeded(sasl.user(), sasl.password());
        }
    }

    private void succeeded(Bytes user, Bytes password) {
        phase = Phase.TRANSACTION;
        login = null;
        context.confirm();
        if (!user.isEmpty() && context.events().wants(EventType.POP3_LOGIN_SUCCESS)) {
            context.events()
                    .raise(new Pop3LoginSuccess(context.connection(), false, user, password));
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
        Sasl sasl = dialogue;
        dialogue = null;
        if (!answered.refused()) {
            switch (answered.command()) {
                case USER, PASS, APOP -> {
                    Login open = login == null ? Login.NONE : login;
                    failed(open.user(), open.password());
                    login = null;
                }
                case AUTH -> {
                    if (sasl != null) {
                        failed(sasl.user(), sasl.password());
                    }
                }
                case QUIT -> phase = Phase.FINISHED;
                default -> {}
            }
        }
        reply(false, msg);
        next();
    }

    private void failed(Bytes user, Bytes password) {
        phase = Phase.AUTHORIZATION;
        if (!user.isEmpty() && context.events().wants(EventType.POP3_LOGIN_FAILURE)) {
            context.events()
                    .raise(new Pop3LoginFailure(context.connection(), false, user, password));
        }
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
        if (dialogue != null) {
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
        return dialogue != null
                || pending != null
                        && (pending.command() == Command.UNKNOWN
                                || pending.command() == Command.AUTH);
    }

    /// The server asks for an answer, so the client's next line is a secret, whatever we missed
    /// before.
    private void onChallenge() {
        if (dialogue == null) {
            dialogue = new Sasl(Sasl.Mechanism.OPAQUE);
        }
        dialogue.onChallenge();
        Waiting ahead = waiting;
        if (ahead != null && !ahead.isEmpty()) {
            onAnswer(dialogue, ahead.next());
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

    private void unexpected(Direction from, Bytes msg, Bytes detail) {
        if (context.events().wants(EventType.POP3_UNEXPECTED)) {
            context.events()
                    .raise(new Pop3Unexpected(context.connection(), from.isOrig(), msg, detail));
        }
    }
}
