package io.mailtap.log;

import static io.mailtap.log.Texts.hex;
import static io.mailtap.log.Texts.octets;
import static io.mailtap.log.Texts.written;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.IpAddress;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values and escapes of Zeek's JSON logs.
final class JsonRowTest {
    private static String row(Consumer<Row> columns) {
        RowBuffer buffer = new RowBuffer();
        Schema schema = Schema.of("x", "a string", "b.c string", "d string", "e string");
        Row row = new JsonRow(buffer, schema.columns());
        columns.accept(row);
        row.end();
        return written(buffer);
    }

    private static String value(Bytes octets) {
        String line = row(row -> row.octets(octets));
        return line.substring("{\"a\":".length(), line.length() - "}\n".length());
    }

    @Test
    void keysAreFlatAndInOrder() {
        assertEquals(
                "{\"a\":1,\"b.c\":true,\"d\":\"x\",\"e\":\"SF\"}\n",
                row(row -> row.count(1).bool(true).octets(octets("x")).name("SF")));
    }

    @Test
    void unsetColumnsAreLeftOut() {
        assertEquals("{\"d\":1}\n", row(row -> row.unset().octets(null).count(1).address(null)));
        assertEquals("{}\n", row(row -> row.unset().name(null).octetSet(null).addresses(null)));
    }

    @Test
    void emptyValuesAreNot() {
        assertEquals(
                "{\"a\":\"\",\"b.c\":[],\"d\":[]}\n",
                row(row -> row.octets(Bytes.EMPTY).octetSet(List.of()).addresses(List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "1254722767492060000, 1254722767.49206",
        "100000000000, 100.0",
        "0, 0.0",
        "-1000000000, -1.0",
        "500000000, 0.5",
        "1254722767000000000, 1254722767.0",
        "61000, 0.000061"
    })
    void timesAreAsShortAsCanBe(long nanos, String text) {
        assertEquals("{\"a\":" + text + "}\n", row(row -> row.time(nanos)));
        assertEquals("{\"a\":" + text + "}\n", row(row -> row.interval(nanos)));
    }

    @Test
    void aReplyIsItsCodeAndItsText() {
        assertEquals("{\"a\":\"250 2.0.0 Ok\"}\n", row(row -> row.reply(250, octets("2.0.0 Ok"))));
        assertEquals("{\"a\":\"250 a\\tb\\\"\"}\n", row(row -> row.reply(250, octets("a\tb\""))));
        assertEquals("{\"a\":\"599 \\\\xfc\"}\n", row(row -> row.reply(599, hex("fc"))));
    }

    @Test
    void setsAreArrays() {
        IpAddress address = IpAddress.v4(0x01020304);
        assertEquals(
                "{\"a\":[\"x\",\"y,z\",\"\"],\"b.c\":[\"1.2.3.4\"],\"d\":[\"p\"]}\n",
                row(row ->
                        row.octetSet(List.of(octets("x"), octets("y,z"), octets("")))
                                .addresses(List.of(address))
                                .nameSet(List.of("p"))));
    }

    @ParameterizedTest
    @CsvSource({
        "c3 28, \\\\xc3(",
        "08 0c 0a 0d 09 00 15, \\b\\f\\n\\r\\t\\\\x00\\\\x15",
        "ee 8b a0, \\\\xee\\\\x8b\\\\xa0",
        "c3 b1 c0 81, \\\\xc3\\\\xb1\\\\xc0\\\\x81",
        "2d, -",
        "5c, \\\\",
        "22, \\\"",
        "2f, /",
        "5c 78 38 32, \\\\x82",
        "82, \\\\x82",
        "7f, \\\\x7f",
        "28 65 6d 70 74 79 29, (empty)",
        "c3 b1 22 ff, \\\\xc3\\\\xb1\\\"\\\\xff"
    })
    void textsAreEscaped(String octets, String text) {
        assertEquals("\"" + text + "\"", value(hex(octets)));
    }

    @Test
    void legalUtf8IsKept() {
        assertEquals("\"\u00c3\u00b1\"", value(hex("c3b1")));
        assertEquals("\"\u00c3\u00b1\\n\\\\\"", value(hex("c3b10a5c")));
    }

    @Test
    void everyRowBeginsAnew() {
        RowBuffer buffer = new RowBuffer();
        Row row = new JsonRow(buffer, Schema.of("x", "a count", "b count").columns());
        row.count(1).unset().end();
        row.unset().count(2).end();
        assertEquals("{\"a\":1}\n{\"b\":2}\n", written(buffer));
    }
}
