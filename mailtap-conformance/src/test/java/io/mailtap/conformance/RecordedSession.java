package io.mailtap.conformance;

import java.util.ArrayList;
import java.util.List;

/// What our events show of a connection.
///
/// @param client address and port
/// @param server address and port
/// @param commands of the client, without answers in a SASL dialogue and without the end of data
/// @param replies code of each reply of an SMTP server, but for greetings and replies to a whole
///   mail; `+OK` or `-ERR` of each response of a POP3 server, but for the greeting
/// @param mails in order
/// @param logins in order, without those that the client took back
/// @param problems `smtp_unexpected`, `pop3_unexpected`, weirds, violations and gaps
record RecordedSession(
        String client,
        String server,
        List<String> commands,
        List<String> replies,
        List<RecordedMail> mails,
        List<RecordedLogin> logins,
        List<String> problems) {
    static RecordedSession of(String client, String server) {
        return new RecordedSession(
                client,
                server,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    String id() {
        return client + " > " + server;
    }

    boolean showsMailProtocol() {
        return !commands.isEmpty() || !replies.isEmpty() || !mails.isEmpty();
    }

    List<RecordedMail> completeMails() {
        return mails.stream().filter(RecordedMail::isComplete).toList();
    }
}
