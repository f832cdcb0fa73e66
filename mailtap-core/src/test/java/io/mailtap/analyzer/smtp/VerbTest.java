package io.mailtap.analyzer.smtp;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.mailtap.bytes.ByteSlice;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

final class VerbTest {
    private static Verb typed(String word) {
        return Verb.typed(ByteSlice.of(word));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "GREETING",
                "END_OF_DATA",
                "AUTH_ANSWER",
                "BDAT_LAST",
                "EMPTY_LINE",
                "UNKNOWN"
            })
    void aCommandIsKnownInAnyCaseAndInOnePieceOnly(Verb verb) {
        String word = verb.octets().ascii();
        String lower = word.toLowerCase(Locale.ROOT);
        assertSame(verb, typed(word));
        assertSame(verb, typed(lower));
        assertSame(verb, typed(word.charAt(0) + lower.substring(1)));
        assertNull(typed(word + "X"));
        assertNull(typed(word.substring(0, word.length() - 1)));
        assertNull(typed("X" + word));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ">",
                "(UNKNOWN)",
                "AUTH_ANSWER",
                "STAR",
                "STARTTLX",
                "X-AN",
                "X\rANONYMOUSTLS",
                "M\u0001IL",
                "\u00cdAIL"
            })
    void nothingElseIs(String word) {
        assertNull(typed(word));
    }
}
