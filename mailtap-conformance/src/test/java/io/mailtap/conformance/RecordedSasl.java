package io.mailtap.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Follows the SASL dialogues of an SMTP connection, and reads what they say.
final class RecordedSasl {
    private final RecordedSession session;
    private final List<String> responses = new ArrayList<>();
    private String mechanism = "";

    RecordedSasl(RecordedSession session) {
        this.session = session;
    }

    /// Takes the argument of AUTH.
    void begin(String arg) {
        String[] words = arg.split(" ", 2);
        mechanism = words[0].toUpperCase(Locale.ROOT);
        responses.clear();
        if (words.length == 2) {
            responses.add(words[1]);
        }
    }

    void answer(String line) {
        responses.add(line);
    }

    void onReply(int code) {
        if (code != 334 && isWhole()) {
            session.logins().add(login(mechanism, List.copyOf(responses), code == 235));
        }
    }

    private boolean isWhole() {
        boolean base64 = responses.stream().allMatch(line -> decoded(line) != null);
        return base64 && responses.size() >= (mechanism.equals("LOGIN") ? 2 : 1);
    }

    /// {@return a login as the responses of the client show it}
    static RecordedLogin login(String mechanism, List<String> responses, boolean ok) {
        List<String> texts = responses.stream().map(RecordedSasl::decoded).toList();
        String first = texts.getFirst();
        String user =
                switch (mechanism) {
                    case "PLAIN" -> first.split("\0", -1)[1];
                    case "CRAM-MD5" -> first.replaceFirst(" [^ ]*$", "");
                    case "XOAUTH2" -> first.replaceFirst("(?s)^user=([^\u0001]*).*", "$1");
                    case "OAUTHBEARER" -> first.replaceFirst("(?s)^n,a=([^,]*).*", "$1");
                    case "LOGIN" -> first;
                    default -> "";
                };
        String password =
                switch (mechanism) {
                    case "PLAIN" -> first.split("\0", -1)[2];
                    case "LOGIN" -> texts.get(1);
                    case "XOAUTH2", "OAUTHBEARER" ->
                            first.replaceFirst("(?s).*auth=Bearer ([^\u0001]*).*", "$1");
                    default -> "";
                };
        return new RecordedLogin(mechanism, user, password, responses, ok);
    }

    /// {@return an answer decoded, null if it is not base64}
    static String decoded(String line) {
        try {
            byte[] octets = Base64.getDecoder().decode(line.equals("=") ? "" : line);
            return new String(octets, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
