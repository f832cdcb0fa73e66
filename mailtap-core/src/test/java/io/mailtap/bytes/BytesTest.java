package io.mailtap.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Owned octets.
final class BytesTest {
    private static Bytes latin1(String text) {
        return Bytes.copyOf(text.getBytes(ISO_8859_1));
    }

    @Test
    void octetsAreOwned() {
        byte[] source = {1, 2, 3};
        Bytes bytes = Bytes.copyOf(source);
        Arrays.fill(source, (byte) 9);
        Arrays.fill(bytes.toArray(), (byte) 9);
        assertArrayEquals(new byte[] {1, 2, 3}, bytes.toArray());
    }

    @Test
    void equalOctetsAreEqual() {
        assertEquals(latin1("abc"), Bytes.copyOf("xabcx".getBytes(UTF_8), 1, 3));
        assertEquals(latin1("abc").hashCode(), Bytes.of("abc").hashCode());
        assertNotEquals(latin1("abc"), latin1("abC"));
        assertNotEquals(latin1("abc"), latin1("ab"));
        assertNotEquals("abc", (Object) latin1("abc"));
        assertEquals(Bytes.EMPTY, latin1(""));
    }

    @Test
    void orderIsThatOfUnsignedOctets() {
        List<Bytes> ordered =
                Stream.of("", "\0", "A", "AA", "B", "\u007f", "\u0080", "\u00ff", "\u00ff\0")
                        .map(BytesTest::latin1)
                        .toList();
        List<Bytes> sorted = ordered.reversed().stream().sorted().toList();
        assertEquals(ordered, sorted);
        assertEquals(0, latin1("a").compareTo(latin1("a")));
    }

    @Test
    void textIsReadInSeveralWays() {
        Bytes bytes = Bytes.of("a\u00e4");
        assertEquals("a\u00c3\u00a4", bytes.latin1());
        assertEquals("a\u00e4", bytes.utf8());
        assertEquals("a\ufffd\ufffd", bytes.ascii());
        assertEquals("61c3a4", bytes.hex());
        assertEquals("a\ufffd", latin1("a\u00e4").utf8());
    }

    @Test
    void octetsAreJoinedAndCut() {
        Bytes bytes = Bytes.of("abc").concat(Bytes.of("def"));
        assertEquals("abcdef", bytes.ascii());
        assertEquals("cd", bytes.slice(2, 4).ascii());
        assertEquals(Bytes.EMPTY, bytes.slice(6, 6));
        assertEquals('f', bytes.at(5));
        assertEquals(6, bytes.length());
        assertTrue(bytes.slice(0, 0).isEmpty());
    }

    @Test
    void nothingIsReadBeyondTheEnd() {
        Bytes bytes = Bytes.of("abc");
        assertThrows(IndexOutOfBoundsException.class, () -> bytes.at(3));
        assertThrows(IndexOutOfBoundsException.class, () -> bytes.slice(2, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> bytes.slice(-1, 2));
    }

    @Test
    void aWindowShowsTheSameOctets() {
        assertTrue(Bytes.of("abc").asSlice().contentEquals("abc"));
        assertTrue(Bytes.of("aBc").equalsIgnoreCase("AbC"));
    }

    @Test
    void aBufferGrowsAndIsUsedAgain() {
        OctetBuffer buffer = new OctetBuffer();
        StringBuilder model = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            String piece = "x".repeat(i % 37) + i;
            buffer.append(ByteSlice.of(piece));
            buffer.append((byte) '.');
            buffer.append(ByteSlice.of("a" + piece), 1, piece.length());
            model.append(piece).append('.').append(piece);
        }
        assertEquals(model.toString(), buffer.toBytes().ascii());
        assertEquals(model.toString(), buffer.view(new ByteSlice()).toString());
        buffer.truncate(3);
        assertEquals(model.substring(0, 3), buffer.toBytes().ascii());
        buffer.clear();
        assertTrue(buffer.isEmpty());
        buffer.append(ByteSlice.of("again"));
        assertEquals("again", buffer.toBytes().ascii());
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.truncate(6));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.at(5));
    }
}
