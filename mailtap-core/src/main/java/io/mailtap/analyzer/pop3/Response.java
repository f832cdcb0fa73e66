package io.mailtap.analyzer.pop3;

import io.mailtap.analyzer.Message;
import org.jspecify.annotations.Nullable;

/// A response of many lines, while it lasts.
final class Response {
    /// Takes the mail in it, null if there is none.
    @Nullable Message mail;

    /// Whether the response may end before the mail does.
    private final boolean part;

    /// Octets of its lines so far.
    long octets;

    /// Whether some of its lines are missing.
    boolean cut;

    /// Whether its end may be among what is missing.
    boolean endMayBeLost;

    /// @param part whether the response may end before the mail does
    Response(@Nullable Message mail, boolean part) {
        this.mail = mail;
        this.part = part;
    }

    /// Ends the mail.
    ///
    /// @param complete whether the response's end was seen
    void endMail(boolean complete) {
        Message ended = mail;
        if (ended != null) {
            mail = null;
            if (!complete || part) {
                ended.onCut();
            }
            ended.onEnd();
        }
    }
}
