package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What must come of sessions that the lab's notes describe in words only.
final class RecordedOddCapturesTest {
    private static final String SIMPLE =
            "2ee0f6df5a36b0e5ac848e10948d909774b773b58f662a62914e9e1c523501d4";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp-smuggling-postfix",
                "smtp-smuggling-postfix-forbid",
                "smtp-smuggling-vulnerable"
            })
    void aSmuggledMailIsSeenAsTheServerSawItOrItsLineEndsAreReported(String name)
            throws IOException {
        List<RecordedSession> sessions = sessions(name);
        JsonNode notes = RecordedFolder.json(name + ".json").path("sessions");
        List<String> silent = new ArrayList<>();
        for (JsonNode note : (Iterable<JsonNode>) notes) {
            JsonNode smuggling = note.path("smuggling");
            int expected = smuggling.path("server_took_as_end").asBoolean() ? 2 : 1;
            RecordedSession seen = session(sessions, note.path("client").asString());
            boolean reported =
                    seen.problems().stream().anyMatch(p -> p.contains("line_terminated_with"));
            if (seen.completeMails().size() != expected && !reported) {
                silent.add(smuggling.path("sequence").asString());
            }
        }
        assertEquals(List.of(), silent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp-smuggling-postfix", "smtp-smuggling-vulnerable"})
    void aSmuggledMailThatTheServerTookHasItsOwnEnvelopeAndReplies(String name) throws IOException {
        List<RecordedSession> sessions = sessions(name);
        JsonNode notes = RecordedFolder.json(name + ".json").path("sessions");
        List<String> wrong = new ArrayList<>();
        for (JsonNode note : (Iterable<JsonNode>) notes) {
            JsonNode smuggling = note.path("smuggling");
            List<RecordedMail> mails =
                    session(sessions, note.path("client").asString()).completeMails();
            // This server answered the LF that was left over: nobody can tell.
            boolean inStep = !smuggling.path("replies").toString().contains("500");
            if (smuggling.path("server_took_as_end").asBoolean() && inStep) {
                RecordedMail last = mails.getLast();
                String seen =
                        mails.size() + " " + last.from() + last.recipients() + " " + last.reply();
                if (!seen.equals("2 admin@example.test[alice@example.test 250] 250")) {
                    wrong.add(smuggling.path("sequence").asString() + ": " + seen);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void aMailWhoseLinesEndInLfOnlyIsRead() throws IOException {
        RecordedSession session = sessions("smtp-bare-lf").getFirst();
        RecordedMail mail = session.completeMails().getFirst();
        assertEquals(1, session.mails().size());
        assertEquals("ann@client.test", mail.from());
        assertEquals(List.of("alice@example.test 250"), mail.recipients());
        assertEquals(250, mail.reply());
        assertEquals(SIMPLE, mail.sha256());
        assertTrue(session.problems().contains("weird line_terminated_with_single_LF"));
    }

    @Test
    void aPop3ServersLinesThatEndInLfOnlyAreRead() throws IOException {
        RecordedSession session = sessions("pop3-bare-lf").getFirst();
        assertEquals(SIMPLE, session.completeMails().getFirst().sha256());
        assertTrue(session.problems().contains("weird line_terminated_with_single_LF"));
    }

    /// RFC 2920, 3.1 has DATA end a group. What follows it in the same segment is read before the
    /// refusal is known, as mail: docs/decisions.md.
    @Test
    void linesInTheSegmentOfARefusedDataAreCommands() throws IOException {
        RecordedSession session = sessions("smtp-pipelining-all-refused").getFirst();
        assertEquals(
                List.of(
                        "EHLO client.test",
                        "MAIL FROM:<ann@client.test>",
                        "RCPT TO:<nobody@example.test>",
                        "DATA",
                        "QUIT"),
                session.commands());
        assertEquals(List.of("250", "250", "550", "554", "221"), session.replies());
        assertEquals(0, session.completeMails().size());
    }

    @Test
    void aChunkThatIsRefusedBeforeItIsSentIsNotAwaited() throws IOException {
        RecordedSession session = sessions("smtp-no-extensions").getFirst();
        assertEquals("QUIT", session.commands().getLast());
    }

    @Test
    void chunksThatAreTakenBackOrRefusedAreNotMails() throws IOException {
        RecordedSession session = sessions("smtp-bdat").get(1);
        List<String> commands = session.commands();
        assertEquals(
                List.of(
                        "BDAT 20",
                        "RSET",
                        "MAIL FROM:<ann@client.test>",
                        "RCPT TO:<nobody@example.test>",
                        "BDAT 26 LAST",
                        "BDAT",
                        "BDAT x LAST"),
                commands.subList(commands.size() - 7, commands.size()));
        List<String> replies = session.replies();
        assertEquals(
                List.of("250", "250", "250", "550", "554", "521"),
                replies.subList(replies.size() - 6, replies.size()));
        assertEquals(3, session.mails().size());
    }

    @Test
    void whatFollowsStarttlsInTheClearIsShownAndWhatIsEncryptedIsNot() throws IOException {
        List<RecordedSession> sessions = sessions("smtp-starttls-injection");
        assertEquals(
                List.of("EHLO client.test", "STARTTLS", "RSET", "MAIL FROM:<injected@evil.test>"),
                sessions.get(0).commands());
        assertEquals(List.of("250", "220"), sessions.get(0).replies());
        assertEquals(
                List.of("EHLO client.test", "STARTTLS", "MAIL FROM:<injected@evil.test>"),
                sessions.get(1).commands());
        assertEquals(List.of("250", "220"), sessions.get(1).replies());
    }

    @Test
    void aSnappedCaptureShowsGapsAndNothingFalse() throws IOException {
        List<RecordedSession> sessions = sessions("cap-snaplen-96");
        List<GroundSession> truth = RecordedCapture.of("cap-snaplen-96.pcap").truth().sessions();
        for (int i = 0; i < sessions.size(); i++) {
            RecordedSession session = sessions.get(i);
            assertTrue(session.problems().contains("weird truncated_tcp_payload"));
            assertTrue(session.problems().stream().anyMatch(p -> p.startsWith("gap of ")));
            assertEquals(List.of(), session.completeMails());
            List<String> sent = new ArrayList<>(List.of("(UNKNOWN)"));
            truth.get(i).commands().forEach(exchange -> sent.add(exchange.command()));
            assertTrue(sent.containsAll(session.commands()), session.commands()::toString);
        }
    }

    @Test
    void loginsInSmallLettersAndInTinySegmentsAreSeen() throws IOException {
        RecordedSession small = session(sessions("pop3-plain-login"), "10.77.0.2:54768");
        assertEquals(
                List.of(
                        new RecordedLogin(
                                "USER/PASS",
                                "alice@example.test",
                                "wonderland-42",
                                List.of(),
                                true)),
                small.logins());
        RecordedSession tiny = sessions("pop3-fake-drip").getFirst();
        assertEquals(
                List.of(new RecordedLogin("USER/PASS", "x", "y z", List.of(), true)),
                tiny.logins());
    }

    @Test
    void fetchmailLogsInInThreeWays() throws IOException {
        List<String> logins = new ArrayList<>();
        for (RecordedSession session : sessions("pop3-fetchmail")) {
            for (RecordedLogin login : session.logins()) {
                logins.add(login.mechanism() + " " + login.user() + " " + login.ok());
            }
        }
        assertEquals(
                List.of(
                        "USER/PASS alice@example.test true",
                        "APOP alice@example.test true",
                        "CRAM-MD5 alice@example.test true"),
                logins);
    }

    @Test
    void anEarlyTalkersCommandIsAnsweredByTheErrorThatEndsTheGreeting() throws IOException {
        RecordedSession session = session(sessions("smtp-early-talker"), "10.77.0.2:51302");
        assertEquals(List.of("EHLO early.test"), session.commands());
        assertTrue(session.problems().stream().anyMatch(p -> p.contains("521")));
        assertEquals(0, session.mails().size());
    }

    private static RecordedSession session(List<RecordedSession> sessions, String client) {
        return sessions.stream().filter(s -> s.client().equals(client)).findFirst().orElseThrow();
    }

    private static List<RecordedSession> sessions(String name) throws IOException {
        boolean there = Files.exists(RecordedFolder.file(name + ".pcap"));
        Assumptions.assumeTrue(there, RecordedFolder::whyNot);
        return RecordedCapture.of(name + ".pcap").observe();
    }
}
