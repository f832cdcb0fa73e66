package io.mailtap.analyzer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Commands that wait for replies, a few or many.
final class PendingVerbsTest {
    /// Have one reply each, whatever its code.
    private static final Verb[] PLAIN = {
        Verb.GREETING, Verb.VRFY, Verb.EXPN, Verb.HELP, Verb.NOOP, Verb.UNKNOWN
    };

    @Test
    void theyAreAnsweredInTheOrderInWhichTheyCame() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            PendingVerbs pending = new PendingVerbs();
            ArrayDeque<Verb> model = new ArrayDeque<>();
            int most = 1 + random.nextInt(60);
            for (int i = 0; i < 500; i++) {
                if (model.size() < most && random.nextInt(5) > 1) {
                    Verb verb = PLAIN[random.nextInt(PLAIN.length)];
                    assertTrue(pending.add(verb));
                    model.add(verb);
                    assertTrue(pending.isLast(verb), "seed " + seed);
                } else {
                    Verb expected = model.isEmpty() ? Verb.UNKNOWN : model.remove();
                    assertEquals(expected, pending.answeredBy(250, false), "seed " + seed);
                }
            }
        }
    }

    @Test
    void theReplyToDataIsFoundBehindManyOthers() {
        for (int before = 0; before < 30; before++) {
            PendingVerbs pending = new PendingVerbs();
            for (int i = 0; i < before; i++) {
                pending.add(Verb.NOOP);
            }
            pending.add(Verb.DATA);
            pending.add(Verb.QUIT);
            assertEquals(Verb.DATA, pending.answeredBy(354, true));
            assertEquals(Verb.QUIT, pending.answeredBy(221, false));
            assertEquals(Verb.UNKNOWN, pending.answeredBy(250, false));
        }
    }

    @Test
    void whenTooManyWaitAllAreForgottenButTheLast() {
        PendingVerbs pending = new PendingVerbs();
        for (int i = 0; i <= PendingVerbs.MOST; i++) {
            assertTrue(pending.add(Verb.NOOP));
        }
        assertFalse(pending.add(Verb.VRFY));
        assertEquals(Verb.VRFY, pending.answeredBy(250, false));
        assertEquals(Verb.UNKNOWN, pending.answeredBy(250, false));
    }
}
