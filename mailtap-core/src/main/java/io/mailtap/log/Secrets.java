package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// What has been a secret on one connection, in the forms in which it may turn up again.
final class Secrets {
    /// Forms remembered; the oldest go first.
    static final int MOST_FORMS = 256;

    /// Shorter ones are masked where they stand but not looked for elsewhere: they would be found
    /// in everything.
    private static final int SHORTEST = 4;

    private final List<byte[]> forms = new ArrayList<>();
    private boolean inDialogue;
    private boolean userKnown;

    /// Remembers a secret.
    void add(Bytes secret) {
        if (secret.length() < SHORTEST) {
            return;
        }
        byte[] raw = secret.toArray();
        addForm(raw);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(raw);
        addForm(base64.getBytes(StandardCharsets.US_ASCII));
        String hex = HexFormat.of().formatHex(raw);
        addForm(hex.getBytes(StandardCharsets.US_ASCII));
        addForm(hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    }

    private void addForm(byte[] form) {
        for (byte[] known : forms) {
            if (java.util.Arrays.equals(known, form)) {
                return;
            }
        }
        if (forms.size() >= MOST_FORMS) {
            forms.removeFirst();
        }
        forms.add(form);
    }

    /// Takes the argument of AUTH: a mechanism, and perhaps an initial response.
    void beginDialogue(Bytes arg) {
        inDialogue = true;
        String text = arg.latin1();
        int space = text.indexOf(' ');
        String mechanism = (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
        userKnown = !mechanism.equals("LOGIN");
        if (space >= 0) {
            addAnswer(arg.slice(space + 1, arg.length()));
        }
    }

    /// Takes a SASL answer: it is a secret itself, and so are the parts that it holds.
    void addAnswer(Bytes answer) {
        if (inDialogue && !userKnown) {
            userKnown = true; // LOGIN's first answer is the user, who is no secret
            return;
        }
        add(answer);
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(answer.latin1().trim().replaceAll("=+$", ""));
        } catch (IllegalArgumentException e) {
            return; // not base64: the answer itself is all there is to hide
        }
        int from = lastZero(decoded) + 1;
        add(Bytes.copyOf(decoded, from, decoded.length - from));
    }

    private static int lastZero(byte[] octets) {
        for (int i = octets.length - 1; i >= 0; i--) {
            if (octets[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    void endDialogue() {
        inDialogue = false;
    }

    /// {@return `value` with every known form replaced by the mask}
    Bytes mask(Bytes value) {
        Bytes masked = value;
        for (byte[] form : forms) {
            masked = replace(masked, form);
        }
        return masked;
    }

    private static Bytes replace(Bytes value, byte[] form) {
        int hit = indexOf(value, form, 0);
        if (hit < 0) {
            return value;
        }
        OctetBuffer result = new OctetBuffer();
        int at = 0;
        while (hit >= 0) {
            result.append(value.asSlice(), at, hit - at);
            result.append(Redactor.MASK.asSlice());
            at = hit + form.length;
            hit = indexOf(value, form, at);
        }
        result.append(value.asSlice(), at, value.length() - at);
        return result.toBytes();
    }

    private static int indexOf(Bytes value, byte[] form, int from) {
        int last = value.length() - form.length;
        for (int i = from; i <= last; i++) {
            int k = 0;
            while (k < form.length && value.at(i + k) == form[k]) {
                k++;
            }
            if (k == form.length) {
                return i;
            }
        }
        return -1;
    }
}
