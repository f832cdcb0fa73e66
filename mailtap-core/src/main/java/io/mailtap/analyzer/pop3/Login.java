package io.mailtap.analyzer.pop3;

import io.mailtap.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/// A login by USER and PASS, or by APOP, that has not been decided yet.
///
/// @param user who, empty if USER was not seen
/// @param password the secret, empty as long as there is none
/// @param awaitsPassword whether USER came before and nothing has decided since
record Login(Bytes user, Bytes password, boolean awaitsPassword) {
    static final Login NONE = new Login(Bytes.EMPTY, Bytes.EMPTY, false);

    /// A login by USER, which PASS must follow.
    static Login byUser(Bytes who) {
        return new Login(who, Bytes.EMPTY, true);
    }

    /// A login by APOP, which reveals no password.
    static Login byApop(Bytes who) {
        return new Login(who, Bytes.EMPTY, false);
    }

    /// The login begun so far, if any, with its password.
    static Login withPassword(@Nullable Login begun, Bytes secret) {
        Login before = begun == null ? NONE : begun;
        return new Login(before.user, secret, before.awaitsPassword);
    }
}
