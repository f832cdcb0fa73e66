package io.mailtap.analyzer.pop3;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.Scratch;
import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.EventType;
import io.mailtap.event.Pop3Event.Pop3LoginFailure;
import io.mailtap.event.Pop3Event.Pop3LoginSuccess;
import io.mailtap.event.Pop3Event.Pop3Unexpected;
import io.mailtap.net.Direction;
import org.jspecify.annotations.Nullable;

/// Who logs in, and whether it succeeds: USER and PASS, APOP, and the SASL dialogues of AUTH.
///
/// Which command a response answers is [Pairing]'s, which is one object with this.
abstract sealed class Logins extends Responses permits Pairing {
    final AnalyzerContext context;

    /// What commands are allowed, as far as is known.
    Phase phase;

    // Not null between the commands that begin a login and what decides it.
    private @Nullable Login login;
    private @Nullable Sasl dialogue;

    Logins(AnalyzerContext context) {
        this.context = context;
        Phase first = context.isGreetingOver() ? Phase.AUTHORIZATION : Phase.START;
        phase = context.isPartial() ? Phase.UNKNOWN : first;
    }

    @Override
    final Scratch scratch() {
        return context.scratch();
    }

    // ---- what the client says

    /// Takes note of a command that may begin a login, or go on with one.
    final void onLoginCommand(Command command, ByteSlice arg) {
        switch (command) {
            case USER -> login = Login.byUser(arg.toBytes());
            case PASS -> login = Login.withPassword(login, arg.toBytes());
            case APOP -> login = Login.byApop(arg.slice(0, wordEnd(arg)).toBytes());
            case AUTH -> onAuth(arg);
            default -> {}
        }
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
        Sasl begun = new Sasl(mechanism);
        dialogue = begun;
        int response = skipBlanks(arg, end);
        if (response < arg.length()) {
            report(begun, begun.onAnswer(arg.slice(response, arg.length())));
        }
    }

    /// {@return whether USER came before, and nothing has decided since}
    final boolean awaitsPassword() {
        return login != null && login.awaitsPassword();
    }

    /// {@return whether a SASL dialogue goes on}
    final boolean isInDialogue() {
        return dialogue != null;
    }

    /// {@return whether the client's next line is an answer in a SASL dialogue}
    final boolean awaitsAnswer() {
        return dialogue != null && dialogue.awaitsAnswer();
    }

    /// Takes an answer in the dialogue that goes on.
    final void onAnswer(ByteSlice line) {
        Sasl sasl = dialogue;
        if (sasl != null && !line.contentEquals("*")) {
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

    // ---- what the server says to it

    /// The server asks for an answer, so the client's next line is a secret, whatever we missed
    /// before.
    final void onQuestion() {
        Sasl asked = dialogue == null ? new Sasl(Sasl.Mechanism.OPAQUE) : dialogue;
        dialogue = asked;
        asked.onChallenge();
    }

    /// Takes note that PASS or APOP was accepted.
    final void onLoginOk() {
        Login open = login == null ? Login.NONE : login;
        succeeded(open.user(), open.password());
    }

    /// Takes note that AUTH was accepted.
    final void onAuthOk() {
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

    /// Takes note that USER, PASS or APOP was refused.
    final void onLoginRefused() {
        Login open = login == null ? Login.NONE : login;
        failed(open.user(), open.password());
        login = null;
    }

    /// Takes note that AUTH was refused.
    final void onAuthRefused() {
        Sasl sasl = dialogue;
        if (sasl != null) {
            failed(sasl.user(), sasl.password());
        }
    }

    private void failed(Bytes user, Bytes password) {
        phase = Phase.AUTHORIZATION;
        if (!user.isEmpty() && context.events().wants(EventType.POP3_LOGIN_FAILURE)) {
            context.events()
                    .raise(new Pop3LoginFailure(context.connection(), false, user, password));
        }
    }

    final void forgetLogin() {
        login = null;
    }

    final void forgetDialogue() {
        dialogue = null;
    }

    // ---- for both

    static int skipBlanks(ByteSlice line, int from) {
        int at = from;
        while (at < line.length() && Ascii.isBlank(line.at(at))) {
            at++;
        }
        return at;
    }

    /// {@return the index behind a line's first word}
    static int wordEnd(ByteSlice line) {
        int end = 0;
        while (end < line.length() && !Ascii.isBlank(line.at(end))) {
            end++;
        }
        return end;
    }

    final void unexpected(Direction from, Bytes msg, Bytes detail) {
        if (context.events().wants(EventType.POP3_UNEXPECTED)) {
            context.events()
                    .raise(new Pop3Unexpected(context.connection(), from.isOrig(), msg, detail));
        }
    }
}
