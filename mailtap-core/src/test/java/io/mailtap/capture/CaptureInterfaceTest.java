package io.mailtap.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaptureInterfaceTest {
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    @Test
    void everyResolutionIsExactToTheNanosecondAndClippedToWhatALongHolds() {
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            int resolution = i & 0xff;
            long units = random.nextLong() >>> random.nextInt(64);
            long got = new CaptureInterface(1, 0, resolution, 0).nanos(units);
            String what = "seed 1, resolution " + resolution + ", units " + units;
            assertEquals(expected(resolution, units), got, what);
        }
    }

    private static long expected(int resolution, long units) {
        int power = resolution & 0x7f;
        BigInteger perSecond =
                resolution < 0x80 ? BigInteger.TEN.pow(power) : BigInteger.TWO.pow(power);
        BigInteger count = new BigInteger(Long.toUnsignedString(units));
        return count.multiply(NANOS).divide(perSecond).max(LEAST).min(MOST).longValueExact();
    }

    @Test
    void absurdOffsetsAreClipped() {
        assertEquals(Long.MAX_VALUE, new CaptureInterface(1, 0, 6, Long.MAX_VALUE).nanos(5));
        assertEquals(Long.MIN_VALUE + 5000, new CaptureInterface(1, 0, 6, Long.MIN_VALUE).nanos(5));
    }

    @Test
    void aSectionOfTooManyInterfacesIsDamage() {
        CaptureOctets start = new CaptureOctets(ByteOrder.BIG_ENDIAN).section();
        byte[] one = new CaptureOctets(ByteOrder.BIG_ENDIAN).describe(1).toArray();
        byte[][] parts = new byte[65_538][];
        Arrays.fill(parts, one);
        parts[0] = start.toArray();
        byte[] flood = CaptureOctets.concat(parts);
        CaptureException fault =
                assertThrows(CaptureException.class, () -> CaptureOctets.frames(flood));
        assertEquals(28 + 65_536 * 20, fault.offset());
    }
}
