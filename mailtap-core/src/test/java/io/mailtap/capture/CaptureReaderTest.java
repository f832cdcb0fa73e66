package io.mailtap.capture;

import static io.mailtap.capture.CaptureOctets.concat;
import static io.mailtap.capture.CaptureOctets.frames;
import static io.mailtap.capture.CaptureOctets.gzip;
import static io.mailtap.capture.CaptureOctets.pcap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureReaderTest {
    private static final long MICROS = 0xa1b2c3d4L;
    private static final long NANOS = 0xa1b23c4dL;
    private static final long PATCHED = 0xa1b2cd34L;
    private static final List<ByteOrder> ORDERS =
            List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN);

    @TempDir Path folder;

    @Test
    void pcapIsReadInBothByteOrdersAndResolutions() throws CaptureException {
        for (ByteOrder order : ORDERS) {
            assertEquals(
                    List.of("1500000000000007000 1 3/9 abc"),
                    frames(pcap(order, MICROS, 1).record(1500000000, 7, 9, "abc", 0).toArray()));
            assertEquals(
                    List.of("1500000000000000007 1 3/9 abc"),
                    frames(pcap(order, NANOS, 1).record(1500000000, 7, 9, "abc", 0).toArray()));
            assertEquals(
                    List.of("1500000000000007000 1 3/9 abc"),
                    frames(pcap(order, PATCHED, 1).record(1500000000, 7, 9, "abc", 8).toArray()));
        }
    }

    @Test
    void secondsAreUnsigned() throws CaptureException {
        byte[] late = pcap(ORDERS.get(0), MICROS, 1).record(4_000_000_000L, 0, 1, "a", 0).toArray();
        assertEquals(List.of("4000000000000000000 1 1/1 a"), frames(late));
    }

    @Test
    void checksumBitsBesideTheLinkTypeAreLeftOut() throws CaptureException {
        byte[] file = pcap(ORDERS.get(1), MICROS, 0x2400_0071).record(0, 0, 1, "a", 0).toArray();
        assertEquals(List.of("0 113 1/1 a"), frames(file));
    }

    @Test
    void anOriginalLengthBelowTheCapturedOneIsRaised() throws CaptureException {
        byte[] file = pcap(ORDERS.get(1), MICROS, 1).record(0, 0, 2, "abc", 0).toArray();
        assertEquals(List.of("0 1 3/3 abc"), frames(file));
    }

    @Test
    void aFileWithNothingButItsHeaderHasNoFrames() throws CaptureException {
        for (ByteOrder order : ORDERS) {
            assertEquals(List.of(), frames(pcap(order, MICROS, 1).toArray()));
            assertEquals(List.of(), frames(new CaptureOctets(order).section().toArray()));
        }
    }

    @Test
    void pcapngIsReadInBothByteOrdersWithAllKindsOfPacketBlocks() throws CaptureException {
        for (ByteOrder order : ORDERS) {
            assertEquals(
                    List.of("0 1 1/1 s", "1000 1 5/9 hello", "1000 1 2/2 si", "3000 113 3/3 old"),
                    frames(mixed(order).toArray()));
        }
    }

    private static CaptureOctets mixed(ByteOrder order) {
        return new CaptureOctets(order)
                .section()
                .describe(1)
                .simple(1, "s")
                .unknown(0xbad, 8)
                .enhanced(0, 1, 9, "hello")
                .simple(2, "si")
                .describe(113)
                .obsolete(1, 77, 3, "old");
    }

    @Test
    void eachSectionHasItsOwnByteOrderAndInterfaces() throws CaptureException {
        byte[] big =
                new CaptureOctets(ORDERS.get(0))
                        .section()
                        .describe(1)
                        .enhanced(0, 5, 1, "a")
                        .toArray();
        byte[] little =
                new CaptureOctets(ORDERS.get(1))
                        .section()
                        .describe(101)
                        .enhanced(0, 6, 1, "b")
                        .toArray();
        assertEquals(List.of("5000 1 1/1 a", "6000 101 1/1 b"), frames(concat(big, little)));
        byte[] undescribed =
                new CaptureOctets(ORDERS.get(1)).section().enhanced(0, 6, 1, "b").toArray();
        assertEquals(big.length + 28, damage(concat(big, undescribed)).offset());
    }

    @Test
    void timestampsAreOfTheResolutionAndOffsetOfTheirInterface() throws CaptureException {
        assertEquals(7_000_000_000L, nanos(0, 0, 7));
        assertEquals(7_000_000L, nanos(3, 0, 7));
        assertEquals(7L, nanos(9, 0, 7));
        assertEquals(1_500_000_000L, nanos(12, 0, 1_500_000_000_000L));
        assertEquals(1_500_000_000L, nanos(0x81, 0, 3));
        assertEquals(250_000_000L, nanos(0xa0, 0, 1L << 30));
        assertEquals(107_000_000_000L, nanos(0, 100, 7));
        assertEquals(-93_000_000_000L, nanos(0, -100, 7));
    }

    private static long nanos(int resolution, long offset, long units) throws CaptureException {
        Frame frame = new Frame();
        CaptureOctets file =
                new CaptureOctets(ORDERS.get(1)).section().describe(1, 0, resolution, offset);
        try (CaptureReader reader = CaptureOctets.open(file.enhanced(0, units, 1, "a").toArray())) {
            assertTrue(reader.next(frame));
            return frame.timeNanos();
        }
    }

    @Test
    void aSimplePacketIsAsLongAsTheSnapLengthAllows() throws CaptureException {
        byte[] file =
                new CaptureOctets(ORDERS.get(1))
                        .section()
                        .describe(1, 5, 6, 0)
                        .simple(40, "abcde")
                        .toArray();
        assertEquals(List.of("0 1 5/40 abcde"), frames(file));
    }

    @Test
    void damageBehindARunOfFramesIsToldNextHoweverOneAsks() throws CaptureException {
        CaptureOctets octets =
                new CaptureOctets(ORDERS.get(1))
                        .section()
                        .describe(1, 0, 6, 0)
                        .enhanced(0, 1, 1, "a");
        byte[] file = octets.enhanced(7, 2, 1, "b").enhanced(0, 3, 1, "c").toArray();
        Frame[] frames = Frame.several(8);
        try (CaptureReader reader = CaptureOctets.open(file)) {
            assertEquals(1, reader.next(frames));
            assertTrue(frames[0].octets().contentEquals("a"));
            assertThrows(CaptureException.class, () -> reader.next(frames[1]));
        }
        try (CaptureReader reader = CaptureOctets.open(file)) {
            assertEquals(1, reader.next(frames));
            assertThrows(CaptureException.class, () -> reader.next(frames));
        }
    }

    @Test
    void gzipOfOneOrMoreMembersIsReadFromFilesAndPipes() throws CaptureException {
        byte[] plain = mixed(ORDERS.get(0)).toArray();
        byte[] first = Arrays.copyOf(plain, 50);
        byte[] rest = Arrays.copyOfRange(plain, 50, plain.length);
        List<String> expected = frames(plain);
        assertEquals(expected, frames(gzip(plain)));
        byte[] members = concat(gzip(first), gzip(new byte[0]), gzip(rest));
        assertEquals(expected, frames(members));
        List<String> lines = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(trickle(members), "pipe")) {
            CaptureOctets.read(reader, lines);
        }
        assertEquals(expected, lines);
    }

    private static InputStream trickle(byte[] octets) {
        return new FilterInputStream(new ByteArrayInputStream(octets)) {
            @Override
            public int available() {
                return 0;
            }

            @Override
            public int read(byte[] target, int from, int count) throws IOException {
                return super.read(target, from, Math.min(count, 3));
            }
        };
    }

    @Test
    void framesThatStraddleBlocksArriveWhole() throws CaptureException, IOException {
        byte[] header = pcap(ORDERS.get(1), MICROS, 1).toArray();
        byte[][] parts = new byte[401][];
        parts[0] = header;
        for (int i = 1; i <= 400; i++) {
            String data = Character.toString('a' + i % 26).repeat(5000 + i);
            byte[] all = pcap(ORDERS.get(1), MICROS, 1).record(i, 0, 0, data, 0).toArray();
            parts[i] = Arrays.copyOfRange(all, header.length, all.length);
        }
        Path file = Files.write(folder.resolve("big.pcap"), concat(parts));
        try (CaptureReader reader = CaptureReader.open(file)) {
            Frame frame = new Frame();
            for (int i = 1; i <= 400; i++) {
                assertTrue(reader.next(frame));
                assertEquals(i * 1_000_000_000L, frame.timeNanos());
                String data = Character.toString('a' + i % 26).repeat(5000 + i);
                assertTrue(frame.octets().contentEquals(data));
            }
            assertFalse(reader.next(frame));
            assertEquals(400, reader.packets());
            assertEquals(Files.size(file), reader.octetsRead());
        }
    }

    @Test
    void aCutAnywhereGivesAllWholeFramesAndThenNamesTheOffset() throws CaptureException {
        for (ByteOrder order : ORDERS) {
            cutEverywhere(
                    pcap(order, MICROS, 1).record(1, 2, 9, "abc", 0).record(2, 3, 4, "defg", 0),
                    24);
            cutEverywhere(mixed(order), 28);
        }
    }

    private static void cutEverywhere(CaptureOctets file, int header) throws CaptureException {
        byte[] all = file.toArray();
        List<String> frames = frames(all);
        for (int cut = header; cut <= all.length; cut++) {
            byte[] octets = Arrays.copyOf(all, cut);
            int whole = 0;
            for (int end : file.ends()) {
                whole = end <= cut ? end : whole;
            }
            List<String> lines = new ArrayList<>();
            try (CaptureReader reader = CaptureOctets.open(octets)) {
                if (whole == cut) {
                    CaptureOctets.read(reader, lines);
                } else {
                    CaptureException fault =
                            assertThrows(
                                    CaptureException.class,
                                    () -> CaptureOctets.read(reader, lines));
                    assertEquals(whole, fault.offset());
                    assertEquals("x.pcap", fault.file());
                }
            }
            assertEquals(frames.subList(0, file.framesWithin(cut)), lines);
        }
    }

    @Test
    void aCutWithinTheFileHeaderIsDamage() {
        byte[] file = pcap(ORDERS.get(1), MICROS, 1).toArray();
        for (int cut = 1; cut < file.length; cut++) {
            damage(Arrays.copyOf(file, cut));
        }
    }

    @Test
    void whatIsNoCaptureIsToldInPlainWords() {
        assertEquals("x.pcap: is empty", damage(new byte[0]).getMessage());
        for (String text : List.of("a", "#!/bin/sh", "GET / HTTP/1.1")) {
            assertEquals(
                    "x.pcap: is not a pcap or pcapng file", damage(text.getBytes()).getMessage());
        }
        Path missing = folder.resolve("missing.pcap");
        CaptureException fault =
                assertThrows(CaptureException.class, () -> CaptureReader.open(missing));
        assertEquals(missing + ": no such file", fault.getMessage());
        assertThrows(CaptureException.class, () -> CaptureReader.open(folder));
    }

    @Test
    void zstdWithoutItsDecompressorIsNamed() {
        byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0, 0, 0};
        assertTrue(damage(zstd).getMessage().contains("zstd"));
    }

    @Test
    void anInsaneLengthIsDamageAndAllocatesNothing() {
        for (int length : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, (256 << 20) + 1}) {
            CaptureOctets pcap = pcap(ORDERS.get(1), MICROS, 1).record(1, 0, 1, "a", 0);
            byte[] file = pcap.putInt(2).putInt(0).putInt(length).putInt(1).putInt(0).toArray();
            List<String> lines = new ArrayList<>();
            try (CaptureReader reader = CaptureOctets.open(file)) {
                CaptureException fault =
                        assertThrows(
                                CaptureException.class, () -> CaptureOctets.read(reader, lines));
                assertEquals(24 + 17, fault.offset());
            } catch (CaptureException e) {
                throw new AssertionError(e);
            }
            assertEquals(1, lines.size());
        }
    }

    @Test
    void aLargeClaimWithoutItsOctetsAllocatesNothing() {
        byte[] file =
                pcap(ORDERS.get(1), MICROS, 1)
                        .putInt(2)
                        .putInt(0)
                        .putInt(256 << 20)
                        .putInt(1)
                        .toArray();
        long before = allocated();
        damage(file);
        assertTrue(allocated() - before < 4 << 20);
    }

    @Test
    void gzipThatIsCutOrDamagedGivesWhatCameBefore() {
        byte[] plain =
                pcap(ORDERS.get(1), MICROS, 1)
                        .record(1, 0, 1, "a", 0)
                        .record(2, 0, 1, "b", 0)
                        .toArray();
        byte[] gzip = gzip(plain);
        for (int cut = 1; cut < gzip.length; cut++) {
            damage(Arrays.copyOf(gzip, cut));
        }
        byte[] wrong = gzip.clone();
        wrong[gzip.length - 8] ^= 1;
        assertEquals(plain.length, damage(wrong).offset());
    }

    @Test
    void garbageIsNeverMoreThanDamage() {
        byte[][] seeds = {
            pcap(ORDERS.get(0), MICROS, 1).record(1, 0, 1, "abcdefgh", 0).toArray(),
            mixed(ORDERS.get(1)).toArray(),
            gzip(mixed(ORDERS.get(0)).toArray()),
        };
        long before = allocated();
        int rounds = 1000;
        for (int seed = 0; seed < rounds; seed++) {
            Random random = new Random(seed);
            byte[] octets = seeds[seed % seeds.length].clone();
            for (int i = random.nextInt(12); i >= 0; i--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt();
            }
            readAnything(octets, seed);
            random.nextBytes(octets);
            readAnything(octets, seed);
        }
        assertTrue(allocated() - before < rounds * 2L * (2 << 20));
    }

    private static void readAnything(byte[] octets, int seed) {
        try {
            frames(octets);
        } catch (CaptureException e) {
            assertEquals("x.pcap", e.file());
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean)
                        java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static CaptureException damage(byte[] octets) {
        return assertThrows(CaptureException.class, () -> frames(octets));
    }
}
