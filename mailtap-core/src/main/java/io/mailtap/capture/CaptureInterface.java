package io.mailtap.capture;

import io.mailtap.bytes.ByteSlice;

/// What an Interface Description Block says: link type and the unit of its timestamps.
///
/// @param linkType the registered LINKTYPE value
/// @param snapLength most octets captured of a packet, 0 for no limit
/// @param resolution the octet of if_tsresol: a negative power of ten, or of two if its highest bit
///   is set
/// @param offsetSeconds added to timestamps
record CaptureInterface(int linkType, long snapLength, int resolution, long offsetSeconds) {
    private static final int END_OF_OPTIONS = 0;
    private static final int IF_TSRESOL = 9;
    private static final int IF_TSOFFSET = 14;
    private static final int FIXED = 16;
    private static final int MICROS = 6;
    private static final int POWER_OF_TWO = 0x80;
    private static final long NANOS = 1_000_000_000L;
    private static final int NANO_DIGITS = 9;
    private static final int MOST_DIGITS = 19;

    static CaptureInterface read(ByteSlice block, int length, boolean little) {
        int linkType = little ? block.u16Le(8) : block.u16(8);
        long snapLength = little ? block.u32Le(12) : block.u32(12);
        int resolution = MICROS;
        long offset = 0;
        int at = FIXED;
        int end = length - 4;
        while (at + 4 <= end) {
            int code = little ? block.u16Le(at) : block.u16(at);
            int size = little ? block.u16Le(at + 2) : block.u16(at + 2);
            if (code == END_OF_OPTIONS || at + 4 + size > end) {
                break;
            }
            if (code == IF_TSRESOL && size >= 1) {
                resolution = block.u8(at + 4);
            } else if (code == IF_TSOFFSET && size >= 8) {
                offset = little ? Long.reverseBytes(block.i64(at + 4)) : block.i64(at + 4);
            }
            at += 4 + (size + 3 & ~3);
        }
        return new CaptureInterface(linkType, snapLength, resolution, offset);
    }

    /// Nanoseconds since 1970 of a timestamp, which is unsigned, rounded down. A time that 64 bits
    /// cannot hold is the largest or smallest that they can.
    long nanos(long units) {
        int power = resolution & ~POWER_OF_TWO;
        long sinceOffset =
                (resolution & POWER_OF_TWO) != 0 ? ofTwo(units, power) : ofTen(units, power);
        long offset = times(offsetSeconds, NANOS);
        long sum = sinceOffset + offset;
        return offset > 0 && sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long ofTen(long units, int power) {
        if (power > NANO_DIGITS) {
            int digits = power - NANO_DIGITS;
            return digits > MOST_DIGITS ? 0 : Long.divideUnsigned(units, powerOfTen(digits));
        }
        long nanosPerUnit = powerOfTen(NANO_DIGITS - power);
        return units < 0 ? Long.MAX_VALUE : times(units, nanosPerUnit);
    }

    // The product of units and 10^9 has up to 94 bits, of which the shift leaves the nanoseconds.
    private static long ofTwo(long units, int power) {
        long high = Math.unsignedMultiplyHigh(units, NANOS);
        long low = units * NANOS;
        if (power >= Long.SIZE) {
            return high >>> Math.min(power - Long.SIZE, Long.SIZE - 1);
        }
        if (power == 0) {
            return high != 0 || low < 0 ? Long.MAX_VALUE : low;
        }
        boolean fits = high >>> (power - 1) == 0;
        return fits ? high << (Long.SIZE - power) | low >>> power : Long.MAX_VALUE;
    }

    private static long times(long count, long unit) {
        long high = Math.multiplyHigh(count, unit);
        long low = count * unit;
        if (high == low >> 63) {
            return low;
        }
        return count < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /// 10 to the power of 0 to 19; the last is unsigned.
    private static long powerOfTen(int digits) {
        long power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        return power;
    }
}
