package io.mailtap.analyzer.pop3;

import static io.mailtap.analyzer.Transcript.eventsOfPop3;
import static io.mailtap.analyzer.pop3.Prelude.GREETED;
import static io.mailtap.analyzer.pop3.Prelude.LOGGED_IN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Octets that are missing: nothing is joined across them, and the session goes on.
final class Pop3GapTest {
    private static final String IN_MAIL =
            LOGGED_IN
                    + """
                    C: RETR 1
                    S: +OK
                    S:
                    S= hello wo
                    S gap 10
                    S= rld%0d%0a
                    """;

    @Test
    void linesAreNotJoinedAcrossAGap() {
        String events = eventsOfPop3(IN_MAIL + "S: next\nS: .\n").toString();
        assertFalse(events.contains("hello world"), events);
        assertFalse(events.contains("wo%0d%0arld"), events);
    }

    @Test
    void theMailGoesOnOrEndsButOnlyOnce() {
        List<String> events = eventsOfPop3(IN_MAIL + "S: next\nS: .\n");
        assertEquals(1, Collections.frequency(events, "entity begins"), events.toString());
        assertEquals(1, Collections.frequency(events, "entity ends"), events.toString());
    }

    @Test
    void theNextCommandIsSeen() {
        List<String> events = eventsOfPop3(IN_MAIL + "S: .\nC: DELE 1\nS: +OK gone\n");
        assertTrue(events.contains("command DELE \"1\""), events.toString());
        assertTrue(events.contains("response OK \"gone\""), events.toString());
    }

    @Test
    void aLostEndOfAMailIsMadeUpForByTheNextResponse() {
        List<String> events =
                eventsOfPop3(IN_MAIL + "C: DELE 1\nS: +OK gone\nC: QUIT\nS: +OK bye\n");
        assertTrue(events.contains("response OK \"bye\""), events.toString());
        assertTrue(events.contains("command QUIT"), events.toString());
        assertEquals(1, Collections.frequency(events, "entity ends"), events.toString());
    }

    @Test
    void aLostResponseIsNoFailure() {
        List<String> events =
                eventsOfPop3(
                        LOGGED_IN
                                + """
                                C: NOOP
                                S gap 5
                                C: STAT
                                S: +OK 0 0
                                C: QUIT
                                S: +OK bye
                                """);
        assertTrue(events.contains("response OK \"bye\""), events.toString());
        assertFalse(events.toString().contains("violation"), events.toString());
    }

    @Test
    void aCommandIsNotJoinedAcrossAGap() {
        List<String> events =
                eventsOfPop3(GREETED + "C= USER b\nC gap 4\nC= ob%0d%0a\nS: -ERR no\n");
        assertFalse(events.toString().contains("bob"), events.toString());
    }

    @Test
    void aLostCommandIsNoFailedLogin() {
        List<String> events =
                eventsOfPop3(
                        GREETED
                                + """
                                C: USER bob
                                S: +OK
                                C gap 10
                                S: -ERR what
                                C: QUIT
                                S: +OK bye
                                """);
        assertTrue(events.contains("response OK \"bye\""), events.toString());
    }

    @Test
    void aLostResponseDoesNotPutLaterOnesOutOfStep() {
        List<String> events =
                eventsOfPop3(
                        LOGGED_IN
                                + """
                                C: NOOP
                                S gap 5
                                C: RETR 1
                                S: +OK 5 octets
                                S:
                                S: text
                                S: .
                                C: STAT
                                S: +OK 1 5
                                """);
        assertTrue(events.contains("command RETR \"1\""), events.toString());
        assertTrue(events.contains("entity begins"), events.toString());
        assertTrue(events.contains("data \"text\""), events.toString());
        assertTrue(events.contains("command STAT"), events.toString());
    }

    @Test
    void aLoginWhoseOutcomeIsLostIsNeither() {
        List<String> events =
                eventsOfPop3(
                        GREETED
                                + """
                                C: USER bob
                                S: +OK
                                C: PASS s3cret
                                S gap 5
                                C: STAT
                                S: +OK 1 5
                                """);
        assertTrue(events.contains("command STAT"), events.toString());
        assertFalse(events.toString().contains("login"), events.toString());
        assertFalse(events.toString().contains("unexpected"), events.toString());
    }

    @Test
    void anAnswerBehindALostChallengeIsNoCommand() {
        List<String> events =
                eventsOfPop3(
                        GREETED
                                + """
                                C: AUTH PLAIN
                                S gap 4
                                C: AGJvYgBzM2NyZXQ=
                                S: +OK in
                                C: STAT
                                S: +OK 1 5
                                """);
        assertTrue(events.toString().contains("login succeeded"), events.toString());
        assertFalse(events.toString().contains("weird"), events.toString());
        assertTrue(events.contains("command STAT"), events.toString());
    }

    @Test
    void theTextOfAMailWhoseResponseIsLostIsNotTakenForResponses() {
        List<String> events =
                eventsOfPop3(
                        LOGGED_IN
                                + """
                                C: RETR 1
                                S gap 20
                                S: some text
                                S: more
                                S: .
                                C: STAT
                                S: +OK 1 5
                                """);
        assertTrue(events.contains("data \"more\""), events.toString());
        assertTrue(events.contains("command STAT"), events.toString());
        assertTrue(events.contains("response OK \"1 5\""), events.toString());
    }

    @Test
    void aHeaderFieldIsNotJoinedAcrossAGap() {
        List<String> events =
                eventsOfPop3(
                        LOGGED_IN
                                + """
                                C: RETR 1
                                S: +OK
                                S: To: a@b,
                                S gap 10
                                S: %20c@d
                                S: Subject: x
                                S:
                                S: .
                                """);
        assertTrue(events.contains("header To \"a@b,\""), events.toString());
        assertTrue(events.contains("header Subject \"x\""), events.toString());
        assertFalse(events.toString().contains("c@d\"") && joined(events), events.toString());
    }

    private static boolean joined(List<String> events) {
        return events.stream()
                .anyMatch(each -> each.startsWith("header To") && each.contains("c@d"));
    }
}
