package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Compares our events and logs with Zeek's over the captures of others, connection by connection.
final class ZeekComparisonTest {
    @Test
    void everyDifferenceFromZeeksEventsIsExplained() throws IOException {
        Assumptions.assumeTrue(ThirdPartyCaptures.areThere(), ThirdPartyCaptures::whyNot);
        EventComparison comparison = new EventComparison();
        for (ThirdPartyCaptures.Capture capture : ThirdPartyCaptures.all()) {
            if (capture.isMail()) {
                comparison.compare(capture);
            }
        }
        System.out.println(comparison.report());
        assertTrue(comparison.captures() > 100, "captures compared");
        assertEquals("", comparison.unexplained());
    }

    @Test
    void everyDifferenceFromZeeksLogsIsExplained() throws IOException {
        Assumptions.assumeTrue(ThirdPartyCaptures.areThere(), ThirdPartyCaptures::whyNot);
        LogComparison comparison = new LogComparison();
        for (ThirdPartyCaptures.Capture capture : ThirdPartyCaptures.all()) {
            if (capture.isMail()) {
                comparison.compare(capture);
            }
        }
        System.out.println(comparison.report());
        assertTrue(comparison.rows() > 1000, "rows compared");
        assertEquals("", comparison.unexplained());
    }

    @Test
    void everyDifferenceHasAnEntryInTheDocumentation() throws IOException {
        Path page = Path.of(System.getProperty("mailtap.root"), "docs", "zeek-differences.md");
        String text = Files.readString(page);
        for (ZeekDifference difference : ZeekDifference.values()) {
            assertTrue(text.contains("### " + difference.heading() + "\n"), difference.heading());
        }
        for (String heading : ConnectionDifferences.HEADINGS) {
            assertTrue(text.contains("### " + heading + "\n"), heading);
        }
        for (String heading : FileDifferences.HEADINGS) {
            assertTrue(text.contains("### " + heading + "\n"), heading);
        }
    }
}
