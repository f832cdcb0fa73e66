package io.mailtap.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Finds secrets in the output of `mailtap events --show-secrets`.
final class SecretsCollector {
    private static final Pattern INTERESTING =
            Pattern.compile(
                    "\"event\":\"(pop3_login_|(smtp|pop3)_request\".*\"command\":\"(AUTH|PASS|APOP))");

    private static final class Dialogue {
        final SecretsKnown known = new SecretsKnown();
        String mechanism = "";
        int answers;
    }

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, Dialogue> dialogues = new HashMap<>();

    /// {@return the secrets of a connection, empty if it has none}
    ///
    /// @param uid of the connection
    SecretsKnown of(String uid) {
        return dialogue(uid).known;
    }

    /// {@return how many secrets there are on all connections}
    int count() {
        return dialogues.values().stream().mapToInt(each -> each.known.secrets().size()).sum();
    }

    private Dialogue dialogue(String uid) {
        return dialogues.computeIfAbsent(uid, key -> new Dialogue());
    }

    void onLine(String line, long number) {
        if (!INTERESTING.matcher(line).find()) {
            return;
        }
        JsonNode event = mapper.readTree(line);
        Dialogue dialogue = dialogue(event.path("uid").asString());
        if (event.has("password")) {
            password(dialogue, event, number);
            return;
        }
        String arg = event.path("arg").asString();
        switch (event.path("command").asString()) {
            case "PASS" -> dialogue.known.addPassword(arg, number);
            case "APOP" -> dialogue.known.addAsSent(lastWord(arg), number);
            case "AUTH" -> begin(dialogue, arg, number);
            case "AUTH_ANSWER" -> answer(dialogue, arg, number);
            default -> {}
        }
    }

    private static void password(Dialogue dialogue, JsonNode event, long number) {
        String password = event.path("password").asString();
        if (!event.path("user").asString().contains(password)) {
            dialogue.known.addPassword(password, number);
        }
    }

    private static String lastWord(String arg) {
        return arg.substring(arg.lastIndexOf(' ') + 1);
    }

    private static void begin(Dialogue dialogue, String arg, long number) {
        List<String> words = List.of(arg.split(" ", 2));
        dialogue.mechanism = words.getFirst().toUpperCase(Locale.ROOT);
        dialogue.answers = 0;
        if (words.size() == 2) {
            answer(dialogue, words.getLast(), number);
        }
    }

    private static void answer(Dialogue dialogue, String arg, long number) {
        boolean isUser = dialogue.mechanism.equals("LOGIN") && dialogue.answers++ == 0;
        if (isUser) {
            return;
        }
        dialogue.known.addAsSent(arg, number);
        String decoded = RecordedSasl.decoded(arg);
        if (decoded == null) {
            return;
        }
        switch (dialogue.mechanism) {
            case "PLAIN" ->
                    dialogue.known.addPassword(
                            decoded.substring(decoded.lastIndexOf('\0') + 1), number);
            case "LOGIN" -> dialogue.known.addPassword(decoded, number);
            case "CRAM-MD5" -> dialogue.known.addAsSent(lastWord(decoded), number);
            case "XOAUTH2", "OAUTHBEARER" ->
                    dialogue.known.addPassword(
                            decoded.replaceFirst("(?s).*auth=Bearer ([^\u0001]*).*", "$1"), number);
            default -> {}
        }
    }
}
