package io.mailtap.log;

import static io.mailtap.log.Texts.octets;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.mailtap.bytes.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is masked of values once secrets are known.
final class SecretsTest {
    private static final String MASK = "<redacted>";

    private final Secrets secrets = new Secrets();

    private String masked(String value) {
        return secrets.mask(octets(value)).latin1();
    }

    /// The forms of a secret, as the JDK has them.
    private static List<String> forms(Bytes secret) {
        byte[] raw = secret.toArray();
        return List.of(
                secret.latin1(),
                Base64.getEncoder().withoutPadding().encodeToString(raw),
                HexFormat.of().formatHex(raw),
                HexFormat.of().withUpperCase().formatHex(raw));
    }

    private static Bytes random(Random random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return Bytes.copyOf(octets);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 9, 31, 1024})
    void everyFormIsMasked(int length) {
        Bytes secret = random(new Random(length), length);
        secrets.add(secret);
        for (String form : forms(secret)) {
            assertEquals("a " + MASK + " b", masked("a " + form + " b"));
            assertEquals(MASK + MASK, masked(form + form));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 1025})
    void whatIsTooShortOrTooLongIsNotLookedFor(int length) {
        Bytes secret = octets("x".repeat(length));
        secrets.add(secret);
        assertSame(secret, secrets.mask(secret));
    }

    @Test
    void theLongestIsMasked() {
        secrets.add(octets("pass"));
        secrets.add(octets("password"));
        secrets.add(octets("word"));
        assertEquals(MASK + " " + MASK + "wor" + MASK, masked("password passworword"));
    }

    @Test
    void aFormCutOffIsNoSecret() {
        secrets.add(octets("password"));
        assertEquals("passwor", masked("passwor"));
        assertEquals("cGFzc3dvcm", masked("cGFzc3dvcm"));
        assertEquals("pas", masked("pas"));
        assertEquals("", masked(""));
    }

    @Test
    void guessesAreAllRememberedUntilThereAreTooMany() {
        List<Bytes> guesses = new ArrayList<>();
        for (int i = 0; i < 3 * Secrets.MOST_SECRETS; i++) {
            Bytes guess = octets("guess-" + i + ".");
            guesses.add(guess);
            secrets.add(guess);
            secrets.add(guess); // once as it is sent, once when it is refused
            for (Bytes known : guesses.subList(Math.max(0, i + 1 - Secrets.MOST_SECRETS), i + 1)) {
                assertEquals(MASK, secrets.mask(known).latin1());
            }
        }
        assertEquals("guess-0.", masked("guess-0."));
    }

    @Test
    void guessesThatNothingWasMaskedBetweenAreRemembered() {
        for (int i = 0; i < 3 * Secrets.MOST_SECRETS; i++) {
            secrets.add(octets("guess-" + i + "."));
        }
        for (int i = 0; i < 3 * Secrets.MOST_SECRETS; i++) {
            String guess = "guess-" + i + ".";
            boolean isLate = i >= 2 * Secrets.MOST_SECRETS;
            assertEquals(isLate ? MASK : guess, masked(guess));
        }
    }

    @Test
    void whereNothingIsKnownNothingIsMasked() {
        secrets.beginDialogue(octets("LOGIN"));
        Bytes value = octets("password");
        assertSame(value, secrets.mask(value));
        secrets.addAnswer(octets("cGFzc3dvcmQ=")); // the user
        assertSame(value, secrets.mask(value));
        secrets.addAnswer(octets(" cGFzc3dvcmQ== "));
        assertEquals(MASK, masked("password"));
    }

    @Test
    void theTokenOfABearerIsMasked() {
        secrets.beginDialogue(octets("XOAUTH2"));
        String answer = "user=bob\u0001auth=Bearer t0ken-t0ken\u0001\u0001";
        secrets.addAnswer(octets(Base64.getEncoder().encodeToString(answer.getBytes(ISO_8859_1))));
        assertEquals("a " + MASK + ".", masked("a t0ken-t0ken."));
    }

    @Test
    void manySecretsAreMaskedAsAPlainSearchDoes() {
        Random random = new Random(7);
        List<String> forms = new ArrayList<>();
        for (int i = 0; i < Secrets.MOST_SECRETS; i++) {
            Bytes secret = random(random, 4 + random.nextInt(3));
            secrets.add(secret);
            forms.addAll(forms(secret));
        }
        for (int i = 0; i < 2000; i++) {
            StringBuilder value = new StringBuilder();
            for (int part = 0; part < 3; part++) {
                String form = forms.get(random.nextInt(forms.size()));
                value.append(random(random, random.nextInt(4)).latin1());
                value.append(form, 0, form.length() - random.nextInt(2));
            }
            assertEquals(plainly(forms, value.toString()), masked(value.toString()));
        }
    }

    private static String plainly(List<String> forms, String value) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < value.length()) {
            int longest = 0;
            for (String form : forms) {
                if (form.length() > longest && value.startsWith(form, at)) {
                    longest = form.length();
                }
            }
            result.append(longest > 0 ? MASK : value.substring(at, at + 1));
            at += Math.max(longest, 1);
        }
        return result.toString();
    }
}
