package io.mailtap.analyzer.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.analyzer.SignatureException;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import io.mailtap.net.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A stream is cut where something comes of a match, and nowhere else.
final class DetectionTest {
    private static final String GREETING = "220 mx.example ESMTP\r\n";
    private static final String HELLO = "EHLO client.example\r\n";

    /// A connection on which some analyzers are tried already.
    private static final class Target implements DetectionTarget {
        private final Set<String> tried;
        private final List<String> enabled = new ArrayList<>();
        private long held;

        Target(Set<String> tried) {
            this.tried = tried;
        }

        @Override
        public Connection connection() {
            throw new AssertionError("no built-in signature asks for headers");
        }

        @Override
        public DetectionLimits limits() {
            return DetectionLimits.DEFAULT;
        }

        @Override
        public boolean mayEnable(String analyzer) {
            return !tried.contains(analyzer);
        }

        @Override
        public boolean mayEnableAgain(String analyzer) {
            return true;
        }

        @Override
        public void enable(String analyzer) {
            if (!tried.contains(analyzer)) {
                enabled.add(analyzer);
            }
        }

        @Override
        public void enableAgain(String analyzer) {}

        @Override
        public boolean wantsMatches() {
            return false;
        }

        @Override
        public void matched(
                String signature, Direction from, String msg, Bytes data, long payloadSize) {
            throw new AssertionError("nobody wants to know");
        }

        @Override
        public boolean hold(long octets) {
            held += octets;
            return true;
        }

        @Override
        public void onMemoryExceeded() {
            throw new AssertionError("there is no limit");
        }
    }

    private static final class Run {
        private final Target target;
        private final Detection detection;

        Run(String... tried) throws SignatureException {
            target = new Target(Set.of(tried));
            Set<String> analyzers = Set.of("SMTP", "POP3", "SSL");
            detection = new Detection(Signatures.withBuiltIn(List.of(), analyzers), target);
        }

        /// Answers what was looked at, piece by piece.
        List<String> say(Direction from, String octets) {
            List<String> pieces = new ArrayList<>();
            ByteSlice all = ByteSlice.of(octets);
            for (int at = 0; at < all.length(); ) {
                int looked = detection.look(from, all.slice(at, all.length()));
                pieces.add(octets.substring(at, at + looked));
                detection.act();
                at += looked;
            }
            return pieces;
        }
    }

    @Test
    void whatMatchesForAnAnalyzerThatIsThereCutsNothing() throws SignatureException {
        Run known = new Run("SMTP");
        assertEquals(List.of(GREETING), known.say(Direction.RESPONDER, GREETING));
        assertEquals(List.of(HELLO), known.say(Direction.ORIGINATOR, HELLO));
        assertEquals(List.of(), known.target.enabled);
    }

    @Test
    void anAnalyzerIsEnabledAtTheOctetThatNamesIt() throws SignatureException {
        Run unknown = new Run();
        assertEquals(
                List.of("220 mx.example ESMTP\r", "\n"),
                unknown.say(Direction.RESPONDER, GREETING));
        assertEquals(List.of("SMTP"), unknown.target.enabled);
    }

    @Test
    void whatHasFiredQuietlyCountsForTheRulesThatRequireIt() throws SignatureException {
        Run unknown = new Run();
        assertEquals(
                List.of("220 mx.example\r\n"),
                unknown.say(Direction.RESPONDER, "220 mx.example\r\n"));
        assertEquals(
                List.of("EHLO", " client.example\r\n"), unknown.say(Direction.ORIGINATOR, HELLO));
        assertEquals(List.of("SMTP"), unknown.target.enabled);
    }

    @Test
    void whatWasKeptIsGivenBackWhenNothingCanFireAnyMore() throws SignatureException {
        Run strange = new Run();
        strange.say(Direction.ORIGINATOR, "GET / HTTP/1.1\r\n\r\n");
        String answer = "HTTP/1.1 200 OK\r\n\r\n";
        assertEquals(List.of(answer), strange.say(Direction.RESPONDER, answer));
        assertTrue(strange.detection.isOver());
        assertEquals(0, strange.target.held);
    }
}
