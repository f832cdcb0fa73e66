package io.mailtap.analyzer.smtp;

import static io.mailtap.analyzer.Transcript.smtp;
import static io.mailtap.analyzer.smtp.Prelude.DATA;
import static io.mailtap.analyzer.smtp.Prelude.GREETED;
import static io.mailtap.analyzer.smtp.Prelude.RECIPIENT;
import static io.mailtap.analyzer.smtp.Prelude.SENDER;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reply lines, and which codes answer what (RFC 5321, 4.2 and 4.3.2).
final class SmtpReplyTest {
    @Test
    void aReplyOfManyLinesIsRaisedByLine() {
        smtp(
                """
                S: 220-mx
                S: 220-more
                S: 220 last
                   reply 220- to > "mx"
                   reply 220- to > "more"
                   reply 220 to > "last"
                """);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "250,reply 250 to NOOP",
                "250%20,reply 250 to NOOP",
                "250 %09 y,reply 250 to NOOP \"y\"",
                "250%09y,reply 250 to NOOP \"y\"",
                "2500 y,reply 250 to NOOP \"0 y\"",
                "250-,reply 250- to NOOP",
                "250 y%20,reply 250 to NOOP \"y \"",
                "250 2.0.0 ok,reply 250 to NOOP \"2.0.0 ok\"",
                "250 %e4%ff,reply 250 to NOOP \"%e4%ff\"",
                "100 odd,reply 100 to NOOP \"odd\"",
                "599 odd,reply 599 to NOOP \"odd\""
            })
    void theTextFollowsTheCode(String line, String reply) {
        smtp(GREETED + "C: NOOP\n   command NOOP\nS: " + line + "\n   " + reply + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "25 ok", "2", "25", "x50 ok", "2x0 ok", "25x", "099 ok", "600 x", "000", " 250 ok"
            })
    void aLineWithoutCodeIsAViolation(String line) {
        smtp(
                GREETED
                        + "S: "
                        + line
                        + "\n   unexpected S \"reply code out of range\" \""
                        + line
                        + "\"\n   violation \"reply code -1 out of range\" \""
                        + line
                        + "\"\nC: NOOP\nS: 250 ok\n");
    }

    @Test
    void anEmptyReplyLineIsAViolation() {
        smtp(
                GREETED
                        + """
                        S:
                           unexpected S "reply code out of range"
                           violation "reply code -1 out of range"
                        """);
    }

    @Test
    void anotherCodeInTheMiddleOfAReplyBeginsAnother() {
        smtp(
                GREETED
                        + """
                        C: HELP
                           command HELP
                        S: 214-a
                           reply 214- to HELP "a"
                        S: 250 b
                           unexpected S "reply code does not match the continuing reply" "250 b"
                           reply 250 to (UNKNOWN) "b"
                        """);
    }

    @Test
    void theNextReplyIsNotThatOfTheContinuedOne() {
        smtp(
                GREETED
                        + """
                        C: HELP
                        C: NOOP
                           command HELP
                           command NOOP
                        S: 214-a
                        S: 214-b
                        S: 214 c
                        S: 250 ok
                           reply 214- to HELP "a"
                           reply 214- to HELP "b"
                           reply 214 to HELP "c"
                           reply 250 to NOOP "ok"
                        """);
    }

    @Test
    void theFirstLineOfAReplyDecides() {
        smtp(
                DATA
                        + """
                        C: .
                           command . "."
                        S: 550-spam
                        S: 550 really
                           reply 550- to . "spam"
                           reply 550 to . "really"
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {220, 421, 554})
    void codesOfTheGreetingAreExpected(int code) {
        smtp("S: %d x\n   reply %d to > \"x\"\n".formatted(code, code));
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 421, 500, 501, 502, 504, 550})
    void codesOfEhloAreExpected(int code) {
        smtp(
                "S: 220 mx\n   reply 220 to > \"mx\"\n"
                        + exchange("EHLO c", "EHLO \"c\"", code, "EHLO"));
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 421, 451, 452, 455, 500, 501, 503, 550, 552, 553, 555})
    void codesOfMailAreExpected(int code) {
        smtp(GREETED + exchange("MAIL FROM:<>", "MAIL \"FROM:<>\"", code, "MAIL"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {250, 251, 421, 450, 451, 452, 455, 500, 501, 503, 550, 551, 552, 553, 554, 555})
    void codesOfRcptAreExpected(int code) {
        smtp(SENDER + exchange("RCPT TO:<a@b>", "RCPT \"TO:<a@b>\"", code, "RCPT"));
    }

    @ParameterizedTest
    @ValueSource(ints = {354, 421, 450, 451, 452, 500, 501, 503, 550, 552, 554})
    void codesOfDataAreExpected(int code) {
        smtp(RECIPIENT + exchange("DATA", "DATA", code, "DATA"));
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 421, 450, 451, 452, 550, 552, 554})
    void codesOfTheEndOfMailAreExpected(int code) {
        smtp(DATA + exchange(".", ". \".\"", code, "."));
    }

    @ParameterizedTest
    @CsvSource({
        "RSET, 250", "QUIT, 221", "VRFY, 250", "VRFY, 251", "VRFY, 252", "VRFY, 550", "VRFY, 551",
        "VRFY, 553", "VRFY, 502", "VRFY, 504", "EXPN, 250", "EXPN, 252", "EXPN, 550", "EXPN, 500",
        "EXPN, 502", "EXPN, 504", "HELP, 211", "HELP, 214", "HELP, 502", "HELP, 504", "NOOP, 250",
        "RSET, 421", "QUIT, 421", "RSET, 500", "RSET, 501", "QUIT, 500", "QUIT, 501"
    })
    void codesOfOtherCommandsAreExpected(String command, int code) {
        smtp(GREETED + exchange(command, command, code, command));
    }

    @ParameterizedTest
    @CsvSource({"RSET, 354, 3", "RSET, 551, 3", "QUIT, 250, 10", "QUIT, 354, 10"})
    void otherCodesAreUnexpected(String command, int code, int state) {
        smtp(
                GREETED
                        + "C: %s\n   command %s\nS: %d x\n".formatted(command, command, code)
                        + unexpected(code, state, command)
                        + "   reply %d to %s \"x\"\n".formatted(code, command));
    }

    @Test
    void anOddReplyToMailIsUnexpectedAndChangesNothing() {
        smtp(
                GREETED
                        + """
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        S: 354 what
                           unexpected C "unexpected reply" "354 state = 4, last command = MAIL"
                           reply 354 to MAIL "what"
                        C: RCPT TO:<c@d>
                           command RCPT "TO:<c@d>"
                        S: 220 what
                           unexpected C "unexpected reply" "220 state = 5, last command = RCPT"
                           reply 220 to RCPT "what"
                        """);
    }

    @Test
    void anOddReplyToDataEndsTheMail() {
        smtp(
                RECIPIENT
                        + """
                        C: DATA
                           command DATA
                        S: 250 what
                           unexpected C "unexpected reply" "250 state = 6, last command = DATA"
                           reply 250 to DATA "what"
                        C: NOOP
                           command NOOP
                        """);
    }

    @Test
    void anOddReplyToTheEndOfMailIsUnexpected() {
        smtp(
                DATA
                        + """
                        C: .
                           command . "."
                        S: 354 what
                           unexpected C "unexpected reply" "354 state = 7, last command = END_OF_DATA"
                           reply 354 to . "what"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        """);
    }

    private static String exchange(String line, String command, int code, String answered) {
        return "C: %s\n   command %s\nS: %d x\n   reply %d to %s \"x\"\n"
                .formatted(line, command, code, code, answered);
    }

    private static String unexpected(int code, int state, String command) {
        return "   unexpected C \"unexpected reply\" \"%d state = %d, last command = %s\"\n"
                .formatted(code, state, command);
    }
}
