package io.mailtap.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// What the lab's notes say about a capture.
final class GroundTruth {
    private final JsonNode notes;
    private final Map<String, List<RecordedPart>> partsByHash = new HashMap<>();
    private final List<GroundSession> sessions = new ArrayList<>();

    private GroundTruth(JsonNode notes) {
        this.notes = notes;
    }

    /// {@return the notes on a scenario}
    static GroundTruth of(String scenario) {
        GroundTruth truth = new GroundTruth(RecordedFolder.json(scenario + ".json"));
        truth.readCorpus();
        truth.readSessions();
        truth.readWire();
        return truth;
    }

    List<GroundSession> sessions() {
        return sessions;
    }

    /// {@return all passwords that were used, by the client's address and port}
    Map<String, List<String>> passwords() {
        Map<String, List<String>> result = new HashMap<>();
        for (JsonNode session : all(notes.path("sessions"))) {
            List<String> passwords =
                    logins(session).stream().map(RecordedLogin::password).distinct().toList();
            result.put(text(session, "client"), passwords);
        }
        return result;
    }

    private static Iterable<JsonNode> all(JsonNode list) {
        return list;
    }

    private void readCorpus() {
        for (JsonNode mail : all(RecordedFolder.json("corpus/corpus.json"))) {
            if (mail.has("parts")) {
                partsByHash.put(mail.path("sha256").asString(), parts(mail.path("parts")));
            }
        }
    }

    private static List<RecordedPart> parts(JsonNode list) {
        return StreamSupport.stream(all(list).spliterator(), false)
                .map(part ->
                        new RecordedPart(
                                part.path("type").asString(),
                                text(part, "filename"),
                                part.path("size").asLong(0),
                                text(part, "sha256")))
                .toList();
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).isString() ? node.path(key).asString() : "";
    }

    private void readSessions() {
        for (JsonNode session : all(notes.path("sessions"))) {
            boolean tls = session.path("tls").has("version");
            boolean clear = !tls;
            sessions.add(
                    new GroundSession(
                            text(session, "client"),
                            text(session, "server"),
                            text(session, "proto"),
                            session.has("tls"),
                            commands(session, tls),
                            clear ? mails(session) : List.of(),
                            session.path("incomplete_message").asBoolean(false) ? 1 : 0,
                            clear ? logins(session) : List.of(),
                            true));
        }
    }

    private static List<GroundSession.Exchange> commands(JsonNode session, boolean tls) {
        List<GroundSession.Exchange> result = new ArrayList<>();
        boolean implicit = tls && session.path("plain_bytes_before_tls").path("s2c").asInt(0) == 0;
        for (JsonNode pair : all(session.path("commands"))) {
            if (implicit) {
                break;
            }
            JsonNode reply = pair.get(1);
            String status =
                    reply.isNumber()
                            ? Integer.toString(reply.asInt())
                            : reply.isString() ? reply.asString().replaceFirst(" .*", "") : "?";
            result.add(new GroundSession.Exchange(pair.get(0).asString(), status));
            boolean begins = result.getLast().command().matches("(?i)(STARTTLS|STLS)");
            if (begins && status.matches("220|\\+OK")) {
                break;
            }
        }
        return result;
    }

    private List<GroundMail> mails(JsonNode session) {
        List<GroundMail> result = new ArrayList<>();
        for (JsonNode message : all(session.path("messages"))) {
            result.add(mail(message));
        }
        int at = 0;
        for (JsonNode pair : all(session.path("commands"))) {
            String command = pair.get(0).asString();
            if (at < result.size() && result.get(at).via().equals(command)) {
                at++;
            } else if (command.startsWith("TOP ") && !pair.get(1).isString()) {
                result.add(at++, new GroundMail(command, "", List.of(), 0, 0, "", List.of()));
            }
        }
        return result;
    }

    private GroundMail mail(JsonNode message) {
        String hash = text(message, "sha256");
        return new GroundMail(
                via(message),
                text(message, "mail_from"),
                recipients(message.path("rcpts")),
                message.path("reply").asInt(0),
                message.path("size").asLong(0),
                hash,
                partsByHash.getOrDefault(hash, List.of()));
    }

    private static String via(JsonNode message) {
        String via = text(message, "via");
        return switch (via) {
            case "RETR" -> via + " " + message.path("n").asInt();
            case "TOP" -> via + " " + message.path("n").asInt() + " " + message.path("lines");
            default -> via;
        };
    }

    private static List<String> recipients(JsonNode pairs) {
        List<String> result = new ArrayList<>();
        if (pairs.isArray()) {
            for (JsonNode pair : all(pairs)) {
                result.add(pair.get(0).asString() + " " + pair.get(1).asInt());
            }
        }
        return result;
    }

    private static List<RecordedLogin> logins(JsonNode session) {
        return StreamSupport.stream(all(session.path("auth")).spliterator(), false)
                .map(GroundTruth::login)
                .toList();
    }

    private static RecordedLogin login(JsonNode auth) {
        List<String> responses = new ArrayList<>();
        all(auth.path("responses")).forEach(response -> responses.add(response.asString()));
        return new RecordedLogin(
                text(auth, "mech"),
                text(auth, "user"),
                text(auth, "password"),
                responses,
                auth.path("ok").asBoolean());
    }

    /// Connections of real programs, of which only the wire tells.
    private void readWire() {
        Set<String> known = new HashSet<>();
        sessions.forEach(session -> known.add(session.id()));
        for (JsonNode stream : all(notes.path("wire"))) {
            GroundSession session = wireSession(stream);
            boolean fromServer = session.client().endsWith(":25"); // a late duplicate
            if (known.add(session.id()) && !fromServer) {
                sessions.add(session);
            }
        }
    }

    private GroundSession wireSession(JsonNode stream) {
        boolean tls = stream.has("tls_decrypted");
        List<GroundMail> mails = new ArrayList<>();
        for (JsonNode mail : all(stream.path("mails"))) {
            if (!tls) {
                mails.add(wireMail(mail));
            }
        }
        return new GroundSession(
                text(stream, "client"),
                text(stream, "server"),
                "",
                tls,
                List.of(),
                mails,
                0,
                List.of(),
                false);
    }

    private GroundMail wireMail(JsonNode mail) {
        List<String> recipients = new ArrayList<>();
        for (JsonNode recipient : all(mail.path("rcpts"))) {
            recipients.add(RecordedAddresses.inPath(recipient.asString()));
        }
        return new GroundMail(
                text(mail, "via"),
                RecordedAddresses.inPath(text(mail, "mail_from")),
                recipients,
                0,
                mail.path("size").asLong(),
                text(mail, "sha256"),
                parts(mail.path("parts")));
    }
}
