package io.mailtap.analyzer.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.bytes.ByteSlice;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Against the JDK's decoder.
final class Base64GroupsTest {
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    @Test
    void wholeGroupsAreDecodedAsTheJdkDoes() {
        Random random = new Random(1);
        for (int length = 3; length < 200; length += 3) {
            byte[] octets = new byte[length];
            random.nextBytes(octets);
            byte[] characters = Base64.getEncoder().encode(octets);
            byte[] to = new byte[5 + length + Base64Groups.SLACK];
            boolean decoded =
                    Base64Groups.decode(ByteSlice.of(characters), 0, characters.length, to, 5);
            assertTrue(decoded);
            assertArrayEquals(octets, Arrays.copyOfRange(to, 5, 5 + length));
        }
    }

    @Test
    void everyStrangerInEveryPlaceIsNoticed() {
        for (int place = 0; place < 12; place++) {
            for (int octet = 0; octet < 256; octet++) {
                byte[] characters =
                        "QUJDREVGR0hJ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                characters[place] = (byte) octet;
                boolean decoded =
                        Base64Groups.decode(
                                ByteSlice.of(characters),
                                0,
                                12,
                                new byte[9 + Base64Groups.SLACK],
                                0);
                assertEquals(
                        ALPHABET.indexOf(octet) >= 0, decoded, "octet " + octet + " at " + place);
            }
        }
    }
}
