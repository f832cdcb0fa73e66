package io.mailtap.analyzer.smtp;

import static io.mailtap.analyzer.Transcript.smtp;
import static io.mailtap.analyzer.Transcript.smtpWithMime;
import static io.mailtap.analyzer.smtp.Prelude.RECIPIENT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// BDAT (RFC 3030): chunks of counted octets.
final class SmtpBdatTest {
    private static final String OK = "S: 250 ok\n   reply 250 to BDAT \"ok\"\n";

    @Test
    void chunksMakeAMail() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: BDAT 6
                           command BDAT "6"
                           entity begins
                        C= A: b%0d%0a
                        """
                        + OK
                        + """
                        C: BDAT 4 LAST
                           command BDAT "4 LAST"
                        C= %0d%0ahi
                           header A "b"
                           headers 1
                           segment "hi"
                           entity data "hi"
                           entity ends
                           all data "hi"
                           hash of 2
                        """
                        + OK
                        + """
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        """);
    }

    @Test
    void aLineMaySpanChunks() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: BDAT 2
                           command BDAT "2"
                           entity begins
                        C= A:
                        C: BDAT 3
                           command BDAT "3"
                        C= %20b%0d
                        C: BDAT 3
                           command BDAT "3"
                        C= %0a%0d%0a
                           header A "b"
                           headers 1
                        C: BDAT 2 LAST
                           command BDAT "2 LAST"
                        C= hi
                           segment "hi"
                           entity data "hi"
                           entity ends
                           all data "hi"
                           hash of 2
                        """);
    }

    @Test
    void anEmptyLastChunkEndsTheMailAtOnce() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: BDAT 4
                           command BDAT "4"
                           entity begins
                        C= %0d%0ahi
                           headers 0
                        C: BDAT 0 LAST
                           command BDAT "0 LAST"
                           segment "hi"
                           entity data "hi"
                           entity ends
                           all data "hi"
                           hash of 2
                        """
                        + OK
                        + OK
                        + "C: MAIL FROM:<a@b>\n   command MAIL \"FROM:<a@b>\"\n");
    }

    @Test
    void anEmptyMailEndsAtOnce() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: BDAT 0 LAST
                           command BDAT "0 LAST"
                           entity begins
                           headers 0
                           problem "illegal format" "entity body missing"
                           entity data ""
                           entity ends
                           all data ""
                           hash of 0
                        S: 250 ok
                           reply 250 to BDAT "ok"
                        C: QUIT
                           command QUIT
                        """);
    }

    @Test
    void anEmptyChunkChangesNothing() {
        smtp(
                RECIPIENT
                        + """
                        C: BDAT 0
                        C: BDAT 2 LAST
                        C= hi
                        C: QUIT
                           command BDAT "0"
                           command BDAT "2 LAST"
                           command QUIT
                        S: 250 ok
                        S: 250 ok
                        S: 221 bye
                           reply 250 to BDAT "ok"
                           reply 250 to BDAT "ok"
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void twoMailsMayBePipelined() {
        smtp(
                RECIPIENT
                        + """
                        C: BDAT 6 LAST
                        C= %0d%0aone%0a
                        C: MAIL FROM:<a@b>
                        C: RCPT TO:<c@d>
                        C: BDAT 7 LAST
                        C= %0d%0atwo%0d%0a
                        C: QUIT
                           command BDAT "6 LAST"
                           weird smtp_bdat_line_lf_only by SMTP_BDAT
                           command MAIL "FROM:<a@b>"
                           command RCPT "TO:<c@d>"
                           command BDAT "7 LAST"
                           command QUIT
                        S: 250 queued
                        S: 250 ok
                        S: 250 ok
                        S: 250 queued
                        S: 221 bye
                           reply 250 to BDAT "queued"
                           reply 250 to MAIL "ok"
                           reply 250 to RCPT "ok"
                           reply 250 to BDAT "queued"
                           reply 221 to QUIT "bye"
                        """);
    }

    @Test
    void chunksAreNotCommandsAndDotsAreNothing() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: BDAT 16 LAST
                           command BDAT "16 LAST"
                           entity begins
                        C= %0d%0a.%0d%0a..a%0d%0aQUIT%0d%0a
                           headers 0
                           segment ".%0d%0a"
                           segment "..a%0d%0a"
                           segment "QUIT%0d%0a"
                           entity data ".%0d%0a..a%0d%0aQUIT%0d%0a"
                           entity ends
                           all data ".%0d%0a..a%0d%0aQUIT%0d%0a"
                           hash of 14
                        """);
    }

    @Test
    void aLoneCrIsAnOctetLikeAnyOther() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: BDAT 8 LAST
                           command BDAT "8 LAST"
                           entity begins
                        C= %0d%0aa%0db%0d%0d%0a
                           headers 0
                           segment "a%0db%0d%0d%0a"
                           entity data "a%0db%0d%0d%0a"
                           entity ends
                           all data "a%0db%0d%0d%0a"
                           hash of 6
                        C: NOOP
                           command NOOP
                        """);
    }

    @Test
    void nulsAndHighOctetsAreKept() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: BDAT 5 last
                           command BDAT "5 last"
                           entity begins
                        C= %0d%0a%00%ff%00
                           headers 0
                           segment "%00%ff%00"
                           entity data "%00%ff%00"
                           entity ends
                           all data "%00%ff%00"
                           hash of 3
                        """);
    }

    @Test
    void aLineWithoutEndIsGivenOnInPieces() {
        String line = "x".repeat(5000);
        smtp(
                RECIPIENT
                        + "C: BDAT 5004 LAST\nC= %0d%0a"
                        + line
                        + "%0d%0a\n"
                        + "   command BDAT \"5004 LAST\"\n"
                        + "   weird smtp_bdat_line_too_long \"4096\" by SMTP_BDAT\n"
                        + OK);
    }

    @ParameterizedTest
    @CsvSource({
        "4096, %0d%0a, false",
        "4096, %0d, true",
        "4096, %0dx%0d%0a, true",
        "4096, %0d%0d%0a, true",
        "4097, %0d%0a, true",
        "4095, %0d%0d%0a, false"
    })
    void aLineMayHave4096OctetsAsideFromItsEnd(int octets, String end, boolean tooLong) {
        int size = 2 + octets + end.replaceAll("%..", "x").length();
        smtp(
                RECIPIENT
                        + "C: BDAT %d LAST\nC= %%0d%%0a%s\n"
                                .formatted(size, "x".repeat(octets) + end)
                        + "   command BDAT \"%d LAST\"\n".formatted(size)
                        + (tooLong
                                ? "   weird smtp_bdat_line_too_long \"4096\" by SMTP_BDAT\n"
                                : "")
                        + OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 LAST", "2 last", "2 Last", "02 LAST", "0000000000000000002 LAST"})
    void argumentsOfTheLastChunkAreUnderstood(String argument) {
        smtp(
                RECIPIENT
                        + "C: BDAT %s\nC= hi\nC: NOOP\n".formatted(argument)
                        + "   command BDAT \"%s\"\n   command NOOP\n".formatted(argument));
    }

    @ParameterizedTest
    @CsvSource({
        "'', argument bad length",
        "184467440737095516150 LAST, argument bad length",
        "12345678901234567890123456, argument bad length",
        "-1 LAST, not followed by a valid chunk-size",
        "x, not followed by a valid chunk-size",
        "SCRAMBLE, not followed by a valid chunk-size",
        "LAST, not followed by a valid chunk-size",
        "86LAST, chunk-size not valid",
        "8x6, chunk-size not valid",
        "86%09LAST, chunk-size not valid",
        "184467440737095516150, chunk-size too large",
        "18446744073709551616, chunk-size too large",
        "1234 SCRAMBLE, chunk-size followed by junk",
        "86 SCRAMBLE, chunk-size followed by junk",
        "86 LASTX, chunk-size followed by junk",
        "86  LAST, chunk-size followed by junk",
        "86 LAST%20, chunk-size followed by junk",
        "86%20, chunk-size followed by junk"
    })
    void badArgumentsBeginNoChunk(String argument, String problem) {
        refused(argument, "smtp_invalid_bdat_command \"BDAT " + problem + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "15555555557777777777 LAST, 15555555557777777777",
        "15555555557777777777, 15555555557777777777",
        "18446744073709551615 LAST, 18446744073709551615",
        "9223372036854775808, 9223372036854775808"
    })
    void hugeChunksAreNotBelieved(String argument, String size) {
        refused(argument, "smtp_huge_bdat_chunk \"" + size + "\"");
    }

    private static void refused(String argument, String weird) {
        String raised = argument.replace("%20", " ");
        String last = raised.isEmpty() ? "" : " \"" + raised + "\"";
        smtp(
                RECIPIENT
                        + "C: BDAT "
                        + argument
                        + "\n"
                        + "   command BDAT"
                        + last
                        + "\n"
                        + "   weird "
                        + weird
                        + " by SMTP\n"
                        + "S: 501 no\n   reply 501 to BDAT \"no\"\n"
                        + "C: DATA\n   command DATA\n");
    }

    @Test
    void theLargestChunkIsBelieved() {
        smtp(
                RECIPIENT
                        + """
                        C: BDAT 9223372036854775807
                        C: QUIT
                           command BDAT "9223372036854775807"
                        end
                           weird smtp_bdat_remaining_at_end_data by SMTP
                        """);
    }

    @Test
    void rsetGivesUpTheMail() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: BDAT 4
                           command BDAT "4"
                           entity begins
                        C= %0d%0ahi
                           headers 0
                        S: 250 ok
                           reply 250 to BDAT "ok"
                        C: RSET
                           command RSET
                           weird smtp_missing_bdat_last_chunk by SMTP
                           weird smtp_bdat_undelivered_at_done by SMTP_BDAT
                           segment "hi"
                           entity data "hi"
                           entity ends
                           all data "hi"
                           hash of 2
                        S: 250 ok
                           reply 250 to RSET "ok"
                        C: MAIL FROM:<a@b>
                           command MAIL "FROM:<a@b>"
                        """);
    }

    @Test
    void aRefusedChunkIsStillSkipped() {
        smtp(
                RECIPIENT
                        + """
                        C: BDAT 6
                           command BDAT "6"
                        S: 503 no
                           reply 503 to BDAT "no"
                        C= QUIT%0d%0a
                        C: RSET
                           command RSET
                           weird smtp_missing_bdat_last_chunk by SMTP
                        """);
    }

    @Test
    void anOddReplyIsUnexpected() {
        smtp(
                RECIPIENT
                        + """
                        C: BDAT 2
                        C= hi
                           command BDAT "2"
                        S: 354 what
                           unexpected C "unexpected reply" "354 state = 13, last command = BDAT"
                           reply 354 to BDAT "what"
                        end
                           weird smtp_bdat_undelivered_at_done by SMTP_BDAT
                        """);
    }

    @Test
    void dataInTheMiddleOfChunksIsUnexpected() {
        smtp(
                RECIPIENT
                        + """
                        C: BDAT 4
                        C= %0d%0aa%0a
                        C: DATA
                           command BDAT "4"
                           weird smtp_bdat_line_lf_only by SMTP_BDAT
                           command DATA
                           weird smtp_missing_bdat_last_chunk by SMTP
                           unexpected C "unexpected command" "DATA reply = 0 state = 13"
                        """);
    }

    @Test
    void theEndOfTheConnectionEndsTheChunk() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: BDAT 10 LAST
                           command BDAT "10 LAST"
                           entity begins
                        C= %0d%0ahi
                           headers 0
                        end
                           weird smtp_bdat_remaining_at_end_data by SMTP
                           weird smtp_bdat_undelivered_at_done by SMTP_BDAT
                           segment "hi"
                           entity data "hi"
                           entity ends
                           all data "hi"
                           hash of 2
                        """);
    }

    @Test
    void aGapEndsTheMail() {
        smtpWithMime(
                RECIPIENT
                        + """
                        C: BDAT 100
                           command BDAT "100"
                           entity begins
                        C= %0d%0ahi
                           headers 0
                        C gap 50
                           unexpected C "content gap" "seq = 55, len = 50"
                           weird smtp_bdat_remaining_at_end_data by SMTP
                           weird smtp_bdat_undelivered_at_done by SMTP_BDAT
                           segment "hi"
                           entity data "hi"
                           entity ends
                           all data "hi"
                           hash of 2
                        S: 250 ok
                           command (UNKNOWN)
                           reply 250 to (UNKNOWN) "ok"
                        """);
    }

    @Test
    void theCommandLineMayEndInLf() {
        smtp(
                RECIPIENT
                        + """
                        C= BDAT 2 LAST%0ahiNOOP%0d%0a
                           weird line_terminated_with_single_LF by CONTENTLINE
                           command BDAT "2 LAST"
                           command NOOP
                        """);
    }
}
