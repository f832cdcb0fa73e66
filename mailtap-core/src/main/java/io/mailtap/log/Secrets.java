package io.mailtap.log;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// What has been a secret on one connection, and may turn up again as it is or in another form.
///
/// Who guesses passwords makes many of them, and nearly none is seen again. So only the secrets
/// themselves are kept; the octets of their forms are worked out one by one while a value is
/// compared with them, which happens only where the first four fit.
final class Secrets {
    /// Secrets remembered; the oldest go first.
    static final int MOST_SECRETS = 128;

    /// How many a command adds at most.
    private static final int MOST_AT_ONCE = 3;

    /// Shorter ones are masked where they stand but not looked for elsewhere: they would be found
    /// in everything.
    private static final int SHORTEST = 4;

    /// Longer ones are masked where they stand but not looked for elsewhere: no password is that
    /// long, and looking for them would cost as much as somebody wants it to.
    private static final int LONGEST = 1024;

    private static final byte[] BASE64 =
            octets("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    private static final byte[] LOWER = octets("0123456789abcdef");
    private static final byte[] UPPER = octets("0123456789ABCDEF");

    private static final long[] NONE = {};

    /// How a secret may be written.
    private enum Form {
        AS_IT_IS,
        /// Without padding.
        IN_BASE64,
        IN_LOWER_HEX,
        IN_UPPER_HEX;

        private static final Form[] ALL = values();

        /// How many octets a secret has in this form.
        int length(Bytes secret) {
            return switch (this) {
                case AS_IT_IS -> secret.length();
                case IN_BASE64 -> (4 * secret.length() + 2) / 3;
                case IN_LOWER_HEX, IN_UPPER_HEX -> 2 * secret.length();
            };
        }

        /// An octet of a secret in this form.
        byte at(Bytes secret, int index) {
            return switch (this) {
                case AS_IT_IS -> secret.at(index);
                case IN_BASE64 -> BASE64[sixBits(secret, index)];
                case IN_LOWER_HEX -> LOWER[fourBits(secret, index)];
                case IN_UPPER_HEX -> UPPER[fourBits(secret, index)];
            };
        }

        private static int sixBits(Bytes secret, int index) {
            int bit = 6 * index;
            int at = bit >>> 3;
            int next = at + 1 < secret.length() ? secret.at(at + 1) & 0xff : 0;
            return ((secret.at(at) & 0xff) << 8 | next) >>> 10 - (bit & 7) & 63;
        }

        private static int fourBits(Bytes secret, int index) {
            int octet = secret.at(index >>> 1);
            return ((index & 1) == 0 ? octet >>> 4 : octet) & 15;
        }
    }

    // In a ring once there are as many as there may be.
    private Bytes[] secrets = new Bytes[2];

    // Of each its hash code, which finds it among many, and its first four octets, which all its
    // forms begin with: both without a look at it.
    private long[] keys = new long[2];
    private int count;
    private int oldest;

    // A bit for each spread value of four octets: whether a form of one of the first secrets begins
    // with such, as many as are marked; the others are when a value is looked at. At most one in 64
    // is set, and a few more until those that went have theirs taken away.
    private long[] begins = NONE;
    private int marked;

    private boolean inDialogue;
    private boolean userKnown;

    private static byte[] octets(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /// Remembers a secret.
    void add(Bytes secret) {
        if (secret.length() < SHORTEST || secret.length() > LONGEST) {
            return;
        }
        int hash = secret.hashCode();
        if (isKnown(secret, hash)) {
            return;
        }
        if (count == secrets.length && count < MOST_SECRETS) {
            grow();
        }
        int at = count < MOST_SECRETS ? count++ : replaced();
        secrets[at] = secret;
        keys[at] = (long) hash << 32 | begin(secret);
        if (at < marked) {
            mark((int) keys[at]);
        }
    }

    private static long begin(Bytes secret) {
        return (secret.at(0) & 0xffL) << 24
                | (secret.at(1) & 0xff) << 16
                | (secret.at(2) & 0xff) << 8
                | secret.at(3) & 0xff;
    }

    /// Whether the next command may make one be forgotten.
    boolean mayForget() {
        return count > MOST_SECRETS - MOST_AT_ONCE;
    }

    private boolean isKnown(Bytes secret, int hash) {
        for (int i = 0; i < count; i++) {
            if ((int) (keys[i] >>> 32) == hash && secrets[i].equals(secret)) {
                return true;
            }
        }
        return false;
    }

    private void grow() {
        secrets = Arrays.copyOf(secrets, 4 * count);
        keys = Arrays.copyOf(keys, 4 * count);
    }

    /// The place of the oldest, which goes.
    private int replaced() {
        int at = oldest;
        oldest = (oldest + 1) % MOST_SECRETS;
        if (oldest == 0) {
            Arrays.fill(begins, 0);
            marked = 0;
        }
        return at;
    }

    private void markRest() {
        if (begins.length < 4 * secrets.length) {
            begins = new long[4 * secrets.length];
            marked = 0;
        }
        for (; marked < count; marked++) {
            mark((int) keys[marked]);
        }
    }

    /// Marks how each form begins of a secret that begins with four octets.
    private void mark(int begin) {
        int first = begin >>> 24;
        int second = begin >>> 16 & 0xff;
        int three = begin >>> 8;
        setBegin(begin);
        setBegin(
                BASE64[three >>> 18] << 24
                        | BASE64[three >>> 12 & 63] << 16
                        | BASE64[three >>> 6 & 63] << 8
                        | BASE64[three & 63]);
        setBegin(digits(LOWER, first) << 16 | digits(LOWER, second));
        setBegin(digits(UPPER, first) << 16 | digits(UPPER, second));
    }

    private static int digits(byte[] hexadecimal, int octet) {
        return hexadecimal[octet >>> 4] << 8 | hexadecimal[octet & 15];
    }

    private void setBegin(int four) {
        int bit = spread(four);
        begins[bit >>> 6] |= 1L << bit;
    }

    /// Spreads four octets over the bits of [#begins], whose number is a power of two.
    private int spread(int four) {
        return four * 0x9e37_79b1 >>> Integer.numberOfLeadingZeros(64 * begins.length) + 1;
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
            decoded = Base64.getDecoder().decode(withoutEnds(answer));
        } catch (IllegalArgumentException e) {
            return; // not base64: the answer itself is all there is to hide
        }
        int from = lastZero(decoded) + 1;
        add(Bytes.copyOf(decoded, from, decoded.length - from));
        addToken(decoded);
    }

    /// Remembers the token of XOAUTH2 and OAUTHBEARER (RFC 7628): `auth=Bearer TOKEN` up to U+0001.
    private void addToken(byte[] decoded) {
        String text = new String(decoded, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf("auth=Bearer ");
        if (begin >= 0) {
            int from = begin + "auth=Bearer ".length();
            int end = text.indexOf('\u0001', from);
            add(Bytes.copyOf(decoded, from, (end < 0 ? decoded.length : end) - from));
        }
    }

    /// Base64 without blanks around it, and without its padding.
    private static byte[] withoutEnds(Bytes base64) {
        int from = 0;
        int to = base64.length();
        while (from < to && isBlankOrControl(base64.at(from))) {
            from++;
        }
        while (from < to && isBlankOrControl(base64.at(to - 1))) {
            to--;
        }
        while (from < to && base64.at(to - 1) == '=') {
            to--;
        }
        byte[] left = new byte[to - from];
        base64.copyTo(from, left, 0, left.length);
        return left;
    }

    private static boolean isBlankOrControl(byte octet) {
        return octet >= 0 && octet <= ' ';
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
        if (count == 0) {
            return value;
        }
        if (marked < count) {
            markRest();
        }
        OctetBuffer result = null;
        int kept = 0;
        int at = begin(value, 0);
        while (at >= 0) {
            int length = lengthAt(value, at);
            if (length == 0) {
                at = begin(value, at + 1);
                continue;
            }
            if (result == null) {
                result = new OctetBuffer();
            }
            result.append(value.asSlice(), kept, at - kept);
            result.append(Redactor.MASK.asSlice());
            kept = at + length;
            at = begin(value, kept);
        }
        if (result == null) {
            return value;
        }
        result.append(value.asSlice(), kept, value.length() - kept);
        return result.toBytes();
    }

    /// The next index at which a form may begin, -1 if there is none.
    private int begin(Bytes value, int from) {
        int end = value.length() - SHORTEST;
        if (from > end) {
            return -1;
        }
        int four =
                value.at(from) << 16 | (value.at(from + 1) & 0xff) << 8 | value.at(from + 2) & 0xff;
        for (int at = from; at <= end; at++) {
            four = four << 8 | value.at(at + 3) & 0xff;
            int bit = spread(four);
            if ((begins[bit >>> 6] >>> bit & 1) != 0) {
                return at;
            }
        }
        return -1;
    }

    // The length of the longest form that stands at an index, 0 if none does.
    private int lengthAt(Bytes value, int at) {
        int longest = 0;
        for (int i = 0; i < count; i++) {
            Bytes secret = secrets[i];
            for (Form form : Form.ALL) {
                int length = form.length(secret);
                if (length > longest
                        && length <= value.length() - at
                        && stands(form, secret, length, value, at)) {
                    longest = length;
                }
            }
        }
        return longest;
    }

    private static boolean stands(Form form, Bytes secret, int length, Bytes value, int at) {
        for (int i = 0; i < length; i++) {
            if (form.at(secret, i) != value.at(at + i)) {
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
