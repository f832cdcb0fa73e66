package io.mailtap.analyzer.pop3;

import static io.mailtap.analyzer.Transcript.pop3;
import static io.mailtap.analyzer.Transcript.pop3Confirmed;
import static io.mailtap.analyzer.pop3.Prelude.GREETED;
import static io.mailtap.analyzer.pop3.Prelude.LOGGED_IN;

import org.junit.jupiter.api.Test;

/// USER, PASS and APOP, and who is told of which outcome.
final class Pop3LoginTest {
    @Test
    void userAndPassLogIn() {
        pop3(
                LOGGED_IN
                        + """
                        C: STAT
                           command STAT
                        S: +OK 0 0
                           response OK "0 0"
                        """);
    }

    @Test
    void anAcceptedUserConfirms() {
        pop3Confirmed(
                GREETED
                        + """
                        C: USER bob
                           command USER "bob"
                        S: +OK
                           confirmed
                           response OK
                        """);
    }

    @Test
    void capabilitiesConfirm() {
        pop3Confirmed(
                GREETED
                        + """
                        C: CAPA
                           command CAPA
                        S: +OK
                           confirmed
                           response OK
                        """);
    }

    @Test
    void loginsByApopAndAuthConfirm() {
        pop3Confirmed(
                GREETED
                        + """
                        C: APOP joe c4c9
                           command APOP "joe c4c9"
                        S: +OK
                           confirmed
                           login succeeded "joe"
                           response OK
                        """);
        pop3Confirmed(
                GREETED
                        + """
                        C: AUTH PLAIN AGpvZQBzM2M=
                           command AUTH "PLAIN AGpvZQBzM2M="
                        S: +OK
                           confirmed
                           login succeeded "joe" "s3c"
                           response OK
                        """);
    }

    @Test
    void acceptanceOfStlsConfirms() {
        pop3Confirmed(
                GREETED
                        + """
                        C: STLS
                           command STLS
                        S: +OK
                           confirmed
                           starttls
                        """);
    }

    @Test
    void aRefusedUserIsAFailedLogin() {
        pop3(
                GREETED
                        + """
                        C: USER bob
                           command USER "bob"
                        S: -ERR no such user
                           login failed "bob"
                           response ERR "no such user"
                        """);
    }

    @Test
    void aRefusedPasswordIsAFailedLogin() {
        pop3(
                GREETED
                        + """
                        C: USER bob
                           command USER "bob"
                        S: +OK
                           response OK
                        C: PASS s3c
                           command PASS "s3c"
                        S: -ERR bad
                           login failed "bob" "s3c"
                           response ERR "bad"
                        """);
    }

    @Test
    void aSecondPassWithoutUserIsRefused() {
        pop3(
                GREETED
                        + """
                        C: USER bob
                           command USER "bob"
                        S: +OK
                           response OK
                        C: PASS s3c
                           command PASS "s3c"
                        S: -ERR bad
                           login failed "bob" "s3c"
                           response ERR "bad"
                        C: PASS s3d
                           unexpected C "PASS" "pass must follow the command 'USER'"
                        S: -ERR
                           response ERR
                        """);
    }

    @Test
    void anOldPasswordIsNotPairedWithANewUser() {
        pop3(
                GREETED
                        + """
                        C: USER bob
                           command USER "bob"
                        S: +OK
                           response OK
                        C: PASS s3c
                           command PASS "s3c"
                        S: -ERR bad
                           login failed "bob" "s3c"
                           response ERR "bad"
                        C: USER amy
                           command USER "amy"
                        S: -ERR who
                           login failed "amy"
                           response ERR "who"
                        """);
    }

    @Test
    void aSecondTryMaySucceed() {
        pop3(
                GREETED
                        + """
                        C: USER bob
                           command USER "bob"
                        S: +OK
                           response OK
                        C: PASS no
                           command PASS "no"
                        S: -ERR bad
                           login failed "bob" "no"
                           response ERR "bad"
                        C: USER amy
                           command USER "amy"
                        S: +OK
                           response OK
                        C: PASS yes
                           command PASS "yes"
                        S: +OK in
                           login succeeded "amy" "yes"
                           response OK "in"
                        """);
    }

    @Test
    void apopLogsInWithoutPassword() {
        pop3(
                GREETED
                        + """
                        C: APOP joe c4c9334bac560ecc979e58001b3e22fb
                           command APOP "joe c4c9334bac560ecc979e58001b3e22fb"
                        S: +OK in
                           login succeeded "joe"
                           response OK "in"
                        C: STAT
                           command STAT
                        """);
    }

    @Test
    void apopMayFail() {
        pop3(
                GREETED
                        + """
                        C: APOP joe c4c9334bac560ecc979e58001b3e22fb
                           command APOP "joe c4c9334bac560ecc979e58001b3e22fb"
                        S: -ERR no
                           login failed "joe"
                           response ERR "no"
                        """);
    }

    @Test
    void blanksWithinAPasswordAreKept() {
        pop3(
                GREETED
                        + """
                        C: USER joe  doe
                           command USER "joe  doe"
                        S: +OK
                           response OK
                        C: PASS  a  b %20
                           command PASS "a  b"
                        S: +OK
                           login succeeded "joe  doe" "a  b"
                           response OK
                        """);
    }

    @Test
    void nulsWithinAPasswordAreKept() {
        pop3(
                GREETED
                        + """
                        C: USER j%00e
                           command USER "j%00e"
                        S: +OK
                           response OK
                        C: PASS a%00b
                           command PASS "a%00b"
                        S: +OK a%00b
                           login succeeded "j%00e" "a%00b"
                           response OK "a%00b"
                        """);
    }

    @Test
    void anUnknownCommandIsNoFailedLogin() {
        pop3(
                LOGGED_IN
                        + """
                        C: XFOO
                           weird pop3_client_command_unknown "XFOO" by POP3
                        S: -ERR what
                           response ERR "what"
                        C: STAT
                           command STAT
                        S: +OK 0 0
                           response OK "0 0"
                        """);
    }

    @Test
    void anUnknownCommandBetweenUserAndPassIsNoFailedLogin() {
        pop3(
                GREETED
                        + """
                        C: USER bob
                           command USER "bob"
                        S: +OK
                           response OK
                        C: XFOO
                           weird pop3_client_command_unknown "XFOO" by POP3
                        S: -ERR what
                           response ERR "what"
                        C: PASS s3c
                           command PASS "s3c"
                        S: +OK in
                           login succeeded "bob" "s3c"
                           response OK "in"
                        """);
    }

    @Test
    void aRefusedCommandIsNoFailedLogin() {
        pop3(
                LOGGED_IN
                        + """
                        C: AUTH PLAIN
                           unexpected C "AUTH" "pass must follow the command 'USER'"
                        S: -ERR no
                           response ERR "no"
                        C: USER amy
                           unexpected C "USER" "not allowed in other state than 'authorization'"
                        S: -ERR no
                           response ERR "no"
                        C: STAT
                           command STAT
                        """);
    }

    @Test
    void pipelinedUserAndPassLogIn() {
        pop3(
                GREETED
                        + """
                        C: USER bob
                        C: PASS s3c
                        C: STAT
                           command USER "bob"
                        S: +OK
                        S: +OK in
                        S: +OK 0 0
                           response OK
                           command PASS "s3c"
                           login succeeded "bob" "s3c"
                           response OK "in"
                           command STAT
                           response OK "0 0"
                        """);
    }

    @Test
    void aPipelinedPasswordAfterARefusedUserIsNoLogin() {
        pop3(
                GREETED
                        + """
                        C: USER bob
                        C: PASS s3c
                           command USER "bob"
                        S: -ERR who
                        S: -ERR what
                           login failed "bob"
                           response ERR "who"
                           unexpected C "PASS" "pass must follow the command 'USER'"
                           response ERR "what"
                        """);
    }
}
