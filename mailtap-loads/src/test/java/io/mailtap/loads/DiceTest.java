package io.mailtap.loads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DiceTest {
    private static final int THROWS = 100_000;

    @Test
    void theyAreThoseOfSplitMix64() {
        Dice dice = new Dice(1234567);
        assertEquals("6457827717110365317", Long.toUnsignedString(dice.next()));
        assertEquals("3203168211198807973", Long.toUnsignedString(dice.next()));
        assertEquals("9817491932198370423", Long.toUnsignedString(dice.next()));
    }

    @Test
    void diceOfAnotherNumberPurposeOrSeedAreOthers() {
        long first = Dice.of(1, "mail", 1).next();
        assertNotEquals(first, Dice.of(1, "mail", 2).next());
        assertNotEquals(first, Dice.of(1, "text", 1).next());
        assertNotEquals(first, Dice.of(2, "mail", 1).next());
        assertEquals(first, Dice.of(1, "mail", 1).next());
    }

    @Test
    void allNumbersOfARangeComeUpAndNoOthers() {
        Dice dice = new Dice(1);
        int[] counts = new int[6];
        for (int i = 0; i < THROWS; i++) {
            counts[dice.between(1, 6) - 1]++;
        }
        for (int count : counts) {
            assertEquals(THROWS / 6.0, count, THROWS / 60.0);
        }
    }

    @Test
    void halfOfTheSizesAreAboveTheMedianAndTwoThirdsWithinASigma() {
        Dice dice = new Dice(1);
        int[] sizes = new int[THROWS];
        Arrays.setAll(sizes, _ -> dice.lognormal(1000, 1, 1, Integer.MAX_VALUE));
        Arrays.sort(sizes);
        assertEquals(1000, sizes[THROWS / 2], 20);
        assertEquals(1000 / Math.E, sizes[(int) (THROWS * 0.1587)], 20);
        assertEquals(1000 * Math.E, sizes[(int) (THROWS * 0.8413)], 80);
    }

    @Test
    void sizesStayWithinTheirLimits() {
        Dice dice = new Dice(1);
        for (int i = 0; i < THROWS; i++) {
            int size = dice.lognormal(1000, 3, 20, 5000);
            assertTrue(size >= 20 && size <= 5000);
        }
    }

    @Test
    void whatGoesOnSoManyTimesDoesSoOnAverage() {
        Dice dice = new Dice(1);
        long rounds = 0;
        double waits = 0;
        for (int i = 0; i < THROWS; i++) {
            rounds += dice.rounds(1.5, 1000);
            waits += dice.exponential();
        }
        assertEquals(1.5, (double) rounds / THROWS, 0.03);
        assertEquals(1, waits / THROWS, 0.02);
    }
}
