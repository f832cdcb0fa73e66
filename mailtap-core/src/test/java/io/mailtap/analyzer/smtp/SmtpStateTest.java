package io.mailtap.analyzer.smtp;

import static io.mailtap.analyzer.Transcript.smtp;
import static io.mailtap.analyzer.smtp.Prelude.DATA;
import static io.mailtap.analyzer.smtp.Prelude.GREETED;
import static io.mailtap.analyzer.smtp.Prelude.RECIPIENT;
import static io.mailtap.analyzer.smtp.Prelude.SENDER;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which commands fit which state of a session.
final class SmtpStateTest {
    private static final String BEFORE_EHLO = "S: 220 mx\n   reply 220 to > \"mx\"\n";

    @ParameterizedTest
    @CsvSource({
        "MAIL, 1",
        "SEND, 1",
        "SOML, 1",
        "SAML, 1",
        "RCPT, 1",
        "DATA, 1",
        "AUTH, 1",
        "TURN, 1",
        "STARTTLS, 1",
        "X-ANONYMOUSTLS, 1"
    })
    void beforeEhloACommandIsUnexpected(String verb, int state) {
        smtp(BEFORE_EHLO + unexpected(verb, state));
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 3", "DATA, 3"})
    void beforeMailACommandIsUnexpected(String verb, int state) {
        smtp(GREETED + unexpected(verb, state));
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 4", "DATA, 4", "AUTH, 4", "TURN, 4", "STARTTLS, 4"})
    void afterMailACommandIsUnexpected(String verb, int state) {
        smtp(SENDER + unexpected(verb, state));
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 5", "AUTH, 5", "TURN, 5", "STARTTLS, 5"})
    void afterRcptACommandIsUnexpected(String verb, int state) {
        smtp(RECIPIENT + unexpected(verb, state));
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 7", "DATA, 7", "STARTTLS, 7", "TURN, 7", "AUTH, 7"})
    void beforeTheReplyToAMailACommandIsUnexpected(String verb, int state) {
        smtp(DATA + "C: .\n   command . \".\"\n" + unexpected(verb, state));
    }

    @ParameterizedTest
    @CsvSource({"MAIL", "SEND", "SOML", "SAML", "AUTH", "TURN", "STARTTLS"})
    void whenReadyACommandIsFine(String verb) {
        smtp(GREETED + expected(verb));
    }

    @ParameterizedTest
    @CsvSource({"EHLO", "HELO", "LHLO", "RSET", "NOOP", "VRFY", "EXPN", "HELP", "ETRN", "QUIT"})
    void someCommandsAreAlwaysFine(String verb) {
        smtp(BEFORE_EHLO + expected(verb));
        smtp(GREETED + expected(verb));
        smtp(SENDER + expected(verb));
        smtp(RECIPIENT + expected(verb));
    }

    @ParameterizedTest
    @CsvSource({"BDAT, 1", "BDAT, 3", "BDAT, 4"})
    void bdatBeforeRcptIsUnexpected(String verb, int state) {
        String before = state == 1 ? BEFORE_EHLO : state == 3 ? GREETED : SENDER;
        smtp(
                before
                        + "C: BDAT 0\n   command BDAT \"0\"\n"
                        + complaint(verb, state)
                        + "S: 503 no\n   reply 503 to BDAT \"no\"\n");
    }

    private static String expected(String verb) {
        return "C: %s\n   command %s\n".formatted(verb, verb);
    }

    private static String unexpected(String verb, int state) {
        return expected(verb) + complaint(verb.replace('-', '_'), state);
    }

    private static String complaint(String name, int state) {
        return "   unexpected C \"unexpected command\" \"%s reply = 0 state = %d\"\n"
                .formatted(name, state);
    }
}
