package io.mailtap.decode;

import static io.mailtap.decode.IpHeadersTest.changed;
import static io.mailtap.decode.Octets.hex;
import static io.mailtap.decode.Octets.ipv4;
import static io.mailtap.decode.Octets.ipv6;
import static io.mailtap.decode.Octets.join;
import static io.mailtap.decode.Octets.part;
import static io.mailtap.decode.Octets.tcp;
import static io.mailtap.decode.Octets.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.capture.LinkType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FragmentsTest {
    private static final int MORE = 0x2000;
    private static final String BODY = "0123456789abcdef".repeat(12);
    private static final byte[] SEGMENT = tcp(BODY);
    private static final String WHOLE = "6 10.0.0.1:40000 10.0.0.2:25 '" + BODY + "'";
    private static final byte[] A = fragment(0, 64);
    private static final byte[] B = fragment(64, 128);
    private static final byte[] C = fragment(128, SEGMENT.length);

    /// The octets `[from, to)` of the segment.
    private static byte[] fragment(int from, int to) {
        return fragment(9, from, to);
    }

    private static byte[] fragment(int identification, int from, int to) {
        int place = from / 8 | (to < SEGMENT.length ? MORE : 0);
        return ipv4(6, identification, place, part(SEGMENT, from, to));
    }

    @Test
    void anyOrderGivesTheWhole() {
        List<byte[]> fragments = new ArrayList<>(List.of(A, B, C));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(fragments, new Random(seed));
            Seen seen = new Seen();
            fragments.forEach(seen::ip);
            assertEquals(List.of(WHOLE), seen.lines);
            assertEquals(20 + SEGMENT.length, seen.last().ipLength);
        }
    }

    @Test
    void datagramsInterleave() {
        Seen seen = new Seen();
        seen.ip(A).ip(fragment(10, 0, 64)).ip(B).ip(fragment(10, 64, SEGMENT.length)).ip(C);
        assertEquals(List.of(WHOLE, WHOLE), seen.lines);
    }

    @Test
    void aMissingFragmentGivesNothing() {
        assertEquals(List.of(), new Seen().ip(A).ip(C).lines);
    }

    @Test
    void theFirstCopyOfAnOctetStays() {
        byte[] forged = changed(B, 25, 'X');
        assertEquals(
                List.of("flow fragment_inconsistency 10.0.0.1 10.0.0.2", WHOLE),
                new Seen().ip(A).ip(B).ip(forged).ip(C).lines);
        assertEquals(
                List.of("flow fragment_overlap 10.0.0.1 10.0.0.2", WHOLE),
                new Seen().ip(A).ip(B).ip(B).ip(C).lines);
        byte[] wide = fragment(32, 160);
        assertEquals(
                List.of(
                        "flow fragment_overlap 10.0.0.1 10.0.0.2",
                        "flow fragment_overlap 10.0.0.1 10.0.0.2",
                        WHOLE),
                new Seen().ip(A).ip(wide).ip(C).lines);
    }

    @Test
    void aRepeatedLastFragmentDoesNotWaitForALaterDatagram() {
        byte[] other = ipv4(6, 9, MORE, part(tcp("-".repeat(192)), 0, 128));
        Seen seen = new Seen().ip(A).ip(A).ip(B).ip(B).ip(C).ip(C).ip(other);
        assertEquals(1, seen.packets.size());
    }

    @Test
    void oddFragmentsAreWeird() {
        assertEquals(
                List.of("flow excessively_small_fragment 10.0.0.1 10.0.0.2"),
                Seen.ofIp(fragment(0, 40)));
        assertEquals(
                List.of("flow fragment_with_DF 10.0.0.1 10.0.0.2"),
                Seen.ofIp(ipv4(6, 9, 0x4000 | MORE, part(SEGMENT, 0, 64))));
        assertEquals(
                List.of("flow excessively_large_fragment 10.0.0.1 10.0.0.2"),
                Seen.ofIp(ipv4(6, 9, 0x1fff, part(SEGMENT, 0, 64))));
        assertEquals(
                List.of("flow fragment_protocol_inconsistency 10.0.0.1 10.0.0.2"),
                new Seen().ip(A).ip(ipv4(17, 9, 8 | MORE, part(SEGMENT, 64, 128))).lines);
        byte[] shorter = ipv4(6, 9, 128 / 8, part(SEGMENT, 128, 200));
        assertEquals(
                List.of("flow fragment_size_inconsistency 10.0.0.1 10.0.0.2", WHOLE),
                withoutOverlaps(new Seen().ip(shorter).ip(C).ip(A).ip(B).lines));
    }

    private static List<String> withoutOverlaps(List<String> lines) {
        return lines.stream().filter(line -> !line.contains("overlap")).toList();
    }

    @Test
    void ofIncompletelyCapturedFragmentsTheFirstIsRead() {
        Seen seen = new Seen();
        seen.frame(0, LinkType.RAW, A.length, part(A, 0, 50));
        seen.frame(0, LinkType.RAW, B.length, part(B, 0, 50));
        assertEquals(
                List.of(
                        "flow incompletely_captured_fragment 10.0.0.1 10.0.0.2",
                        "6 10.0.0.1:40000 10.0.0.2:25 '0123456789' of 44",
                        "flow incompletely_captured_fragment 10.0.0.1 10.0.0.2"),
                seen.lines);
    }

    @Test
    void aDatagramIsGivenUpInTime() {
        long limit = DecodeOptions.DEFAULT.fragmentTimeoutNanos();
        assertEquals(1, afterAWait(limit).packets.size());
        assertEquals(0, afterAWait(limit + 1).packets.size());
    }

    private static Seen afterAWait(long nanos) {
        Seen seen = new Seen().ip(A).ip(B);
        return seen.frame(nanos, LinkType.RAW, C.length, C);
    }

    @Test
    void theOldestDatagramGoesWhenThereAreTooMany() {
        DecodeOptions two = new DecodeOptions(false, 4, Long.MAX_VALUE, 1 << 20, 2, 1 << 16, 1);
        Seen seen = new Seen(two).ip(A).ip(fragment(10, 0, 64)).ip(fragment(11, 0, 64));
        seen.ip(fragment(9, 64, SEGMENT.length)).ip(fragment(11, 64, SEGMENT.length));
        assertEquals(
                List.of("net fragment_memory_limit", "net fragment_memory_limit", WHOLE),
                seen.lines);
    }

    @Test
    void memoryForFragmentsIsBounded() {
        DecodeOptions small = new DecodeOptions(false, 4, Long.MAX_VALUE, 5000, 1024, 1 << 16, 1);
        Seen seen = new Seen(small);
        for (int i = 0; i < 100; i++) {
            seen.ip(fragment(i, 0, 64)).ip(ipv4(6, i, 0x1fff, text("too far out")));
        }
        assertEquals(98, Collections.frequency(seen.lines, "net fragment_memory_limit"));
    }

    @Test
    void ipv6FragmentsAreJoined() {
        Seen seen = new Seen();
        seen.ip(ipv6(44, join(hex("06 00 0048 00000007"), part(SEGMENT, 72, SEGMENT.length))));
        seen.ip(ipv6(44, join(hex("06 00 0001 00000007"), part(SEGMENT, 0, 72))));
        assertEquals(List.of("6 [2001:db8::1]:40000 [2001:db8::2]:25 '" + BODY + "'"), seen.lines);
        assertEquals(40 + SEGMENT.length, seen.last().ipLength);
    }

    @Test
    void headersBehindTheFragmentHeaderAreWalked() {
        byte[] destination = join(hex("0600 0104 00000000"), SEGMENT);
        Seen seen = new Seen();
        seen.ip(ipv6(44, join(hex("3c 00 0001 00000007"), part(destination, 0, 24))));
        seen.ip(ipv6(44, join(hex("3c 00 0018 00000007"), part(destination, 24, 220))));
        assertEquals(List.of("6 [2001:db8::1]:40000 [2001:db8::2]:25 '" + BODY + "'"), seen.lines);
    }

    @Test
    void atomicFragmentsStandAlone() {
        byte[] atomic = ipv6(44, join(hex("06 00 0000 00000007"), SEGMENT));
        byte[] first = ipv6(44, join(hex("06 00 0001 00000007"), part(SEGMENT, 0, 72)));
        Seen seen = new Seen().ip(first).ip(atomic).ip(atomic);
        assertEquals(2, seen.packets.size());
        assertEquals(2, seen.lines.size());
    }

    @Test
    void fragmentsOfFragmentsAreNotJoined() {
        byte[] inner = join(hex("06 00 0000 00000008"), SEGMENT);
        Seen seen = new Seen().ip(ipv6(44, join(hex("2c 00 0000 00000007"), inner)));
        assertEquals(1, seen.packets.size());
        assertEquals("44 ", seen.lines.getFirst().substring(0, 3));
    }

    @Test
    void randomFragmentsGiveWhatABitmapGives() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] expected = new byte[SEGMENT.length];
            boolean[] known = new boolean[SEGMENT.length];
            Seen seen = new Seen();
            while (seen.packets.isEmpty()) {
                int from = random.nextInt(SEGMENT.length / 8) * 8;
                int to = Math.min(SEGMENT.length, from + 8 * (1 + random.nextInt(8)));
                byte[] octets = part(SEGMENT, from, to);
                for (int i = 20; from + i < to; i++) {
                    octets[i] = (byte) random.nextInt();
                }
                for (int i = from; i < to; i++) {
                    expected[i] = known[i] ? expected[i] : octets[i - from];
                    known[i] = true;
                }
                seen.ip(ipv4(6, 9, from / 8 | (to < SEGMENT.length ? MORE : 0), octets));
            }
            byte[] payload = seen.last().payload.toBytes().toArray();
            assertEquals(
                    java.util.HexFormat.of().formatHex(expected, 20, expected.length),
                    java.util.HexFormat.of().formatHex(payload),
                    "seed " + seed);
        }
    }
}
