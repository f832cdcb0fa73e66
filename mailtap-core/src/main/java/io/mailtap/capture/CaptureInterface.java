package io.mailtap.capture;

import io.mailtap.bytes.ByteSlice;

/// What an Interface Description Block says: link type and the unit of its timestamps.
///
/// @param linkType the registered LINKTYPE value
/// @param snapLength most octets captured of a packet, 0 for no limit
/// @param unitsPerSecond of a timestamp
/// @param offsetSeconds added to timestamps
record CaptureInterface(int linkType, long snapLength, long unitsPerSecond, long offsetSeconds) {
    private static final int END_OF_OPTIONS = 0;
    private static final int IF_TSRESOL = 9;
    private static final int IF_TSOFFSET = 14;
    private static final int FIXED = 16;
    private static final long NANOS = 1_000_000_000L;

    static CaptureInterface read(ByteSlice block, int length, boolean little) {
        int linkType = little ? block.u16Le(8) : block.u16(8);
        long snapLength = little ? block.u32Le(12) : block.u32(12);
        long units = 1_000_000;
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
                units = unitsPerSecond(block.u8(at + 4));
            } else if (code == IF_TSOFFSET && size >= 8) {
                offset = little ? Long.reverseBytes(block.i64(at + 4)) : block.i64(at + 4);
            }
            at += 4 + (size + 3 & ~3);
        }
        return new CaptureInterface(linkType, snapLength, units, offset);
    }

    /// The resolution octet: a negative power of ten, or of two if its highest bit is set. What no
    /// clock has is capped.
    private static long unitsPerSecond(int resolution) {
        if ((resolution & 0x80) != 0) {
            return 1L << Math.min(resolution & 0x7f, 62);
        }
        long units = 1;
        for (int i = 0; i < Math.min(resolution, 18); i++) {
            units *= 10;
        }
        return units;
    }

    /// Nanoseconds since 1970 of a timestamp, which is unsigned.
    long nanos(long units) {
        long seconds = Long.divideUnsigned(units, unitsPerSecond);
        long rest = Long.remainderUnsigned(units, unitsPerSecond);
        // The high and low halves of rest * 10^9, so that it does not matter how fine the units
        // are.
        long high = Math.multiplyHigh(rest, NANOS);
        long low = rest * NANOS;
        long fraction =
                high == 0 && low >= 0
                        ? low / unitsPerSecond
                        : (long) ((double) rest / unitsPerSecond * NANOS);
        return (seconds + offsetSeconds) * NANOS + fraction;
    }
}
