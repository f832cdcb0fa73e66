package io.mailtap.analyzer.pop3;

import static io.mailtap.analyzer.Transcript.eventsOfPop3;
import static io.mailtap.analyzer.Transcript.pop3;
import static io.mailtap.analyzer.pop3.Prelude.GREETED;
import static io.mailtap.analyzer.pop3.Prelude.LOGGED_IN;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How commands and responses are recognised, and when which command is allowed.
final class Pop3CommandTest {
    private static final String NOT_IN_AUTHORIZATION =
            "\"not allowed in other state than 'transaction'\"";
    private static final String NOT_IN_TRANSACTION =
            "\"not allowed in other state than 'authorization'\"";

    @ParameterizedTest
    @CsvSource({
        "+OK,OK",
        "OK,OK",
        "ok,OK",
        "-OK,OK",
        "+ok,OK",
        "-ERR,ERR",
        "+ERR,ERR",
        "err,ERR",
        "-err,ERR"
    })
    void statusWordsAreRecognised(String word, String status) {
        pop3("S: %s hello   you %%20\n   response %s \"hello   you\"\n".formatted(word, status));
        pop3("S: %s\n   response %s\n".formatted(word, status));
    }

    @ParameterizedTest
    @CsvSource({"++OK,++OK", "+,+", "-,-", "hello there,hello", "+OKAY,+OKAY", "...,...", "'',???"})
    void otherWordsOfTheServerAreViolations(String line, String word) {
        String data = line.isEmpty() ? "" : " \"" + line + "\"";
        pop3(
                "S: "
                        + line
                        + "\n   violation \"unknown server command (%s)\"%s\n".formatted(word, data)
                        + "   weird pop3_server_command_unknown \"%s\" by POP3\n".formatted(word)
                        + "S: +OK\nC: NOOP\n");
    }

    @Test
    void aServerThatAnswersAsPop3AfterAllIsAnalysed() {
        pop3(
                """
                S: hello there
                   violation "unknown server command (hello)" "hello there"
                   weird pop3_server_command_unknown "hello" by POP3
                S: +OK
                C: CAPA
                   response OK
                   command CAPA
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "+USER joe,USER",
        "-user joe,USER",
        "  user   joe %20,USER",
        "User joe,USER",
        "%09USER joe,USER"
    })
    void commandWordsAreRecognised(String line, String verb) {
        pop3(GREETED + "C: %s\n   command %s \"joe\"\n".formatted(line, verb));
    }

    @Test
    void emptyLinesOfTheClientAreIgnored() {
        pop3(GREETED + "C:\nC:\nC: CAPA\n   command CAPA\n");
    }

    @Test
    void statusWordsOfTheClientAreWeird() {
        pop3(
                GREETED
                        + """
                        C: +OK
                           weird pop3_client_sending_server_commands by POP3
                        S: -ERR what
                           response ERR "what"
                        C: err
                           weird pop3_client_sending_server_commands by POP3
                        """);
    }

    @Test
    void commandsOfTheServerAreWeird() {
        pop3(
                GREETED
                        + """
                        C: CAPA
                           command CAPA
                        S: USER x
                           weird pop3_server_sending_client_commands by POP3
                        S: -ERR no
                           response ERR "no"
                        """);
    }

    @Test
    void tenUnknownCommandsAreBorne() {
        String unknown =
                """
                C: XFOO
                   weird pop3_client_command_unknown "XFOO" by POP3
                S: -ERR what
                   response ERR "what"
                """;
        pop3(GREETED + unknown.repeat(10) + "C: CAPA\n   command CAPA\n");
    }

    @Test
    void theEleventhUnknownCommandIsAViolation() {
        String unknown =
                """
                C: XFOO
                   weird pop3_client_command_unknown "XFOO" by POP3
                S: -ERR what
                   response ERR "what"
                """;
        pop3(
                GREETED
                        + unknown.repeat(10)
                        + """
                        C: XFOO
                           weird pop3_client_command_unknown "XFOO" by POP3
                           violation "too many unknown client commands"
                        S: -ERR what
                        C: CAPA
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STAT", "LIST", "RETR", "DELE", "RSET", "NOOP", "LAST", "TOP", "UIDL", "XSENDER"
            })
    void beforeTheLoginACommandIsUnexpected(String verb) {
        pop3(
                GREETED
                        + "C: %s 1\n   unexpected C \"%s\" ".formatted(verb, verb)
                        + NOT_IN_AUTHORIZATION
                        + "\nS: -ERR no\n   response ERR \"no\"\n"
                        + "C: USER bob\n   command USER \"bob\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER", "PASS", "APOP"})
    void afterTheLoginALoginIsUnexpected(String verb) {
        pop3(
                LOGGED_IN
                        + "C: %s x\n   unexpected C \"%s\" ".formatted(verb, verb)
                        + NOT_IN_TRANSACTION
                        + "\nS: -ERR no\n   response ERR \"no\"\n"
                        + "C: STAT\n   command STAT\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STAT",
                "LIST 1",
                "RETR 1",
                "DELE 1",
                "RSET",
                "NOOP",
                "LAST",
                "TOP 1 0",
                "UIDL 1",
                "XSENDER 1",
                "CAPA",
                "STLS",
                "QUIT"
            })
    void afterTheLoginACommandIsFine(String line) {
        pop3(
                LOGGED_IN
                        + "C: %s\n   command %s\n"
                                .formatted(line, line.replaceFirst(" (.*)", " \"$1\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"USER x", "APOP x y", "CAPA", "STLS", "QUIT", "AUTH", "UTF8", "LANG en"})
    void beforeTheLoginSomeCommandsAreFine(String line) {
        pop3(
                GREETED
                        + "C: %s\n   command %s\n"
                                .formatted(line, line.replaceFirst(" (.*)", " \"$1\"")));
    }

    @Test
    void passBeforeUserIsUnexpected() {
        pop3(
                GREETED
                        + """
                        C: PASS s3c
                           unexpected C "PASS" "pass must follow the command 'USER'"
                        S: -ERR no
                           response ERR "no"
                        """);
    }

    @Test
    void aSecondQuitIsUnexpected() {
        pop3(
                LOGGED_IN
                        + """
                        C: QUIT
                           command QUIT
                        S: +OK bye
                           response OK "bye"
                        C: QUIT
                           unexpected C "QUIT" "not allowed in other state than 'transaction'"
                        """);
    }

    @Test
    void aRefusedQuitIsTheEndToo() {
        pop3(
                LOGGED_IN
                        + """
                        C: QUIT
                           command QUIT
                        S: -ERR not removed
                           response ERR "not removed"
                        C: STAT
                           unexpected C "STAT" "not allowed in other state than 'transaction'"
                        """);
    }

    @Test
    void aCommandAheadOfTheGreetingIsNotAnsweredByIt() {
        pop3(
                """
                C: CAPA
                   command CAPA
                S: +OK hi
                   response OK "hi"
                S: +OK
                S: TOP
                S: .
                   response OK
                   data "TOP"
                C: USER bob
                   command USER "bob"
                """);
    }

    @Test
    void acceptanceOfAnEarlyListShowsThatNoLoginIsNeeded() {
        pop3(
                GREETED
                        + """
                        C: LIST
                           unexpected C "LIST" "not allowed in other state than 'transaction'"
                        S: +OK 1 m
                           unexpected S "OK" "no auth required -> state changed to 'transaction'"
                           response OK "1 m"
                        S: 1 120
                        S: .
                           data "1 120"
                        C: STAT
                           command STAT
                        """);
    }

    @Test
    void anEarlyStatIsUnexpected() {
        pop3(
                GREETED
                        + """
                        C: STAT
                           unexpected C "STAT" "not allowed in other state than 'transaction'"
                        S: +OK 0 0
                           response OK "0 0"
                        """);
    }

    @Test
    void utf8AndLangAreCommands() {
        pop3(
                LOGGED_IN
                        + """
                        C: UTF8
                           command UTF8
                        S: +OK
                           response OK
                        C: LANG
                           command LANG
                        S: +OK languages
                           response OK "languages"
                        S: en English
                        S: .
                           data "en English"
                        C: LANG en
                           command LANG "en"
                        S: +OK en
                           response OK "en"
                        C: QUIT
                           command QUIT
                        """);
    }

    @Test
    void anEndWithCommandsWaitingIsSilent() {
        pop3(LOGGED_IN + "C: NOOP\nC: NOOP\n   command NOOP\nend\n");
    }

    @Test
    void aLoneLfEndsALine() {
        pop3(
                """
                S: +OK hi
                   response OK "hi"
                C= USER bob%0a
                   weird line_terminated_with_single_LF by CONTENTLINE
                   command USER "bob"
                """);
    }

    @Test
    void aThousandCommandsMayWait() {
        String commands = "C: NOOP\n".repeat(1000) + "   command NOOP\n";
        String replies =
                "S: +OK\n".repeat(1000)
                        + "   response OK\n"
                        + "   command NOOP\n   response OK\n".repeat(999);
        pop3(LOGGED_IN + commands + replies);
    }

    @Test
    void moreThanThatAreForgotten() {
        List<String> events = eventsOfPop3("S: +OK hi\n" + "C: CAPA\n".repeat(1100));
        assertTrue(
                events.contains("weird pop3_client_too_many_pending_commands by POP3"),
                events.toString());
    }
}
