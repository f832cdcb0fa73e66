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

/// Values and escapes of Zeek's tab-separated logs.
final class TsvRowTest {
    private static String row(Consumer<Row> columns) {
        RowBuffer buffer = new RowBuffer();
        Row row = new TsvRow(buffer);
        columns.accept(row);
        row.end();
        return written(buffer);
    }

    private static String value(Bytes octets) {
        return row(row -> row.octets(octets)).stripTrailing();
    }

    @ParameterizedTest
    @CsvSource({
        "1254722767492060000, 1254722767.492060",
        "61000, 0.000061",
        "500, 0.000001",
        "1500, 0.000002",
        "2500, 0.000002",
        "3500, 0.000004",
        "499, 0.000000",
        "501, 0.000001",
        "999999600, 1.000000",
        "-1000000000, -1.000000",
        "-1500000000, -1.500000",
        "0, 0.000000",
        "2147483646500000000, 2147483646.500000"
    })
    void timesHaveSixDecimals(long nanos, String text) {
        assertEquals(text + "\n", row(row -> row.time(nanos)));
        assertEquals(text + "\n", row(row -> row.interval(nanos)));
    }

    @Test
    void numbersAreDecimal() {
        for (long power = 1; power > 0 && power < Long.MAX_VALUE / 10; power *= 10) {
            for (long number : new long[] {power - 1, power, power + 1, 2 * power, -power}) {
                assertEquals(number + "\n", row(row -> row.count(number)));
            }
        }
        assertEquals(Integer.MAX_VALUE + "\n", row(row -> row.count(Integer.MAX_VALUE)));
        assertEquals(Long.MAX_VALUE + "\n", row(row -> row.count(Long.MAX_VALUE)));
        assertEquals(Long.MIN_VALUE + "\n", row(row -> row.count(Long.MIN_VALUE)));
    }

    @Test
    void aReplyIsItsCodeAndItsText() {
        assertEquals("250 2.0.0 Ok\n", row(row -> row.reply(250, octets("2.0.0 Ok"))));
        assertEquals("250 \n", row(row -> row.reply(250, Bytes.EMPTY)));
        assertEquals("1 a\\x09b\n", row(row -> row.reply(1, octets("a\tb"))));
        assertEquals("599 \\xfc\n", row(row -> row.reply(599, hex("fc"))));
    }

    @Test
    void escapesAreFoundWhereverTheyStand() {
        for (int before = 0; before < 20; before++) {
            for (int behind = 0; behind < 20; behind++) {
                String head = "x".repeat(before);
                String tail = "y".repeat(behind);
                assertEquals(
                        head + "\\x09" + tail + "\n",
                        row(row -> row.octets(octets(head + '\t' + tail))));
                assertEquals(
                        head + "\\x7f" + tail + "\n",
                        row(row -> row.octets(octets(head + '\u007f' + tail))));
            }
        }
    }

    @Test
    void whatStoodBehindARowDoesNotCount() {
        RowBuffer buffer = new RowBuffer();
        Row row = new TsvRow(buffer);
        row.octets(octets("\\".repeat(40))).end();
        buffer.truncate(0);
        row.octets(octets("plain")).octets(octets("text, too")).end();
        assertEquals("plain\ttext, too\n", written(buffer));
    }

    @Test
    void columnsAreSeparatedByTabs() {
        String line =
                row(row ->
                        row.unset()
                                .count(7)
                                .bool(true)
                                .bool(false)
                                .name("SF")
                                .octets(octets("a b")));
        assertEquals("-\t7\tT\tF\tSF\ta b\n", line);
    }

    @Test
    void absentAndEmptyDiffer() {
        assertEquals("-\t(empty)\n", row(row -> row.octets(null).octets(Bytes.EMPTY)));
        assertEquals("-\t(empty)\n", row(row -> row.octetSet(null).octetSet(List.of())));
        assertEquals("-\t(empty)\n", row(row -> row.addresses(null).addresses(List.of())));
        assertEquals("-\t(empty)\n", row(row -> row.nameSet(null).nameSet(List.of())));
        assertEquals("-\t-\n", row(row -> row.name(null).address(null)));
        assertEquals("(empty)\n", row(row -> row.octetSet(List.of(Bytes.EMPTY))));
    }

    @ParameterizedTest
    @CsvSource({
        "61 09 62, a\\x09b",
        "61 5c 62, a\\\\b",
        "78 2c 79, 'x,y'",
        "c3 b1 c0 81, \\xc3\\xb1\\xc0\\x81",
        "72 fc 68 6d 61, r\\xfchma",
        "0a 09 00, \\x0a\\x09\\x00",
        "5c 78 34 31, \\\\x41",
        "2d, \\x2d",
        "28 65 6d 70 74 79 29, \\x28empty)",
        "2d 2d, --",
        "7f, \\x7f",
        "c2 80, \\xc2\\x80",
        "ee 80 80, \\xee\\x80\\x80",
        "ef bf bf, \\xef\\xbf\\xbf",
        "ed a0 80, \\xed\\xa0\\x80",
        "f4 90 80 80, \\xf4\\x90\\x80\\x80",
        "c3, \\xc3",
        "0d 0a, \\x0d\\x0a"
    })
    void textsAreEscaped(String octets, String text) {
        assertEquals(text, value(hex(octets)));
    }

    @ParameterizedTest
    @CsvSource({"66 6f 6f 20 c2 ae 20 62", "c3 b1", "f0 9f 98 80", "e2 82 ac"})
    void legalUtf8IsKept(String octets) {
        assertEquals(hex(octets).latin1(), value(hex(octets)));
    }

    @Test
    void eachSegmentIsJudgedAlone() {
        assertEquals("\u00c3\u00b1\\\\\\xc0\\x81", value(hex("c3b15cc081")));
        assertEquals("\u00c3\u00b1\\x09\\xc0\\x81", value(hex("c3b109c081")));
    }

    @Test
    void setsEscapeTheirSeparator() {
        List<Bytes> values = List.of(octets(","), octets("-"), octets(""), octets("a,b"));
        assertEquals("\\x2c,\\x2d,(empty),a\\x2cb\n", row(row -> row.octetSet(values)));
    }

    @Test
    void addressesAreCanonical() {
        IpAddress v6 = new IpAddress(0x20010db8_00000000L, 1);
        List<IpAddress> both = List.of(IpAddress.v4(0x01020304), v6);
        assertEquals("1.2.3.4,2001:db8::1\n", row(row -> row.addresses(both)));
        assertEquals("2001:db8::1\n", row(row -> row.address(v6)));
    }

    @Test
    void aLineDoesNotBeginLikeAComment() {
        assertEquals("\\x23fields\t#\n", row(row -> row.octets(octets("#fields")).name("#")));
    }

    @Test
    void everyRowBeginsAnew() {
        RowBuffer buffer = new RowBuffer();
        Row row = new TsvRow(buffer);
        row.count(1).count(2).end();
        row.octets(octets("#")).end();
        row.count(3).end();
        assertEquals("1\t2\n\\x23\n3\n", written(buffer));
    }

    @Test
    void aRowIsAlwaysOneLine() {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        String line =
                row(row -> row.octets(Bytes.copyOf(all)).octetSet(List.of(Bytes.copyOf(all))));
        assertEquals(line.length() - 1, line.indexOf('\n'));
        assertEquals(1, line.chars().filter(c -> c == '\t').count());
    }
}
