package io.mailtap.log;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// What has been a secret on one connection, in the forms in which it may turn up again.
final class Secrets {
    /// Forms remembered; the oldest go first.
    static final int MOST_FORMS = 256;

    /// Shorter ones are masked where they stand but not looked for elsewhere: they would be found
    /// in everything.
    private static final int SHORTEST = 4;

    /// Longer ones are masked where they stand but not looked for elsewhere: no password is that
    /// long, and looking for them would cost as much as somebody wants it to.
    private static final int LONGEST = 1024;

    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
    private static final byte[] LOWER = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UPPER = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    // A bit for each spread value of four octets: whether a form begins with such. Forms that went
    // may have left theirs.
    private final long[] begins = new long[16];
    private final List<byte[]> forms = new ArrayList<>();
    private boolean inDialogue;
    private boolean userKnown;

    /// Remembers a secret.
    void add(Bytes secret) {
        if (secret.length() < SHORTEST || secret.length() > LONGEST) {
            return;
        }
        byte[] raw = secret.toArray();
        addForm(raw);
        addForm(BASE64.encode(raw));
        addForm(hex(raw, LOWER));
        addForm(hex(raw, UPPER));
    }

    private static byte[] hex(byte[] raw, byte[] digits) {
        byte[] hex = new byte[2 * raw.length];
        for (int i = 0; i < raw.length; i++) {
            hex[2 * i] = digits[raw[i] >>> 4 & 15];
            hex[2 * i + 1] = digits[raw[i] & 15];
        }
        return hex;
    }

    private void addForm(byte[] form) {
        for (byte[] known : forms) {
            if (Arrays.equals(known, form)) {
                return;
            }
        }
        if (forms.size() >= MOST_FORMS) {
            forms.removeFirst();
        }
        forms.add(form);
        int bit = spread(form[0], form[1], form[2], form[3]);
        begins[bit >>> 6] |= 1L << bit;
    }

    /// Spreads the first four octets over the bits of [#begins].
    private static int spread(byte a, byte b, byte c, byte d) {
        int four = (a & 0xff) << 24 | (b & 0xff) << 16 | (c & 0xff) << 8 | d & 0xff;
        return four * 0x9e37_79b1 >>> 22;
    }

    private boolean mayBegin(Bytes value, int at) {
        int bit = spread(value.at(at), value.at(at + 1), value.at(at + 2), value.at(at + 3));
        return (begins[bit >>> 6] >>> bit & 1) != 0;
    }

    /// Takes the argument of AUTH: a mechanism, and perhaps an initial response.
    void beginDialogue(Bytes arg) {
        inDialogue = true;
        int blank = firstBlank(arg);
        userKnown = !arg.slice(0, blank).asSlice().equalsIgnoreCase("LOGIN");
        if (blank < arg.length()) {
            addAnswer(arg.slice(blank + 1, arg.length()));
        }
    }

    /// Takes a SASL answer: it is a secret itself, and so are the parts that it holds.
    void addAnswer(Bytes answer) {
        if (inDialogue && !userKnown) {
            userKnown = true; // LOGIN's first answer is the user, who is no secret
            return;
        }
        add(answer);
        if (answer.length() > LONGEST) {
            return;
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(unpadded(answer.latin1().trim()));
        } catch (IllegalArgumentException e) {
            return; // not base64: the answer itself is all there is to hide
        }
        int from = lastZero(decoded) + 1;
        add(Bytes.copyOf(decoded, from, decoded.length - from));
        addToken(Bytes.copyOf(decoded));
    }

    /// Remembers the token of XOAUTH2 and OAUTHBEARER (RFC 7628): `auth=Bearer TOKEN` up to U+0001.
    private void addToken(Bytes decoded) {
        String text = decoded.latin1();
        int begin = text.indexOf("auth=Bearer ");
        if (begin >= 0) {
            int from = begin + "auth=Bearer ".length();
            int end = text.indexOf('\u0001', from);
            add(decoded.slice(from, end < 0 ? decoded.length() : end));
        }
    }

    private static String unpadded(String base64) {
        int end = base64.length();
        while (end > 0 && base64.charAt(end - 1) == '=') {
            end--;
        }
        return base64.substring(0, end);
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
        OctetBuffer result = null;
        int kept = 0;
        int at = 0;
        while (at <= value.length() - SHORTEST) {
            int length = mayBegin(value, at) ? formAt(value, at) : 0;
            if (length == 0) {
                at++;
                continue;
            }
            if (result == null) {
                result = new OctetBuffer();
            }
            result.append(value.asSlice(), kept, at - kept);
            result.append(Redactor.MASK.asSlice());
            at += length;
            kept = at;
        }
        if (result == null) {
            return value;
        }
        result.append(value.asSlice(), kept, value.length() - kept);
        return result.toBytes();
    }

    // The length of the longest form that stands at an index, 0 if none does.
    private int formAt(Bytes value, int at) {
        int longest = 0;
        for (byte[] form : forms) {
            if (form.length > longest && matches(value, at, form)) {
                longest = form.length;
            }
        }
        return longest;
    }

    private static boolean matches(Bytes value, int at, byte[] form) {
        if (form.length > value.length() - at) {
            return false;
        }
        for (int k = 0; k < form.length; k++) {
            if (value.at(at + k) != form[k]) {
                return false;
            }
        }
        return true;
    }

    /// {@return the index of the first blank, the length if there is none}
    static int firstBlank(Bytes text) {
        int at = 0;
        while (at < text.length() && !Ascii.isBlank(text.at(at))) {
            at++;
        }
        return at;
    }
}
