package io.mailtap.loads;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Random numbers that are the same on every JDK and machine: SplitMix64, and the strict
/// mathematics of the Java library.
///
/// @see <a href="https://doi.org/10.1145/2714064.2660195">Fast splittable pseudorandom number
///   generators</a>, figures 16 and 17
final class Dice {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        state = seed;
    }

    /// {@return dice that share nothing with those of another seed, purpose or number}
    static Dice of(long seed, String purpose, long number) {
        long state = mix(seed + STEP);
        for (int i = 0; i < purpose.length(); i++) {
            state = mix(state + purpose.charAt(i));
        }
        return new Dice(mix(state ^ number * STEP));
    }

    private static long mix(long z) {
        long y = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long x = (y ^ y >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }

    long next() {
        state += STEP;
        return mix(state);
    }

    /// {@return a number from 0 to below `bound`}
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    /// {@return a number from `least` to `most`}
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /// {@return a number from 0 to below 1}
    double fraction() {
        return (next() >>> 11) * 0x1p-53;
    }

    boolean chance(double share) {
        return fraction() < share;
    }

    <T> T one(List<T> of) {
        return of.get(below(of.size()));
    }

    /// {@return what is drawn so many times}
    <T> List<T> draw(int count, Function<Dice, T> what) {
        List<T> drawn = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            drawn.add(what.apply(this));
        }
        return drawn;
    }

    /// {@return a number of mean 1, often small, at times large}
    double exponential() {
        return -StrictMath.log(1 - fraction());
    }

    /// {@return a number of the normal distribution, by the method of Box and Muller}
    double gaussian() {
        double radius = StrictMath.sqrt(2 * exponential());
        return radius * StrictMath.cos(2 * StrictMath.PI * fraction());
    }

    /// {@return a size, half of which are above `median`}
    ///
    /// @param sigma standard deviation of the size's logarithm
    int lognormal(double median, double sigma, int least, int most) {
        double size = median * StrictMath.exp(sigma * gaussian());
        return (int) StrictMath.min(most, StrictMath.max(least, size));
    }

    /// {@return how often something goes on that does so `mean` times on average}
    int rounds(double mean, int most) {
        int rounds = 0;
        while (rounds < most && chance(mean / (1 + mean))) {
            rounds++;
        }
        return rounds;
    }

    /// {@return so many hexadecimal digits}
    String hex(int digits) {
        return Text.hex(next(), digits);
    }
}
