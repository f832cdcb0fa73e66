package io.mailtap.capture;

import static io.mailtap.capture.CaptureOctets.concat;
import static io.mailtap.capture.CaptureOctets.frames;
import static io.mailtap.capture.CaptureOctets.gzip;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipStreamTest {
    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] inflated(byte[] gzip) throws IOException {
        try (GzipStream stream = new GzipStream(new ByteArrayInputStream(gzip))) {
            return stream.readAllBytes();
        }
    }

    @Test
    void manyEmptyMembersDoNotFillTheStack() throws IOException {
        byte[][] members = new byte[100_001][];
        Arrays.fill(members, gzip(new byte[0]));
        members[100_000] = gzip(octets("end"));
        assertArrayEquals(octets("end"), inflated(concat(members)));
    }

    @Test
    void headerFieldsAreSteppedOver() throws IOException {
        byte[] plain = gzip(octets("text"));
        byte[] fields = octets("\3\0abcname\0comment\0\1\2");
        byte[] header = Arrays.copyOf(plain, 10);
        header[3] = 2 + 4 + 8 + 16;
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        assertArrayEquals(octets("text"), inflated(concat(header, fields, rest)));
    }

    @Test
    void zerosAfterTheLastMemberArePaddingAndAnythingElseIsDamage() throws IOException {
        byte[] gzip = gzip(octets("text"));
        assertArrayEquals(octets("text"), inflated(concat(gzip, new byte[600])));
        assertThrows(ZipException.class, () -> inflated(concat(gzip, octets("junk"))));
    }

    @Test
    void whatWasInflatedBeforeDamageIsHandedOut() throws IOException {
        byte[] stored = {0, 4, 0, (byte) 0xfb, (byte) 0xff, 'd', 'a', 't', 'a', 7};
        byte[] header = Arrays.copyOf(gzip(new byte[0]), 10);
        byte[] damaged = concat(header, stored);
        try (GzipStream stream = new GzipStream(new ByteArrayInputStream(damaged))) {
            byte[] target = new byte[100];
            assertEquals(4, stream.read(target, 0, target.length));
            assertEquals("data", new String(target, 0, 4, StandardCharsets.ISO_8859_1));
            assertThrows(ZipException.class, () -> stream.read(target, 0, target.length));
        }
    }

    @Test
    void noCutOrDamageIsToldAsNull() {
        byte[] gzip = gzip(new CaptureOctets(ByteOrder.BIG_ENDIAN).section().toArray());
        for (int cut = 2; cut < gzip.length; cut++) {
            byte[] octets = Arrays.copyOf(gzip, cut);
            CaptureException fault = assertThrows(CaptureException.class, () -> frames(octets));
            assertFalse(fault.getMessage().contains("null"), fault.getMessage());
        }
    }

    @Test
    void offsetsSayThatTheyAreNotThoseOfTheFile() {
        CaptureOctets file = CaptureOctets.pcap(ByteOrder.BIG_ENDIAN, 0xa1b2c3d4L, 1);
        byte[] cut = Arrays.copyOf(file.record(1, 0, 0, "abc", 0).toArray(), 41);
        String reason = "x.pcap: at octet 24: the file ends within a packet";
        assertEquals(reason, damage(cut));
        assertEquals(reason + " (counted when uncompressed)", damage(gzip(cut)));
    }

    private static String damage(byte[] octets) {
        return assertThrows(CaptureException.class, () -> frames(octets)).getMessage();
    }
}
