package io.mailtap.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.decode.Packet;
import org.junit.jupiter.api.Test;

/// Letters are kept in order, however many there are.
final class FlowHistoryTest {
    private final FlowHistory history =
            new TcpConnection(
                    new TableSlice(
                            new FlowTimersTest.Forgotten(),
                            new StreamBudget(StreamLimits.DEFAULT),
                            new TableClock()),
                    new Packet(),
                    0);

    @Test
    void lettersAreInTheCaseOfTheirSide() {
        history.addLetter('S', true);
        history.addLetter('H', false);
        assertEquals("Sh", history.history());
    }

    @Test
    void aMarkGivesItsLetterOncePerSide() {
        assertFalse(history.mark(FlowHistory.DATA, 'D', true));
        assertTrue(history.mark(FlowHistory.DATA, 'D', true));
        assertFalse(history.mark(FlowHistory.DATA, 'D', false));
        assertEquals("Dd", history.history());
    }

    @Test
    void marksFollowTheSidesWhenTheseAreExchanged() {
        history.mark(FlowHistory.DATA, 'D', true);
        history.flipHistory();
        assertTrue(history.mark(FlowHistory.DATA, 'D', false));
        assertFalse(history.mark(FlowHistory.DATA, 'D', true));
        assertEquals("D^D", history.history());
    }

    @Test
    void aLoneSynAckBecomesTheRespondersOwn() {
        history.mark(FlowHistory.SYN, 'H', true);
        assertTrue(history.isLoneSynAck());
        history.becomeFlippedSynAck();
        assertEquals("^h", history.history());
        assertFalse(history.isLoneSynAck());
        assertTrue(history.mark(FlowHistory.SYN, 'H', false));
    }

    @Test
    void moreLettersThanFitIntoANumberAreKeptToo() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            char letter = (char) ('A' + i % 26);
            history.addLetter(letter, i % 3 != 0);
            all.append(i % 3 != 0 ? letter : Character.toLowerCase(letter));
            assertEquals(all.toString(), history.history());
        }
    }

    @Test
    void thereAreAtMost4096Letters() {
        for (int i = 0; i < 5000; i++) {
            history.addLetter('F', i < 4095);
        }
        assertEquals("F".repeat(4095) + "f", history.history());
    }
}
