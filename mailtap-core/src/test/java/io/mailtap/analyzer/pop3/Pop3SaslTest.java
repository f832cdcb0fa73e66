package io.mailtap.analyzer.pop3;

import static io.mailtap.analyzer.Transcript.eventsOfPop3;
import static io.mailtap.analyzer.Transcript.pop3;
import static io.mailtap.analyzer.pop3.Prelude.GREETED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// AUTH and the dialogue that follows (RFC 5034).
final class Pop3SaslTest {
    @Test
    void plainIsAnswered() {
        pop3(
                GREETED
                        + """
                        C: AUTH PLAIN
                           command AUTH "PLAIN"
                        S: + %20
                        C: AGpvZQBzM2M=
                        S: +OK in
                           login succeeded "joe" "s3c"
                           response OK "in"
                        C: STAT
                           command STAT
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "plain", "Plain"})
    void plainMayHaveAnInitialResponse(String mechanism) {
        pop3(
                GREETED
                        + """
                        C: AUTH %1$s AGpvZQBzM2M=
                           command AUTH "%1$s AGpvZQBzM2M="
                        S: +OK in
                           login succeeded "joe" "s3c"
                           response OK "in"
                        C: STAT
                           command STAT
                        """
                                .formatted(mechanism));
    }

    @Test
    void aRefusedInitialResponseIsAFailedLogin() {
        pop3(
                GREETED
                        + """
                        C: AUTH PLAIN AGpvZQBzM2M=
                           command AUTH "PLAIN AGpvZQBzM2M="
                        S: -ERR no
                           login failed "joe" "s3c"
                           response ERR "no"
                        C: USER bob
                           command USER "bob"
                        """);
    }

    @Test
    void whomPlainActsForIsNotTheUser() {
        pop3(exchange("PLAIN", "admin\0joe\0s3c", "login succeeded \"joe\" \"s3c\""));
    }

    @Test
    void plainWithoutPasswordIsMalformed() {
        pop3(
                GREETED
                        + """
                        C: AUTH PLAIN
                           command AUTH "PLAIN"
                        S: +
                        C: AGpvZQA=
                           weird pop3_malformed_auth_plain by POP3
                        S: +OK
                           login succeeded "joe"
                           response OK
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"am9l", "AGpvZQ==", "AA==", ""})
    void plainWithoutUserIsMalformed(String answer) {
        pop3(
                GREETED
                        + "C: AUTH PLAIN\n   command AUTH \"PLAIN\"\nS: +\nC: "
                        + answer
                        + "\n"
                        + (answer.isEmpty() ? "" : "   weird pop3_malformed_auth_plain by POP3\n")
                        + "S: -ERR no\n   response ERR \"no\"\n");
    }

    @Test
    void loginAsksTwice() {
        pop3(
                GREETED
                        + """
                        C: AUTH LOGIN
                           command AUTH "LOGIN"
                        S: + VXNlcm5hbWU6
                        C: am9l
                        S: + UGFzc3dvcmQ6
                        C: czNj
                        S: -ERR bad
                           login failed "joe" "s3c"
                           response ERR "bad"
                        """);
    }

    @Test
    void loginInLowerCaseIsTheSame() {
        pop3(
                GREETED
                        + """
                        C: auth login
                           command AUTH "login"
                        S: + VXNlcm5hbWU6
                        C: am9l
                        S: + UGFzc3dvcmQ6
                        C: czNj
                        S: +OK
                           login succeeded "joe" "s3c"
                           response OK
                        """);
    }

    @Test
    void loginMayHaveAnInitialResponse() {
        pop3(
                GREETED
                        + """
                        C: AUTH LOGIN am9l
                           command AUTH "LOGIN am9l"
                        S: + UGFzc3dvcmQ6
                        C: czNj
                        S: +OK
                           login succeeded "joe" "s3c"
                           response OK
                        """);
    }

    @Test
    void cramMd5RevealsNoPassword() {
        pop3(exchange("CRAM-MD5", "joe abcd", "login succeeded \"joe\""));
        pop3(exchange("cram-md5", "joe abcd", "login succeeded \"joe\""));
    }

    @Test
    void aCramMd5UserMayBeRefused() {
        pop3(
                GREETED
                        + """
                        C: AUTH CRAM-MD5
                           command AUTH "CRAM-MD5"
                        S: + PDE+
                        C: am9lIGFiY2Q=
                        S: -ERR no
                           login failed "joe"
                           response ERR "no"
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "XOAUTH2|user=joe@example.com%auth=Bearer t0ken%%|joe@example.com",
                "OAUTHBEARER|n,a=joe@example.com,%host=x%port=110%auth=Bearer t0ken%%|joe@example.com",
                "SCRAM-SHA-1|n,,n=joe,r=fyko+d2lbbFgONRv9qkxdawL|joe",
                "SCRAM-SHA-256|n,,n=joe,r=fyko+d2lbbFgONRv9qkxdawL|joe",
                "EXTERNAL|joe|joe"
            })
    void otherMechanismsRevealAUser(String mechanism, String response, String user) {
        String base64 = base64(response.replace('%', '\u0001'));
        for (String status : List.of("+OK", "-ERR")) {
            String login = status.equals("+OK") ? "login succeeded" : "login failed";
            List<String> events =
                    eventsOfPop3(
                            "S: +OK hi\nC: AUTH %s %s\nS: %s x\n"
                                    .formatted(mechanism, base64, status));
            assertTrue(events.get(2).startsWith(login + " \"" + user + "\""), events.toString());
        }
    }

    @Test
    void scramGoesBackAndForth() {
        pop3(
                GREETED
                        + """
                        C: AUTH SCRAM-SHA-1
                           command AUTH "SCRAM-SHA-1"
                        S: +
                        C: %1$s
                        S: + %2$s
                        C: %3$s
                        S: + %4$s
                        C:
                        S: +OK
                           login succeeded "user"
                           response OK
                        C: NOOP
                           command NOOP
                        """
                                .formatted(
                                        base64("n,,n=user,r=fyko"),
                                        base64("r=fyko3r,s=QSXCR,i=4096"),
                                        base64("c=biws,r=fyko3r,p=v0X8"),
                                        base64("v=rmF9")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NTLM",
                "GSSAPI",
                "DIGEST-MD5",
                "EXTERNAL",
                "ANONYMOUS",
                "XOAUTH2",
                "OAUTHBEARER",
                "SCRAM-SHA-1",
                "SCRAM-SHA-256",
                "scram-sha-512",
                "KERBEROS_V4"
            })
    void mechanismsAreKnown(String mechanism) {
        pop3(
                GREETED
                        + "C: AUTH %s\n   command AUTH \"%s\"\n".formatted(mechanism, mechanism)
                        + "S: -ERR no\n   response ERR \"no\"\n");
    }

    @Test
    void anUnknownMechanismIsUnexpected() {
        pop3(
                GREETED
                        + """
                        C: AUTH FOO
                           command AUTH "FOO"
                           unexpected C "AUTH" "unknown AUTH method FOO"
                        S: + PDE+
                        C: am9l
                        S: +OK
                           response OK
                        C: STAT
                           command STAT
                        """);
    }

    @Test
    void aCancelledDialogueIsNoLogin() {
        List<String> events =
                eventsOfPop3(
                        """
                        S: +OK hi
                        C: AUTH LOGIN
                        S: + VXNlcm5hbWU6
                        C: *
                        S: -ERR cancelled
                        C: USER bob
                        """);
        events.removeIf(event -> event.startsWith("weird"));
        assertTrue(
                events.equals(
                        List.of(
                                "response OK \"hi\"",
                                "command AUTH \"LOGIN\"",
                                "response ERR \"cancelled\"",
                                "command USER \"bob\"")),
                events.toString());
    }

    @Test
    void theListOfMechanismsIsNoLogin() {
        pop3(
                GREETED
                        + """
                        C: USER bob
                           command USER "bob"
                        S: +OK
                           response OK
                        C: AUTH
                           command AUTH
                        S: +OK
                           response OK
                        S: LOGIN
                        S: PLAIN
                        S: .
                           data "LOGIN"
                           data "PLAIN"
                        C: AUTH PLAIN AGpvZQBzM2M=
                           command AUTH "PLAIN AGpvZQBzM2M="
                        """);
    }

    @Test
    void arefusedListOfMechanismsIsNoFailedLogin() {
        pop3(
                GREETED
                        + """
                        C: USER bob
                           command USER "bob"
                        S: +OK
                           response OK
                        C: AUTH
                           command AUTH
                        S: -ERR no
                           response ERR "no"
                        """);
    }

    @Test
    void aSaslLoginIsForgottenWithItsOutcome() {
        pop3(
                GREETED
                        + """
                        C: AUTH PLAIN AGpvZQBzM2M=
                           command AUTH "PLAIN AGpvZQBzM2M="
                        S: -ERR no
                           login failed "joe" "s3c"
                           response ERR "no"
                        C: AUTH LOGIN
                           command AUTH "LOGIN"
                        S: -ERR no
                           response ERR "no"
                        C: USER bob
                           command USER "bob"
                        S: -ERR no
                           login failed "bob"
                           response ERR "no"
                        """);
    }

    private static String exchange(String mechanism, String answer, String login) {
        return GREETED
                + """
                C: AUTH %1$s
                   command AUTH "%1$s"
                S: + PDE+
                C: %2$s
                S: +OK
                   %3$s
                   response OK
                """
                        .formatted(mechanism, base64(answer), login);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
    }

    @Test
    void badCharactersAreWeird() {
        pop3(
                GREETED
                        + """
                        C: AUTH PLAIN
                           command AUTH "PLAIN"
                        S: + %20
                        C: AGp!vZQBzM2M=
                           weird base64_illegal_encoding "character 33 ignored by Base64 decoding"
                           weird pop3_bad_base64_encoding by POP3
                        S: -ERR no
                           response ERR "no"
                        """);
    }

    @Test
    void groupsBehindPaddingAreWeird() {
        pop3(
                GREETED
                        + """
                        C: AUTH PLAIN
                           command AUTH "PLAIN"
                        S: + %20
                        C: AGpvZQBzM2M=AGpv
                           weird base64_illegal_encoding "extra base64 groups after '=' padding are ignored"
                           weird pop3_bad_base64_encoding by POP3
                        S: -ERR no
                           response ERR "no"
                        """);
    }

    @Test
    void missingPaddingIsWeirdButUnderstood() {
        pop3(
                GREETED
                        + """
                        C: AUTH PLAIN
                           command AUTH "PLAIN"
                        S: + %20
                        C: AGpvZQBzM2M
                           weird base64_illegal_encoding "incomplete base64 group, padding with 6 bits of 0"
                        S: +OK in
                           login succeeded "joe" "s3c"
                           response OK "in"
                        """);
    }
}
