package io.mailtap.conformance;

import io.mailtap.capture.CaptureReader;
import io.mailtap.capture.Frame;
import java.io.IOException;
import java.util.List;

/// Differences from Zeek in what a connection is, which concern whole connections rather than
/// events.
final class ConnectionDifferences {
    static final String CLOCK_SET_BACK = "clock-set-back";
    static final String DNS_ROLES = "dns-roles";
    static final String GTP = "gtp-not-decoded";
    static final String TIME_ZERO = "time-zero";
    static final String PIPELINED_MAILS = "pipelined-mails-have-their-own-rows";
    static final String KNOWN_EARLIER = "known-from-the-greeting";
    static final List<String> HEADINGS =
            List.of(CLOCK_SET_BACK, DNS_ROLES, GTP, TIME_ZERO, PIPELINED_MAILS, KNOWN_EARLIER);

    private static final long FIVE_SECONDS = 5_000_000_000L;

    private ConnectionDifferences() {}

    /// {@return the number of the capture's first packet after its clock was set back, the largest
    /// if it never was}
    static long clockSetBackAt(ThirdPartyCaptures.Capture capture) {
        long latest = 0;
        try (CaptureReader reader = CaptureReader.open(capture.file())) {
            Frame frame = new Frame();
            while (reader.next(frame)) {
                if (frame.timeNanos() < latest - FIVE_SECONDS) {
                    return reader.packets();
                }
                latest = Math.max(latest, frame.timeNanos());
            }
        } catch (IOException e) {
            return Long.MAX_VALUE; // damaged: what can be read of it shows no such step
        }
        return Long.MAX_VALUE;
    }

    /// Whether a UDP flow's id is that of a name service, whose answers tell Zeek's DNS analyzer
    /// who the server is.
    static boolean isDns(String id) {
        return id.matches(".*:(53|137|5353|5355)(>.*|$)");
    }

    /// {@return `a:p>b:q` as `b:q>a:p`}
    static String turned(String id) {
        int middle = id.indexOf('>');
        return id.substring(middle + 1) + ">" + id.substring(0, middle);
    }

    /// Whether a client began a mail before the reply to the one before.
    static boolean pipelinesMails(List<Observation> events) {
        int unanswered = 0;
        for (Observation event : events) {
            String command = event.argument("command");
            boolean end = command.equals(".") || command.equals("BDAT");
            boolean endAnswered =
                    event.argument("cmd").equals(".") || event.argument("cmd").equals("BDAT");
            if (end) {
                unanswered++;
            } else if (endAnswered) {
                unanswered--;
            } else if (command.equals("MAIL") && unanswered > 0) {
                return true;
            }
        }
        return false;
    }
}
