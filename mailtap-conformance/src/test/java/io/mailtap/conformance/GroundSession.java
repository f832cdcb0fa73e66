package io.mailtap.conformance;

import java.util.List;

/// A connection as the lab's notes describe it, as far as it is in the clear.
///
/// @param client address and port
/// @param server address and port
/// @param protocol `smtp`, `pop3`, or empty if the notes do not say
/// @param hasTls whether what follows the commands listed is encrypted
/// @param commands each with its reply, `?` where that is not known; none if not known
/// @param mails complete ones
/// @param partial mails whose end was never sent
/// @param logins in order
/// @param loginsKnown whether there were no others
record GroundSession(
        String client,
        String server,
        String protocol,
        boolean hasTls,
        List<Exchange> commands,
        List<GroundMail> mails,
        int partial,
        List<RecordedLogin> logins,
        boolean loginsKnown) {
    /// @param command as sent; in parentheses if it is an answer in a SASL dialogue
    /// @param reply code or status, `?` if not known
    record Exchange(String command, String reply) {}

    String id() {
        return client + " > " + server;
    }

    int port() {
        return Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
    }
}
