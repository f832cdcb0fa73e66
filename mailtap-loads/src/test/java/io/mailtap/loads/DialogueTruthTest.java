package io.mailtap.loads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The truth about what is said, against plain searches in the streams.
final class DialogueTruthTest {
    private static final Set<String> POP3_COMMANDS =
            Set.of(
                    "CAPA", "USER", "PASS", "APOP", "AUTH", "STAT", "LIST", "UIDL", "RETR", "TOP",
                    "DELE", "QUIT");

    @TempDir private Path dir;
    private JsonNode truth = new ObjectMapper().createObjectNode();

    /// {@return the connections of a load to that port; 25 stands for 587, too}
    private List<NaiveStreams.Connection> make(int port, String options) throws IOException {
        Path file = dir.resolve("load.pcap");
        String all = options + " --seed 2 --starttls 0 --out " + file;
        Load.make(LoadOptions.parse(all.split(" ")));
        truth = new ObjectMapper().readTree(dir.resolve("load.truth.json"));
        return NaiveStreams.of(NaiveReader.read(file)).connections().stream()
                .filter(c -> c.port() == port || port == 25 && c.port() == 587)
                .toList();
    }

    private static void count(Map<String, Long> counts, String name) {
        counts.merge(name, 1L, Long::sum);
    }

    private Map<String, Long> truth(String path) {
        Map<String, Long> counts = new TreeMap<>();
        truth.at(path)
                .properties()
                .forEach(each -> counts.put(each.getKey(), each.getValue().asLong()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    @Test
    void smtpRepliesAreAllThatServersSay() throws IOException {
        Map<String, Long> replies = new TreeMap<>();
        long lines = 0;
        for (NaiveStreams.Connection each :
                make(25, "--connections 400 --errors 0.4 --bruteforce 0.1")) {
            for (String line : each.received().text().split("\r\n")) {
                lines++;
                if (line.charAt(3) == ' ') {
                    count(replies, line.substring(0, 3));
                }
            }
        }
        assertEquals(truth("/smtp/replies"), replies);
        assertEquals(truth.at("/smtp/reply_lines").asLong(), lines);
        assertTrue(
                replies.keySet().containsAll(Set.of("450", "535", "550", "554")),
                replies::toString);
    }

    @Test
    void smtpMailsStandBetweenDataAndTheDot() throws IOException {
        Map<String, Long> commands = new TreeMap<>();
        List<String> mails = new ArrayList<>();
        for (NaiveStreams.Connection each :
                make(
                        25,
                        "--connections 200 --errors 0 --bdat 0 --auth 0 --bruteforce 0"
                                + " --attach-median 3000")) {
            List<String> mail = null;
            for (String line : each.sent().text().split("\r\n")) {
                if (mail == null) {
                    count(commands, line.split(" ", 2)[0]);
                    mail = line.equals("DATA") ? new ArrayList<>() : null;
                } else if (line.equals(".")) {
                    mails.add(String.join("\r\n", mail) + "\r\n");
                    mail = null;
                } else {
                    mail.add(line.startsWith(".") ? line.substring(1) : line);
                }
            }
        }
        assertEquals(truth("/smtp/commands"), commands);
        assertEquals(truth.at("/smtp/mails_data").asInt(), mails.size());
        long octets = mails.stream().mapToLong(String::length).sum();
        assertEquals(truth.at("/smtp/mail_bytes").asLong(), octets);
        assertEquals(
                digests("smtp", "/first_mails"),
                mails.stream().map(this::sha256).sorted().toList());
        List<String> attachments = new ArrayList<>();
        mails.forEach(mail -> attachments(mail, attachments));
        assertEquals(digests("smtp", "/first_attachments"), attachments.stream().sorted().toList());
    }

    private List<String> digests(String protocol, String path) {
        List<String> digests = new ArrayList<>();
        for (JsonNode each : truth.at(path)) {
            if (each.path("proto").asString().equals(protocol)) {
                digests.add(each.path("sha256").asString());
            }
        }
        return digests.stream().sorted().toList();
    }

    private void attachments(String mail, List<String> digests) {
        Matcher attachment =
                Pattern.compile("filename=.*\r\n\r\n([A-Za-z0-9+/=\r\n]*)\r\n--").matcher(mail);
        while (attachment.find()) {
            byte[] octets = Base64.getMimeDecoder().decode(attachment.group(1));
            digests.add(sha256(new String(octets, ISO_8859_1)));
        }
    }

    private String sha256(String octets) {
        return Text.hex(Text.sha256().digest(octets.getBytes(ISO_8859_1)));
    }

    @Test
    void chunksAreAsLongAsTheySay() throws IOException {
        long octets = 0;
        long chunks = 0;
        Pattern chunk = Pattern.compile("BDAT ([0-9]+)( LAST)?\r\n");
        for (NaiveStreams.Connection each :
                make(
                        25,
                        "--connections 100 --errors 0 --bdat 1 --bruteforce 0"
                                + " --attach-max 100000")) {
            String said = each.sent().text();
            Matcher matcher = chunk.matcher(said);
            for (int at = 0; matcher.find(at); chunks++) {
                int length = Integer.parseInt(matcher.group(1));
                octets += length;
                at = matcher.end() + length;
                boolean isLast = matcher.group(2) != null;
                String next = isLast ? "(?s)(MAIL|QUIT).*" : "(?s)BDAT.*";
                assertTrue(said.substring(at).matches(next), said.substring(0, at));
            }
        }
        assertEquals(truth.at("/smtp/bdat_chunks").asLong(), chunks);
        assertEquals(truth.at("/smtp/mail_bytes").asLong(), octets);
    }

    @Test
    void pop3CommandsAndAnswersAreAllThatClientsSay() throws IOException {
        Map<String, Long> commands = new TreeMap<>();
        long answers = 0;
        for (NaiveStreams.Connection each :
                make(110, "--connections 400 --smtp-share 0.2 --errors 0.3")) {
            for (String line : each.sent().text().split("\r\n")) {
                String word = line.split(" ", 2)[0];
                if (POP3_COMMANDS.contains(word)) {
                    count(commands, word);
                } else {
                    answers++;
                }
            }
        }
        assertEquals(truth("/pop3/commands"), commands);
        assertEquals(POP3_COMMANDS, commands.keySet());
        assertEquals(truth.at("/pop3/auth_answers").asLong(), answers);
    }
}
