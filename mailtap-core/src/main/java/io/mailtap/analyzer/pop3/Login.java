package io.mailtap.analyzer.pop3;

import io.mailtap.bytes.Bytes;

/// A login by USER and PASS, or by APOP, that has not been decided yet.
final class Login {
    private Bytes user = Bytes.EMPTY;
    private Bytes password = Bytes.EMPTY;
    private boolean awaitsPassword;

    /// Begins a login by USER, which PASS must follow.
    void byUser(Bytes who) {
        user = who;
        password = Bytes.EMPTY;
        awaitsPassword = true;
    }

    /// Begins a login by APOP, which reveals no password.
    void byApop(Bytes who) {
        byUser(who);
        awaitsPassword = false;
    }

    void password(Bytes secret) {
        password = secret;
    }

    /// Whether USER came before and nothing has decided since.
    boolean awaitsPassword() {
        return awaitsPassword;
    }

    Bytes user() {
        return user;
    }

    Bytes password() {
        return password;
    }

    void end() {
        user = Bytes.EMPTY;
        password = Bytes.EMPTY;
        awaitsPassword = false;
    }
}
