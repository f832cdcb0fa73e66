package io.mailtap.analyzer.pop3;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What the client's side of a SASL dialogue reveals (RFC 4422): who, and for some mechanisms the
/// secret.
final class Sasl {
    /// How to read the client's answers.
    enum Mechanism {
        /// RFC 4616: authzid NUL authcid NUL password.
        PLAIN,
        /// The user, then the password.
        LOGIN,
        /// RFC 2195: the user, a space, a digest.
        CRAM_MD5,
        /// `user=` ... `auth=Bearer` token, separated by U+0001.
        XOAUTH2,
        /// RFC 7628: GS2 header with the user, then the same.
        OAUTHBEARER,
        /// RFC 5802: the user in the first answer.
        SCRAM,
        /// RFC 4422 appendix A: the user, if any.
        EXTERNAL,
        /// RFC 4505: anything the client likes.
        ANONYMOUS,
        /// One that is registered, but reveals nothing that we read.
        OPAQUE,
        /// One that nobody has registered.
        UNKNOWN;

        static Mechanism of(String name) {
            return switch (name.toUpperCase(Locale.ROOT)) {
                case "PLAIN" -> PLAIN;
                case "LOGIN" -> LOGIN;
                case "CRAM-MD5" -> CRAM_MD5;
                case "XOAUTH2" -> XOAUTH2;
                case "OAUTHBEARER" -> OAUTHBEARER;
                case "EXTERNAL" -> EXTERNAL;
                case "ANONYMOUS" -> ANONYMOUS;
                case "NTLM", "GSSAPI", "GSS-SPNEGO", "DIGEST-MD5", "KERBEROS_V4", "OTP", "SKEY" ->
                        OPAQUE;
                case String scram when scram.startsWith("SCRAM-") -> SCRAM;
                default -> UNKNOWN;
            };
        }
    }

    /// What was wrong with an answer.
    enum Fault {
        NONE,
        BAD_BASE64,
        MALFORMED_PLAIN
    }

    private final Mechanism mechanism;
    private Bytes user = Bytes.EMPTY;
    private Bytes password = Bytes.EMPTY;
    private int answers;
    private boolean awaitsAnswer = true;
    private String base64Problem = "";

    Sasl(Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    /// Whether the client's next line is an answer, as far as the mechanism tells.
    boolean awaitsAnswer() {
        return awaitsAnswer;
    }

    /// Takes note that the server asks for an answer.
    void onChallenge() {
        awaitsAnswer = true;
    }

    /// Who tries to log in, empty as long as nothing tells.
    Bytes user() {
        return user;
    }

    /// The password or token, empty if the mechanism does not reveal one.
    Bytes password() {
        return password;
    }

    /// What is wrong with the base64 of the last answer, in Zeek's words, empty if nothing.
    String base64Problem() {
        return base64Problem;
    }

    /// Takes an answer, or an initial response, in base64.
    Fault onAnswer(ByteSlice line) {
        answers++;
        awaitsAnswer =
                switch (mechanism) {
                    case PLAIN, XOAUTH2, OAUTHBEARER, EXTERNAL, ANONYMOUS, CRAM_MD5 -> false;
                    case LOGIN -> answers < 2;
                    case SCRAM, OPAQUE, UNKNOWN -> true;
                };
        base64Problem = "";
        if (line.contentEquals("=")) {
            return Fault.NONE; // an empty initial response (RFC 4954, section 4)
        }
        Base64Text.Decoded result = Base64Text.decode(line);
        base64Problem = result.problem();
        Bytes decoded = result.octets();
        if (decoded == null) {
            return Fault.BAD_BASE64;
        }
        switch (mechanism) {
            case PLAIN -> {
                return onPlain(decoded);
            }
            case LOGIN -> onLogin(decoded);
            case CRAM_MD5 -> user = firstWord(decoded);
            case XOAUTH2, OAUTHBEARER -> onBearer(decoded);
            case SCRAM -> onScram(decoded);
            case EXTERNAL, ANONYMOUS -> user = decoded;
            case OPAQUE, UNKNOWN -> {}
        }
        return Fault.NONE;
    }

    private Fault onPlain(Bytes decoded) {
        int first = indexOf(decoded, (byte) 0, 0);
        int second = first < 0 ? -1 : indexOf(decoded, (byte) 0, first + 1);
        if (second < 0) {
            return Fault.MALFORMED_PLAIN;
        }
        user = decoded.slice(first + 1, second);
        password = decoded.slice(second + 1, decoded.length());
        return password.isEmpty() ? Fault.MALFORMED_PLAIN : Fault.NONE;
    }

    private void onLogin(Bytes decoded) {
        if (user.isEmpty() && answers == 1) {
            user = decoded;
        } else if (answers == 2) {
            password = decoded;
        }
    }

    private void onBearer(Bytes decoded) {
        for (String field : text(decoded).split("\u0001", -1)) {
            if (field.startsWith("user=")) {
                user = octets(field.substring(5));
            } else if (field.startsWith("auth=Bearer ")) {
                password = octets(field.substring(12));
            } else if (field.startsWith("n,a=") || field.startsWith("y,a=")) {
                user = saslName(field.substring(4).replaceFirst(",.*", ""));
            }
        }
    }

    private void onScram(Bytes decoded) {
        if (answers > 1) {
            return;
        }
        for (String field : text(decoded).split(",", -1)) {
            if (field.startsWith("n=")) {
                user = saslName(field.substring(2));
            }
        }
    }

    private static Bytes saslName(String name) {
        return octets(name.replace("=2C", ",").replace("=3D", "="));
    }

    private static Bytes firstWord(Bytes decoded) {
        for (int i = 0; i < decoded.length(); i++) {
            if (decoded.at(i) == ' ' || decoded.at(i) == '\t') {
                return decoded.slice(0, i);
            }
        }
        return decoded;
    }

    private static int indexOf(Bytes octets, byte wanted, int from) {
        return octets.asSlice().indexOf(wanted, from);
    }

    private static String text(Bytes octets) {
        return octets.latin1();
    }

    private static Bytes octets(String latin1) {
        return Bytes.copyOf(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
}
