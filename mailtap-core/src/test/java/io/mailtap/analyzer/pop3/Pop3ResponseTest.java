package io.mailtap.analyzer.pop3;

import static io.mailtap.analyzer.Transcript.pop3;
import static io.mailtap.analyzer.Transcript.pop3WithMime;
import static io.mailtap.analyzer.pop3.Prelude.GREETED;
import static io.mailtap.analyzer.pop3.Prelude.LOGGED_IN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Responses of many lines, mails, and pipelining.
final class Pop3ResponseTest {
    @Test
    void aMailIsRetrieved() {
        pop3WithMime(
                LOGGED_IN
                        + """
                        C: RETR 1
                           command RETR "1"
                        S: +OK 9 octets
                           entity begins
                           response OK "9 octets"
                        S: Subject:  a  b
                           data "Subject:  a  b"
                        S:
                           header Subject "a  b"
                           headers 1
                           data ""
                        S: ..dot
                           segment ".dot%0d%0a"
                           data ".dot"
                        S:   in  dent %20
                           segment "  in  dent  %0d%0a"
                           data "  in  dent  "
                        S: .
                           entity data ".dot%0d%0a  in  dent  %0d%0a"
                           entity ends
                           all data ".dot%0d%0a  in  dent  %0d%0a"
                           hash of 20
                        C: DELE 1
                           command DELE "1"
                        """);
    }

    @Test
    void theStatusLineIsNotPartOfTheMail() {
        pop3WithMime(
                LOGGED_IN
                        + """
                        C: TOP 1 0
                           command TOP "1 0"
                        S: +OK : not a field
                           entity begins
                           response OK ": not a field"
                        S:  folded
                        S: A: b
                           problem "illegal format" "first header line starts with linear whitespace"
                           data " folded"
                           data "A: b"
                        S:
                           header A "b"
                           headers 1
                           data ""
                        S: .
                           entity data ""
                           entity ends
                           all data ""
                           hash of 0
                        """);
    }

    @Test
    void aMailMayBeginWithAFoldedLine() {
        pop3WithMime(
                LOGGED_IN
                        + """
                        C: RETR 1
                           command RETR "1"
                        S: +OK
                           entity begins
                           response OK
                        S: A: b
                        S:  c
                        S:
                           data "A: b"
                           data " c"
                           header A "b c"
                           headers 1
                           data ""
                        S: .
                           entity data ""
                           entity ends
                           all data ""
                           hash of 0
                        """);
    }

    @Test
    void onlyALoneDotEndsAResponse() {
        pop3(
                LOGGED_IN
                        + """
                        C: LIST
                           command LIST
                        S: +OK
                        S: %20.
                        S: ..
                        S: . %20
                        S: .%00
                        S: .a
                        S: +OK
                        S: -ERR no
                        S:
                        S: a%00%00b
                        S: .
                           response OK
                           data " ."
                           data "."
                           data "  "
                           data "%00"
                           data "a"
                           data "+OK"
                           data "-ERR no"
                           data ""
                           data "a%00%00b"
                        S: .
                           violation "unknown server command (.)" "."
                           weird pop3_server_command_unknown "." by POP3
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "UIDL", "RETR 1", "TOP 1 2", "CAPA"})
    void someResponsesHaveManyLines(String line) {
        pop3(
                LOGGED_IN
                        + "C: %s\n   command %s\n"
                                .formatted(line, line.replaceFirst(" (.*)", " \"$1\""))
                        + """
                        S: +OK
                        S: a: b
                        S: .
                           response OK
                           data "a: b"
                        C: NOOP
                           command NOOP
                        S: +OK
                           response OK
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST 1", "UIDL 1", "STAT", "DELE 1", "RSET", "LAST", "XSENDER 1"})
    void otherResponsesHaveOne(String line) {
        pop3(
                LOGGED_IN
                        + "C: %s\n   command %s\n"
                                .formatted(line, line.replaceFirst(" (.*)", " \"$1\""))
                        + """
                        S: +OK
                           response OK
                        C: NOOP
                           command NOOP
                        S: +OK
                           response OK
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "UIDL", "RETR 1", "TOP 1 2", "CAPA"})
    void aRefusalHasOneLine(String line) {
        pop3WithMime(
                LOGGED_IN
                        + "C: %s\n   command %s\n"
                                .formatted(line, line.replaceFirst(" (.*)", " \"$1\""))
                        + """
                        S: -ERR no
                           response ERR "no"
                        C: NOOP
                           command NOOP
                        S: +OK
                           response OK
                        """);
    }

    @Test
    void pipelinedCommandsAreRaisedOneAtATime() {
        pop3WithMime(
                LOGGED_IN
                        + """
                        C: STAT
                        C: RETR 1
                        C: DELE 1
                        C: QUIT
                           command STAT
                        S: +OK 1 7
                        S: +OK
                        S:
                        S: text
                        S: .
                        S: +OK gone
                        S: +OK bye
                           response OK "1 7"
                           command RETR "1"
                           entity begins
                           response OK
                           headers 0
                           data ""
                           segment "text%0d%0a"
                           data "text"
                           entity data "text%0d%0a"
                           entity ends
                           all data "text%0d%0a"
                           hash of 6
                           command DELE "1"
                           response OK "gone"
                           command QUIT
                           response OK "bye"
                        """);
    }

    @Test
    void pipelinedRetrievalsAreSeparateMails() {
        pop3WithMime(
                LOGGED_IN
                        + """
                        C: RETR 1
                        C: RETR 2
                        C: RETR 3
                           command RETR "1"
                        S: +OK
                        S: .
                        S: -ERR none
                        S: +OK
                        S: .
                           entity begins
                           response OK
                           headers 0
                           problem "illegal format" "entity body missing"
                           entity data ""
                           entity ends
                           all data ""
                           hash of 0
                           command RETR "2"
                           response ERR "none"
                           command RETR "3"
                           entity begins
                           response OK
                           headers 0
                           problem "illegal format" "entity body missing"
                           entity data ""
                           entity ends
                           all data ""
                           hash of 0
                        """);
    }

    @Test
    void anUnknownCommandKeepsItsPlace() {
        pop3(
                LOGGED_IN
                        + """
                        C: NOOP
                        C: XFOO
                        C: LIST
                        C: STAT
                           command NOOP
                        S: +OK
                        S: -ERR what
                        S: +OK
                        S: 1 1
                        S: .
                        S: +OK 1 1
                           response OK
                           weird pop3_client_command_unknown "XFOO" by POP3
                           response ERR "what"
                           command LIST
                           response OK
                           data "1 1"
                           command STAT
                           response OK "1 1"
                        """);
    }

    @Test
    void afterAMailAnAcceptedUnknownCommandIsNoMail() {
        pop3WithMime(
                LOGGED_IN
                        + """
                        C: RETR 1
                           command RETR "1"
                        S: +OK
                        S: .
                           entity begins
                           response OK
                           headers 0
                           problem "illegal format" "entity body missing"
                           entity data ""
                           entity ends
                           all data ""
                           hash of 0
                        C: XFOO
                           weird pop3_client_command_unknown "XFOO" by POP3
                        S: +OK fine
                           response OK "fine"
                        """);
    }

    @Test
    void anEarlyRetrievalThatIsAcceptedIsAMail() {
        pop3WithMime(
                GREETED
                        + """
                        C: RETR 1
                           unexpected C "RETR" "not allowed in other state than 'transaction'"
                        S: +OK
                           unexpected S "OK" "no auth required -> state changed to 'transaction'"
                           entity begins
                           response OK
                        S:
                        S: .
                           headers 0
                           data ""
                           entity data ""
                           entity ends
                           all data ""
                           hash of 0
                        """);
    }

    @Test
    void anEndInMidMailEndsTheMailOnce() {
        pop3WithMime(
                LOGGED_IN
                        + """
                        C: RETR 1
                           command RETR "1"
                        S: +OK
                        S:
                           entity begins
                           response OK
                           headers 0
                           data ""
                        S= half
                        end
                           segment "half"
                           data "half"
                           entity data "half"
                           entity ends
                           all data "half"
                           hash of 4
                        """);
    }

    @Test
    void stlsIsTheEndOfPop3() {
        pop3(
                GREETED
                        + """
                        C: STLS
                           command STLS
                        S: +OK go
                           starttls
                        C= %16%03%01%00%05%0d%0aUSER x%0d%0a
                           violation "Invalid version late in TLS connection. Packet reported version: 8312" "R x%0d%0a"
                        S= %16%03%03%00%05%0d%0a+OK%0d%0ahello%0d%0a
                        C gap 10
                        S gap 10
                        C: USER bob
                        S: +OK
                        """);
    }

    @Test
    void octetsBehindTheAcceptanceOfStlsAreNotPop3() {
        pop3(
                GREETED
                        + """
                        C: STLS
                        C: USER bob
                           command STLS
                        S: +OK go
                        S: +OK
                        S: garbage
                           starttls
                           violation "Invalid version in TLS connection. Version: 20299" "+OK%0d%0a"
                        """);
    }

    @Test
    void refusedStlsChangesNothing() {
        pop3(
                GREETED
                        + """
                        C: STLS
                           command STLS
                        S: -ERR no
                           response ERR "no"
                        C: USER bob
                           command USER "bob"
                        """);
    }
}
