package io.mailtap.conformance;

import java.util.List;

/// An attempt to log in.
///
/// @param mechanism as in AUTH; `USER/PASS` and `APOP` for the commands of POP3
/// @param user who tries, empty if not known
/// @param password as sent, empty if the mechanism does not show it or it is not known
/// @param responses of the client in base64 as sent, empty if not known
/// @param ok whether it succeeded
record RecordedLogin(
        String mechanism, String user, String password, List<String> responses, boolean ok) {}
