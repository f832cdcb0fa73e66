package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Compares captures that were rewritten (wrapped, cut, shuffled, forged) with those they were made
/// of.
final class RecordedVariantsTest {
    private static final String TIME_GAP = "time-gap-1h.pcap";
    private static final Pattern MISSING = Pattern.compile("(?:c2s|s2c) (\\d+) bytes");

    static List<String> variants() throws IOException {
        return RecordedFolder.captures("variants");
    }

    static List<String> same() throws IOException {
        return expecting("same").stream().filter(each -> !each.equals(TIME_GAP)).toList();
    }

    static List<String> gap() throws IOException {
        return expecting("gap");
    }

    private static List<String> expecting(String what) throws IOException {
        return variants().stream()
                .filter(each -> notes(each).path("expect").asString().equals(what))
                .toList();
    }

    private static JsonNode notes(String file) {
        return RecordedFolder.json("variants/" + file.replaceFirst("\\..*", "") + ".json");
    }

    private static RecordedEvents variant(String file) throws IOException {
        return RecordedEvents.of("variants/" + file, file.startsWith("tcp-bad-checksum"));
    }

    private static RecordedEvents base(String variant) throws IOException {
        return RecordedEvents.of(notes(variant).path("base").asString(), false);
    }

    /// {@return a variant if it is there}
    private static RecordedEvents ifThere(String file) throws IOException {
        Assumptions.assumeTrue(variants().contains(file), "skipped: there is no " + file);
        return variant(file);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("same")
    void theMailEventsAreThoseOfTheBase(String file) throws IOException {
        RecordedEvents seen = variant(file);
        assertEquals("", seen.error());
        assertEquals("", RecordedEvents.difference(base(file).withoutGaps(), seen.withoutGaps()));
    }

    @Test
    void anHourOfSilenceEndsAConnectionAndWhatFollowsIsReadAsOneJoinedLate() throws IOException {
        RecordedEvents seen = ifThere(TIME_GAP);
        List<RecordedEvents.Trail> base = base(TIME_GAP).mail();
        List<String> before = seen.mail().get(0).untilGap();
        assertTrue(before.size() > 20, "events before the silence");
        assertEquals(base.get(0).events().subList(0, before.size()), before);
        List<String> all = base.get(0).only("smtp_request .*");
        List<String> after = seen.mail().get(1).only("smtp_request .*");
        assertEquals(all.subList(all.size() - 5, all.size()), after.subList(1, after.size()));
        assertEquals(base.get(1), seen.mail().get(2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gap")
    void eventsBeforeTheGapAreThoseOfTheBase(String file) throws IOException {
        RecordedEvents base = base(file);
        RecordedEvents seen = variant(file);
        assertEquals(base.mail().size(), seen.mail().size());
        int damaged = 0;
        for (int i = 0; i < base.mail().size(); i++) {
            RecordedEvents.Trail before = base.mail().get(i);
            RecordedEvents.Trail after = seen.mail().get(i);
            assertEquals(before.id(), after.id());
            if (!before.equals(after)) {
                damaged++;
                List<String> untilGap = after.untilGap();
                assertTrue(untilGap.size() > 20, "events before the gap");
                assertEquals(before.events().subList(0, untilGap.size()), untilGap);
            }
        }
        assertEquals(1, damaged, "connections that differ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gap")
    void theGapIsThatOfTheNotesAndTheConnectionGoesOn(String file) throws IOException {
        RecordedEvents seen = variant(file);
        if (file.startsWith("fmt-cut-off")) {
            assertFalse(seen.error().isEmpty());
            return;
        }
        assertEquals("", seen.error());
        String note = notes(file).path("note").asString();
        if (note.startsWith("missing")) {
            long missing =
                    MISSING.matcher(note)
                            .results()
                            .mapToLong(each -> Long.parseLong(each.group(1)))
                            .sum();
            assertEquals(List.of(missing + (note.contains("c2s") ? " T" : " F")), seen.gaps());
        } else {
            assertEquals(1, seen.gaps().size());
        }
        RecordedEvents base = base(file);
        for (int i = 0; i < base.mail().size(); i++) {
            assertEquals(base.mail().get(i).goodbye(), seen.mail().get(i).goodbye());
        }
    }

    @ParameterizedTest
    @MethodSource("unions")
    void aUnionShowsTheEventsOfEach(String file, List<String> parts) throws IOException {
        RecordedEvents seen = ifThere(file);
        List<RecordedEvents.Trail> expected = new ArrayList<>();
        for (String part : parts) {
            expected.addAll(RecordedEvents.of(part, false).mail());
        }
        assertEquals("", seen.error());
        assertEquals("", RecordedEvents.difference(sorted(expected), sorted(seen.mail())));
    }

    static Stream<Object[]> unions() {
        return Stream.of(
                new Object[] {"mixed-v4-v6.pcap", List.of("both-ethernet.pcap", "smtp-ipv6.pcap")},
                new Object[] {
                    "fmt-pcapng-two-links.pcapng",
                    List.of("both-ethernet.pcap", "cap-any-sll.pcap", "cap-any-sll2.pcap")
                },
                new Object[] {
                    "tcp-port-reuse.pcap", List.of("both-ethernet.pcap", "both-ethernet.pcap")
                },
                new Object[] {
                    "fmt-pcapng-two-sections.pcapng",
                    List.of("both-ethernet.pcap", "both-ethernet.pcap")
                });
    }

    private static List<RecordedEvents.Trail> sorted(List<RecordedEvents.Trail> trails) {
        return trails.stream().sorted(Comparator.comparing(RecordedEvents.Trail::id)).toList();
    }

    @Test
    void aWrongMagicNumberIsAnError() throws IOException {
        assertIsErrorOnly(ifThere("fmt-bad-magic.pcap"));
    }

    @Test
    void anEmptyFileIsAnError() throws IOException {
        assertIsErrorOnly(ifThere("fmt-zero-bytes.pcap"));
    }

    @Test
    void aRecordOfTwoGigabytesIsAnErrorAndTakesNoMemory() throws IOException {
        RecordedEvents seen = ifThere("fmt-huge-caplen.pcap");
        assertFalse(seen.error().isEmpty());
    }

    private static void assertIsErrorOnly(RecordedEvents seen) {
        assertFalse(seen.error().isEmpty());
        assertEquals(List.of(), seen.mail());
    }

    @Test
    void ofTwoVersionsOfTheSameOctetsTheFirstCounts() throws IOException {
        RecordedEvents seen = ifThere("tcp-overlap-conflict-after.pcap");
        RecordedEvents base = base("tcp-overlap-conflict-after.pcap");
        assertEquals("", RecordedEvents.difference(base.mail(), seen.mail()));
    }

    @Test
    void aForgedCommandThatComesFirstCounts() throws IOException {
        RecordedEvents seen = ifThere("tcp-overlap-conflict-before.pcap");
        List<RecordedEvents.Trail> expected = new ArrayList<>();
        for (RecordedEvents.Trail trail : base("tcp-overlap-conflict-before.pcap").mail()) {
            List<String> forged =
                    trail.events().stream().map(RecordedVariantsTest::forged).toList();
            expected.add(new RecordedEvents.Trail(trail.id(), forged));
        }
        assertEquals("", RecordedEvents.difference(expected, seen.mail()));
    }

    private static String forged(String event) {
        boolean isForged = event.matches(".*command=\"(MAIL|RCPT|USER)\".*|pop3_login.*");
        return isForged ? event.replace("example", "EXAMPLE") : event;
    }

    @Test
    void theClientsSideAloneShowsCommandsAndMails() throws IOException {
        RecordedEvents seen = ifThere("tcp-only-c2s.pcap");
        RecordedEvents base = base("tcp-only-c2s.pcap");
        String client = "(smtp_request|smtp_data|pop3_request) .*";
        assertEquals(base.mail().getFirst().only(client), seen.mail().getFirst().only(client));
        String mime = "mime_.*";
        assertEquals(base.mail().getFirst().only(mime), seen.mail().getFirst().only(mime));
        assertEquals(List.of(), seen.mail().getFirst().only("smtp_reply.*|pop3_reply.*"));
    }

    @Test
    void theServersSideAloneShowsReplies() throws IOException {
        RecordedEvents seen = ifThere("tcp-only-s2c.pcap");
        RecordedEvents base = base("tcp-only-s2c.pcap");
        assertEquals(replies(base, 0), replies(seen, 0));
        // Without commands nobody knows which responses have more than one line.
        List<String> shown = replies(seen, 1);
        assertTrue(shown.size() > 1, "replies of POP3");
        assertEquals(replies(base, 1).subList(0, shown.size()), shown);
    }

    private static List<String> replies(RecordedEvents events, int index) {
        return RecordedEvents.withoutCommand(
                events.mail().get(index).only("(smtp_reply|pop3_reply) .*"));
    }

    @Test
    void allVariantsAreCompared() throws IOException {
        Assumptions.assumeTrue(RecordedFolder.isWhole(), RecordedFolder::whyNot);
        assertTrue(same().size() > 40, "same");
        assertTrue(gap().size() > 5, "gap");
    }
}
