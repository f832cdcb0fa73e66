package io.mailtap.analyzer.pop3;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.mailtap.bytes.ByteSlice;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandTest {
    private static Command typed(String word) {
        return Command.typed(ByteSlice.of(word));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
    void aCommandIsKnownInAnyCaseWithOrWithoutASign(Command command) {
        String word = command.name();
        assertSame(command, typed(word));
        assertSame(command, typed(word.toLowerCase(Locale.ROOT)));
        assertSame(command, typed("+" + word));
        assertSame(command, typed("-" + word.toLowerCase(Locale.ROOT)));
        assertNull(typed(word + "X"));
        assertNull(typed(word.substring(1)));
        assertNull(typed("+-" + word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "-", "UNKNOWN", "UTF7", "UTF\u0018", "U\u0001ER", "TO", "OK"})
    void nothingElseIs(String word) {
        assertNull(typed(word));
    }
}
