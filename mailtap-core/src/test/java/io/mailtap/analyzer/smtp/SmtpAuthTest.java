package io.mailtap.analyzer.smtp;

import static io.mailtap.analyzer.Transcript.smtp;
import static io.mailtap.analyzer.smtp.Prelude.GREETED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// AUTH and the dialogue that follows (RFC 4954).
final class SmtpAuthTest {
    @Test
    void plainWithInitialResponseIsOneCommand() {
        smtp(
                GREETED
                        + """
                        C: AUTH PLAIN AGpvZQBzM2M=
                           command AUTH "PLAIN AGpvZQBzM2M="
                        S: 235 in
                           reply 235 to AUTH "in"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        """);
    }

    @Test
    void plainWithoutInitialResponseIsAnswered() {
        smtp(
                GREETED
                        + """
                        C: AUTH PLAIN
                           command AUTH "PLAIN"
                        S: 334
                           reply 334 to AUTH
                        C: AGpvZQBzM2M=
                           command AUTH_ANSWER "AGpvZQBzM2M="
                        S: 235 in
                           reply 235 to AUTH_ANSWER "in"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        """);
    }

    @Test
    void loginAsksTwice() {
        smtp(
                GREETED
                        + """
                        C: AUTH LOGIN
                           command AUTH "LOGIN"
                        S: 334 VXNlcm5hbWU6
                           reply 334 to AUTH "VXNlcm5hbWU6"
                        C: am9l
                           command AUTH_ANSWER "am9l"
                        S: 334 UGFzc3dvcmQ6
                           reply 334 to AUTH_ANSWER "UGFzc3dvcmQ6"
                        C: czNj
                           command AUTH_ANSWER "czNj"
                        S: 235 in
                           reply 235 to AUTH_ANSWER "in"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        S: 250 ok
                           reply 250 to MAIL "ok"
                        """);
    }

    @Test
    void loginWithInitialResponseAsksOnce() {
        smtp(
                GREETED
                        + """
                        C: AUTH LOGIN am9l
                           command AUTH "LOGIN am9l"
                        S: 334 UGFzc3dvcmQ6
                           reply 334 to AUTH "UGFzc3dvcmQ6"
                        C: czNj
                           command AUTH_ANSWER "czNj"
                        S: 235 in
                           reply 235 to AUTH_ANSWER "in"
                        """);
    }

    @Test
    void cramMd5AnswersAChallenge() {
        smtp(
                GREETED
                        + """
                        C: auth cram-md5
                           command AUTH "cram-md5"
                        S: 334 PDE+
                           reply 334 to AUTH "PDE+"
                        C: am9lIGFiY2Q=
                           command AUTH_ANSWER "am9lIGFiY2Q="
                        S: 535 no
                           reply 535 to AUTH_ANSWER "no"
                        C: QUIT
                           command QUIT
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {421, 432, 454, 500, 501, 503, 504, 534, 535, 538})
    void afterAFailureTheSessionIsWhereItWas(int code) {
        smtp(
                GREETED
                        + """
                        C: AUTH PLAIN AGpvZQBzM2M=
                           command AUTH "PLAIN AGpvZQBzM2M="
                        S: %d no
                           reply %d to AUTH "no"
                        C: AUTH LOGIN
                           command AUTH "LOGIN"
                        """
                                .formatted(code, code));
    }

    @Test
    void theClientMayCancel() {
        smtp(
                GREETED
                        + """
                        C: AUTH LOGIN
                           command AUTH "LOGIN"
                        S: 334 VXNlcm5hbWU6
                           reply 334 to AUTH "VXNlcm5hbWU6"
                        C: *
                           command AUTH_ANSWER "*"
                        S: 501 cancelled
                           reply 501 to AUTH_ANSWER "cancelled"
                        C: NOOP
                           command NOOP
                        """);
    }

    @Test
    void anAnswerMayBeEmptyOrLookLikeACommand() {
        smtp(
                GREETED
                        + """
                        C: AUTH EXTERNAL
                           command AUTH "EXTERNAL"
                        S: 334
                           reply 334 to AUTH
                        C:
                           command AUTH_ANSWER
                        S: 334 more
                           reply 334 to AUTH_ANSWER "more"
                        C: QUIT now
                           command AUTH_ANSWER "QUIT now"
                        S: 235 in
                           reply 235 to AUTH_ANSWER "in"
                        """);
    }

    @Test
    void aPipelinedAnswerIsAnAnswer() {
        smtp(
                GREETED
                        + """
                        C: AUTH PLAIN
                        C: AGpvZQBzM2M=
                           command AUTH "PLAIN"
                           command AUTH_ANSWER "AGpvZQBzM2M="
                        S: 334
                        S: 235 in
                           reply 334 to AUTH
                           reply 235 to AUTH_ANSWER "in"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        """);
    }

    @Test
    void pipelinedAnswersOfLoginAreAnswers() {
        smtp(
                GREETED
                        + """
                        C: AUTH LOGIN
                        C: am9l
                        C: czNj
                        C: MAIL FROM:<a@b>
                           command AUTH "LOGIN"
                           command AUTH_ANSWER "am9l"
                           command AUTH_ANSWER "czNj"
                           command MAIL "FROM:<a@b>"
                        S: 334 VXNlcm5hbWU6
                        S: 334 UGFzc3dvcmQ6
                        S: 235 in
                        S: 250 ok
                           unexpected C "unexpected command" "AUTH reply = 334 state = 4"
                           reply 334 to AUTH "VXNlcm5hbWU6"
                           reply 334 to AUTH_ANSWER "UGFzc3dvcmQ6"
                           reply 235 to AUTH_ANSWER "in"
                           reply 250 to MAIL "ok"
                        """);
    }

    @Test
    void aPipelinedAnswerToARefusedMechanismKeepsItsPlace() {
        smtp(
                GREETED
                        + """
                        C: AUTH PLAIN
                        C: AGpvZQBzM2M=
                           command AUTH "PLAIN"
                           command AUTH_ANSWER "AGpvZQBzM2M="
                        S: 504 no
                        S: 500 what
                           reply 504 to AUTH "no"
                           reply 500 to AUTH_ANSWER "what"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        """);
    }

    @Test
    void commandsMayBePipelinedBehindAnInitialResponse() {
        smtp(
                GREETED
                        + """
                        C: AUTH PLAIN AGpvZQBzM2M=
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                           command AUTH "PLAIN AGpvZQBzM2M="
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                        S: 235 in
                        S: 250 ok
                        S: 250 ok
                           unexpected C "unexpected command" "AUTH reply = 235 state = 5"
                           reply 235 to AUTH "in"
                           reply 250 to MAIL "ok"
                           reply 250 to RCPT "ok"
                        C: DATA
                           command DATA
                        """);
    }

    @Test
    void aPipelinedPasswordAfterAnInitialResponseIsAnAnswer() {
        smtp(
                GREETED
                        + """
                        C: AUTH LOGIN am9l
                        C: czNj
                           command AUTH "LOGIN am9l"
                           command AUTH_ANSWER "czNj"
                        S: 334 UGFzc3dvcmQ6
                        S: 235 in
                           reply 334 to AUTH "UGFzc3dvcmQ6"
                           reply 235 to AUTH_ANSWER "in"
                        """);
    }
}
