package io.mailtap.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/// Windows onto octets against versions that are obviously right, over random octets.
final class ByteSliceTest {
    private static final int ROUNDS = 3000;

    /// Random octets of which many are line ends or next to them, in a window that is not all of
    /// its array.
    private record Sample(byte[] octets, ByteSlice slice) {
        static Sample next(Random random) {
            byte[] octets = new byte[random.nextInt(40)];
            byte[] common = {'\r', '\n', '\r' + 1, '\n' - 1, '\r' | (byte) 0x80, 0, 1, (byte) 0x80};
            for (int i = 0; i < octets.length; i++) {
                boolean any = random.nextInt(8) > 0;
                octets[i] = any ? (byte) random.nextInt() : common[random.nextInt(common.length)];
            }
            int before = random.nextInt(9);
            byte[] array = new byte[before + octets.length + random.nextInt(9)];
            Arrays.fill(array, (byte) '\n');
            System.arraycopy(octets, 0, array, before, octets.length);
            return new Sample(octets, ByteSlice.of(array, before, octets.length));
        }

        int first(int from, IntPredicate wanted) {
            for (int i = from; i < octets.length; i++) {
                if (wanted.test(octets[i])) {
                    return i;
                }
            }
            return -1;
        }
    }

    @Test
    void lineEndsAreFoundWhereANaiveScanFindsThem() {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            Sample sample = Sample.next(random);
            for (int from = 0; from <= sample.octets().length; from++) {
                int expected = sample.first(from, octet -> octet == '\r' || octet == '\n');
                assertEquals(expected, sample.slice().indexOfLineEnd(from), "round " + i);
            }
        }
    }

    @Test
    void octetsAreFoundWhereANaiveScanFindsThem() {
        Random random = new Random(2);
        for (int i = 0; i < ROUNDS; i++) {
            Sample sample = Sample.next(random);
            byte wanted = (byte) (random.nextBoolean() ? '\n' : random.nextInt());
            for (int from = 0; from <= sample.octets().length; from++) {
                int expected = sample.first(from, octet -> octet == wanted);
                assertEquals(expected, sample.slice().indexOf(wanted, from), "round " + i);
            }
        }
    }

    @Test
    void scansDoNotBeginOutsideTheWindow() {
        ByteSlice slice = ByteSlice.of("\nab\n").slice(1, 3);
        assertThrows(IndexOutOfBoundsException.class, () -> slice.indexOfLineEnd(3));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.indexOfLineEnd(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.indexOf((byte) 'a', 3));
    }

    @Test
    void numbersAreReadInTheirOrder() {
        Random random = new Random(3);
        byte[] octets = new byte[64];
        random.nextBytes(octets);
        ByteSlice slice = ByteSlice.of(octets, 5, 50);
        for (int i = 0; i <= 42; i++) {
            assertEquals(octets[5 + i], slice.at(i));
            assertEquals(octets[5 + i] & 0xff, slice.u8(i));
            assertEquals(number(octets, 5 + i, 2), slice.u16(i));
            assertEquals(number(octets, 5 + i, 4), slice.u32(i));
            assertEquals((int) number(octets, 5 + i, 4), slice.i32(i));
            assertEquals(number(octets, 5 + i, 8), slice.i64(i));
            assertEquals(Short.reverseBytes((short) slice.u16(i)) & 0xffff, slice.u16Le(i));
            assertEquals(Integer.reverseBytes(slice.i32(i)) & 0xffff_ffffL, slice.u32Le(i));
        }
    }

    private static long number(byte[] octets, int at, int length) {
        long number = 0;
        for (int i = at; i < at + length; i++) {
            number = number << 8 | octets[i] & 0xff;
        }
        return number;
    }

    @Test
    void numbersAreNotReadAcrossTheEdge() {
        ByteSlice slice = ByteSlice.of(new byte[16], 4, 8);
        assertThrows(IndexOutOfBoundsException.class, () -> slice.at(8));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.u8(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.u16(7));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.u16Le(7));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.u32(5));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.u32Le(5));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.i64(1));
    }

    @Test
    void aWindowDoesNotReachBeyondItsSource() {
        ByteSlice slice = ByteSlice.of(new byte[16], 4, 8);
        assertThrows(IndexOutOfBoundsException.class, () -> slice.slice(0, 9));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.slice(5, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.slice(-1, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> ByteSlice.of(new byte[4], 2, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> new ByteSlice().pointAt(slice, 4, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.copyTo(6, new byte[9], 0, 3));
    }

    @Test
    void prefixesAreComparedAsInText() {
        Random random = new Random(4);
        for (int i = 0; i < ROUNDS; i++) {
            String text = letters(random, 6);
            String other = letters(random, 4);
            ByteSlice slice = ByteSlice.of("x" + text + "y").slice(1, text.length() + 1);
            String upper = text.toUpperCase(Locale.ROOT);
            String otherUpper = other.toUpperCase(Locale.ROOT);
            assertEquals(text.startsWith(other), slice.startsWith(other));
            assertEquals(text.equals(other), slice.contentEquals(other));
            assertEquals(text.equals(other), slice.contentEquals(ByteSlice.of(other)));
            assertEquals(upper.startsWith(otherUpper), slice.startsWithIgnoreCase(other));
            int from = random.nextInt(text.length() + 1);
            assertEquals(
                    upper.startsWith(otherUpper, from), slice.startsWithIgnoreCase(from, other));
            assertEquals(upper.equals(otherUpper), slice.equalsIgnoreCase(other));
        }
    }

    private static String letters(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append("abABz{Z[@`".charAt(random.nextInt(10)));
        }
        return text.toString();
    }

    @Test
    void onlyLettersOfAsciiHaveCase() {
        assertFalse(ByteSlice.of("[").equalsIgnoreCase("{"));
        assertFalse(ByteSlice.of("@").equalsIgnoreCase("`"));
        assertFalse(ByteSlice.of("\u00e4").equalsIgnoreCase("\u00c4"));
        assertTrue(ByteSlice.of("sTARTtls").equalsIgnoreCase("STARTTLS"));
    }

    @Test
    void aWindowCanBePointedElsewhere() {
        ByteSlice source = ByteSlice.of("0123456789");
        ByteSlice window = new ByteSlice();
        assertTrue(window.isEmpty());
        assertEquals("345", window.pointAt(source, 3, 3).toString());
        assertEquals("45", window.pointAt(window, 1, 2).toString());
        assertEquals("4", window.slice(0, 1).toString());
        assertEquals(0, window.clear().length());
    }

    @Test
    void anOwnedCopyOutlivesTheWindow() {
        byte[] octets = "abc".getBytes(ISO_8859_1);
        Bytes copy = ByteSlice.of(octets, 1, 2).toBytes();
        Arrays.fill(octets, (byte) 'x');
        assertEquals("bc", copy.latin1());
    }

    @Test
    void octetsAreCopiedOut() {
        byte[] target = "-----".getBytes(ISO_8859_1);
        ByteSlice.of("abcdef").slice(1, 6).copyTo(1, target, 1, 3);
        assertEquals("-cde-", new String(target, ISO_8859_1));
    }

    @Test
    void octetsAreClassifiedAsInAscii() {
        for (int i = 0; i < 256; i++) {
            byte octet = (byte) i;
            char c = (char) i;
            assertEquals(" \t".indexOf(c) >= 0, Ascii.isBlank(octet), "blank " + i);
            assertEquals(" \t\n\u000b\f\r".indexOf(c) >= 0, Ascii.isSpace(octet), "space " + i);
            assertEquals("0123456789".indexOf(c) >= 0, Ascii.isDigit(octet), "digit " + i);
            int hex = "0123456789abcdef".indexOf(Character.toLowerCase(c));
            assertEquals(hex, Ascii.hexValue(octet), "hex " + i);
            int upper = c >= 'a' && c <= 'z' ? c - 32 : c;
            assertEquals((byte) upper, Ascii.toUpper(octet), "upper " + i);
        }
    }
}
