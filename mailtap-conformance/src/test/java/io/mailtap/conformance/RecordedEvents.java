package io.mailtap.conformance;

import io.mailtap.Engine;
import io.mailtap.capture.CaptureException;
import java.util.ArrayList;
import java.util.List;

/// The mail events of a capture, by connection.
///
/// @param mail connections that have any, in the order in which they begin
/// @param gaps of all connections: octets, and `T` if the originator's
/// @param error what was wrong with the file, empty if nothing
record RecordedEvents(List<Trail> mail, List<String> gaps, String error) {
    /// @param id who talks to whom
    /// @param events name and arguments of each; `content_gap` included
    record Trail(String id, List<String> events) {
        /// {@return the events before the first gap, or before the end of what was cut off}
        List<String> untilGap() {
            for (int i = 0; i < events.size(); i++) {
                if (events.get(i).matches("content_gap .*|smtp_unexpected .*content gap.*")) {
                    return events.subList(0, i);
                }
            }
            int end = events.size();
            while (end > 0 && events.get(end - 1).startsWith("mime_")) {
                end--;
            }
            return events.subList(0, end);
        }

        /// {@return the last reply}
        String goodbye() {
            return withoutCommand(only("(smtp|pop3)_reply .*")).getLast();
        }

        List<String> only(String pattern) {
            return events.stream().filter(event -> event.matches(pattern)).toList();
        }
    }

    /// {@return replies without the command that they answer}
    static List<String> withoutCommand(List<String> replies) {
        return replies.stream()
                .map(e -> e.replaceFirst("(code=\\d+) cmd=\"[^\"]*\"", "$1"))
                .toList();
    }

    /// {@return the mail events alone; a gap of one octet is where a FIN was cleared}
    List<Trail> withoutGaps() {
        String event = "(?!content_gap|smtp_unexpected .*content gap.*len = 1\").*";
        return mail.stream().map(trail -> new Trail(trail.id(), trail.only(event))).toList();
    }

    /// {@return the events of a capture}
    ///
    /// @param file path below the lab's folder
    static RecordedEvents of(String file, boolean checksums) {
        Engine engine = Engine.builder().checksums(checksums).build();
        OurEvents all = new OurEvents(engine);
        String error = "";
        try {
            engine.read(RecordedFolder.file(file));
        } catch (CaptureException e) {
            error = e.getMessage();
        }
        engine.close();
        List<Trail> mail = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        for (OurEvents.Trail trail : all.trails()) {
            List<String> events = new ArrayList<>();
            for (Observation event : trail.events()) {
                if (event.name().matches("(smtp|pop3|mime)_.*|content_gap")) {
                    events.add(event.toString());
                }
                if (event.name().equals("content_gap")) {
                    gaps.add(
                            event.arguments()
                                    .replaceFirst("is_orig=(.) seq=.* length=(.*)", "$2 $1"));
                }
            }
            if (events.stream().anyMatch(event -> !event.startsWith("content_gap"))) {
                mail.add(new Trail(trail.id(), events));
            }
        }
        return new RecordedEvents(mail, gaps, error);
    }

    /// {@return where two lists of trails part, empty if they are the same}
    static String difference(List<Trail> expected, List<Trail> seen) {
        List<String> ids = expected.stream().map(Trail::id).toList();
        List<String> seenIds = seen.stream().map(Trail::id).toList();
        if (!ids.equals(seenIds)) {
            return "expected connections " + ids + ", seen " + seenIds;
        }
        for (int i = 0; i < expected.size(); i++) {
            List<String> one = expected.get(i).events();
            List<String> other = seen.get(i).events();
            int at = 0;
            while (at < one.size() && at < other.size() && one.get(at).equals(other.get(at))) {
                at++;
            }
            if (at < one.size() || at < other.size()) {
                return ids.get(i)
                        + " event "
                        + at
                        + ": expected "
                        + (at < one.size() ? one.get(at) : "no more")
                        + ", seen "
                        + (at < other.size() ? other.get(at) : "no more");
            }
        }
        return "";
    }
}
