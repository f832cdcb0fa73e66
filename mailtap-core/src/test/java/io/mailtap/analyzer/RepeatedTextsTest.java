package io.mailtap.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Copies of texts that come again and again.
final class RepeatedTextsTest {
    private final RepeatedTexts texts = new RepeatedTexts();

    @Test
    void theSameOctetsAreCopiedOnce() {
        Bytes first = texts.copyOf(ByteSlice.of("2.1.5 Ok"));
        assertEquals(Bytes.of("2.1.5 Ok"), first);
        assertSame(first, texts.copyOf(ByteSlice.of("2.1.5 Ok")));
        assertSame(first, texts.copyOf(ByteSlice.of("250 2.1.5 Ok").slice(4, 12)));
    }

    @Test
    void textsThatDifferInTheMiddleAloneAreToldApart() {
        String begin = "beginning";
        String end = "endendend";
        Bytes one = texts.copyOf(ByteSlice.of(begin + "1" + end));
        Bytes other = texts.copyOf(ByteSlice.of(begin + "2" + end));
        assertEquals(Bytes.of(begin + "1" + end), one);
        assertEquals(Bytes.of(begin + "2" + end), other);
    }

    @Test
    void longTextsAreNotKept() {
        String text = "x".repeat(65);
        Bytes first = texts.copyOf(ByteSlice.of(text));
        assertEquals(Bytes.of(text), first);
        assertNotSame(first, texts.copyOf(ByteSlice.of(text)));
    }

    @Test
    void whatIsGivenIsAlwaysACopyOfTheSameOctets() {
        Random random = new Random(1);
        byte[] octets = new byte[70];
        for (int i = 0; i < 100_000; i++) {
            int length = random.nextInt(octets.length);
            for (int at = 0; at < length; at++) {
                octets[at] = (byte) random.nextInt(-1, 2);
            }
            ByteSlice text = ByteSlice.of(octets, 0, length);
            Bytes copy = texts.copyOf(text);
            assertEquals(text.toBytes(), copy);
        }
    }

    @Test
    void copiesOutliveWhatTheyWereMadeOf() {
        byte[] octets = {'o', 'k'};
        Bytes copy = texts.copyOf(ByteSlice.of(octets));
        octets[0] = 'x';
        assertEquals(Bytes.of("ok"), copy);
        assertEquals(Bytes.of("xk"), texts.copyOf(ByteSlice.of(octets)));
    }
}
