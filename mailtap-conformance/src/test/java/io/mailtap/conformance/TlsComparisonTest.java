package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Compares what TLS shows with Zeek, over all captures of others, with or without mail.
final class TlsComparisonTest {
    @Test
    void everyDifferenceFromZeekIsExplained() throws IOException {
        Assumptions.assumeTrue(ThirdPartyCaptures.areThere(), ThirdPartyCaptures::whyNot);
        TlsComparison comparison = new TlsComparison();
        for (ThirdPartyCaptures.Capture capture : ThirdPartyCaptures.all()) {
            comparison.compare(capture);
        }
        System.out.println(comparison.report());
        assertTrue(comparison.count("events") > 90, comparison.report());
        assertEquals("", comparison.unexplained());
    }

    @Test
    void everyDifferenceHasAnEntryInTheDocumentation() throws IOException {
        Path page = Path.of(System.getProperty("mailtap.root"), "docs", "zeek-differences.md");
        String text = Files.readString(page);
        for (TlsDifference difference : TlsDifference.values()) {
            assertTrue(text.contains("### " + difference.heading() + "\n"), difference.heading());
        }
    }
}
