package io.mailtap.analyzer.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Direction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What stands before a conversation: tunnels, and the PROXY protocol.
final class HandshakesTest {
    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    // ---- tunnels

    private static final String CONNECT = "C:CONNECT mx:25 HTTP/1.1\r\nHost: mx\r\n\r\n";

    static List<Arguments> tunnels() {
        return List.of(
                open(CONNECT + "S:HTTP/1.1 200 OK\r\n\r\n"),
                open(CONNECT + "S:HTTP/1.0 299 x\n\n"),
                open("C:CONNECT mx:25 HTTP/1.0\n\nS:HTTP/1.1 200\r\n\r\n"),
                none(CONNECT + "S:HTTP/1.1 407 Who are you\r\n\r\n"),
                none(CONNECT + "S:220 mx\r\n"),
                none("C:CONNECTED\r\n"),
                open("C:\4\1\0\31\1\2\3\4me\0S:\0\132\0\0\0\0\0\0"),
                open("C:\4\1\0\31\0\0\0\1me\0mx.example\0S:\0\132\0\0\0\0\0\0"),
                none("C:\4\2\0\31\1\2\3\4me\0"),
                none("C:\4\1\0\31\1\2\3\4me\0S:\0\133\0\0\0\0\0\0"),
                open("C:\5\1\0S:\5\0C:\5\1\0\1\1\2\3\4\0\31S:\5\0\0\1\1\2\3\4\0\31"),
                open("C:\5\2\0\1S:\5\0C:\5\1\0\3\2mx\0\31S:\5\0\0\3\2mx\0\31"),
                open(
                        "C:\5\1\2S:\5\2C:\1\2me\3pwdS:\1\0C:\5\1\0\1\1\2\3\4\0\31S:\5\0\0\1\1\2\3\4\0\31"),
                none("C:\5\1\2S:\5\2C:\1\2me\3pwdS:\1\1"),
                none("C:\5\1\0S:\5\377"),
                none("C:\5\1\0S:\5\0C:\5\2\0\1\1\2\3\4\0\31"),
                none("C:\5\1\0S:\5\0C:\5\1\0\7\1"),
                none("C:\5\1\0C:\5\1\0\1\1\2\3\4\0\31"),
                none("C:CONNECT " + "x".repeat(5000)));
    }

    private static Arguments open(String dialogue) {
        return Arguments.of(dialogue, TunnelHandshake.Progress.OPEN);
    }

    private static Arguments none(String dialogue) {
        return Arguments.of(dialogue, TunnelHandshake.Progress.NONE);
    }

    @ParameterizedTest
    @MethodSource("tunnels")
    void aTunnelOpensAtTheSameOctetHoweverItsHandshakeIsCut(
            String dialogue, TunnelHandshake.Progress expected) {
        String whole = dialogue.endsWith("x") ? dialogue : dialogue + "\0more";
        for (int size : new int[] {1, 2, 3, 7, 10_000}) {
            assertEquals(expected, play(dialogue, size, 0), "cut every " + size);
            if (expected == TunnelHandshake.Progress.OPEN) {
                assertEquals(expected, play(whole, size, 5), "cut every " + size);
            }
        }
    }

    /// Plays a dialogue in pieces. What is behind the handshake must be left.
    private static TunnelHandshake.Progress play(String dialogue, int size, int left) {
        TunnelHandshake tunnel = null;
        int taken = 0;
        int all = 0;
        for (String turn : dialogue.split("(?=[CS]:)")) {
            Direction from = Direction.of(turn.charAt(0) == 'C');
            byte[] octets = octets(turn.substring(2));
            all += octets.length;
            for (int at = 0; at < octets.length; at += size) {
                int count = Math.min(size, octets.length - at);
                ByteSlice piece = ByteSlice.of(octets).slice(at, at + count);
                tunnel = tunnel == null ? TunnelHandshake.of(piece) : tunnel;
                assertNotNull(tunnel);
                if (tunnel.progress() == TunnelHandshake.Progress.MORE) {
                    taken += tunnel.onData(from, piece);
                }
            }
        }
        assertNotNull(tunnel);
        if (tunnel.progress() == TunnelHandshake.Progress.OPEN) {
            assertEquals(left, all - taken);
        }
        return tunnel.progress();
    }

    @Test
    void otherBeginningsAreNone() {
        assertNull(TunnelHandshake.of(ByteSlice.of(octets("EHLO"))));
        assertNull(TunnelHandshake.of(ByteSlice.of(octets("\6"))));
    }

    // ---- the PROXY protocol

    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";

    static List<Arguments> prefaces() {
        return List.of(
                Arguments.of(
                        "PROXY TCP4 192.0.2.1 192.0.2.2 40000 25\r\n",
                        "TCP4 192.0.2.1 192.0.2.2 40000 25"),
                Arguments.of("PROXY TCP6 ::1 ::2 1 2\r\n", "TCP6 ::1 ::2 1 2"),
                Arguments.of("PROXY UNKNOWN\r\n", "UNKNOWN"),
                Arguments.of(SIGNATURE + "\40\0\0\0", "LOCAL"),
                Arguments.of(
                        SIGNATURE + "\41\21\0\14\300\0\2\1\300\0\2\2\234\100\0\31",
                        "TCP4 192.0.2.1 192.0.2.2 40000 25"),
                Arguments.of(
                        SIGNATURE + "\41\21\0\17\300\0\2\1\300\0\2\2\234\100\0\31\4\0\0",
                        "TCP4 192.0.2.1 192.0.2.2 40000 25"),
                Arguments.of(
                        SIGNATURE
                                + "\41\41\0\44"
                                + ("\0".repeat(15) + "\1")
                                + ("\0".repeat(15) + "\2")
                                + "\0\1\0\2",
                        "TCP6 ::1 ::2 1 2"),
                Arguments.of(SIGNATURE + "\41\61\0\0", "UNKNOWN"),
                Arguments.of(SIGNATURE + "\41\21\0\2ab", "UNKNOWN"));
    }

    private static ProxyPreface preface(byte[] octets, int size) {
        ProxyPreface preface = new ProxyPreface();
        ByteArrayOutputStream given = new ByteArrayOutputStream();
        for (int at = 0;
                at < octets.length && preface.progress() == ProxyPreface.Progress.MORE;
                at += size) {
            int count = Math.min(size, octets.length - at);
            int taken = preface.onData(ByteSlice.of(octets).slice(at, at + count));
            given.write(octets, at, taken);
        }
        assertArrayEquals(given.toByteArray(), preface.taken().toBytes().toArray());
        return preface;
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("prefaces")
    void aPrefaceEndsWhereItEndsAndSaysForWhomItSpeaks(String text, String says) {
        for (int size : new int[] {1, 2, 5, 1000}) {
            ProxyPreface preface = preface(octets(text + "EHLO x\r\n"), size);
            assertEquals(ProxyPreface.Progress.FOUND, preface.progress());
            assertEquals(octets(text).length, preface.taken().length());
            assertEquals(says, preface.says());
        }
    }

    @Test
    void whatIsNoneIsGivenBack() {
        List<String> others =
                List.of(
                        "PROPFIND / HTTP/1.1\r\n",
                        "PROXY TCP9 x\r\n",
                        "PROXY TCP4 a b 1 2\n",
                        "PROXY TCP4 " + "9".repeat(200),
                        "\r\nEHLO x\r\n",
                        SIGNATURE + "\61\0\0\0",
                        SIGNATURE + "\42\0\0\0",
                        SIGNATURE + "\41\21\377\377");
        for (String text : others) {
            for (int size : new int[] {1, 3, 1000}) {
                assertEquals(
                        ProxyPreface.Progress.NONE, preface(octets(text), size).progress(), text);
            }
        }
    }
}
