package io.mailtap.conformance;

import java.util.List;

/// The one table of what the lab's notes say and what is not compared with our events.
///
/// Most entries are sessions whose client wrote octets that its own notes do not list as commands;
/// [RecordedOddCapturesTest] says what must come of those.
final class GroundExclusions {
    private static final String COMMANDS = "(commands|replies): .*";

    private static final List<GroundExclusion> ALL =
            List.of(
                    new GroundExclusion(
                            "cap-mid-stream",
                            ":25: (mail 1 from|commands|replies): .*",
                            "EHLO and MAIL came before the capture"),
                    new GroundExclusion(
                            "cap-mid-stream-pop3",
                            ".*:25: connection not seen|:110: (number of logins|commands|replies): .*",
                            "POP3 only, and the login came before the capture"),
                    new GroundExclusion(
                            "cap-snaplen-96", ".*", "30 octets of each segment are there"),
                    new GroundExclusion(
                            "pop3-bare-lf",
                            ":1702: mail 1 (size|sha256): .*",
                            "lines are shown without their ends, and these end in LF"),
                    new GroundExclusion(
                            "pop3-fake-drip",
                            ":1701: number of logins: .*",
                            "the client logs in, but its notes do not say so"),
                    new GroundExclusion(
                            "pop3-odd-endings",
                            ":110: (cut-off mails|commands|replies): .*",
                            "RETR and QUIT are not in the notes"),
                    new GroundExclusion(
                            "pop3-plain-login",
                            ":54736 .*commands: .*",
                            "PASS without USER is no request, but pop3_unexpected"),
                    new GroundExclusion(
                            "pop3-plain-login",
                            ":54768 .*number of logins: .*",
                            "the notes miss a login in small letters"),
                    new GroundExclusion(
                            "smtp-bare-lf", ":25: number of mails: .*", "not in the notes"),
                    new GroundExclusion(
                            "smtp-bdat",
                            ":43324 .*(cut-off mails|commands|replies): .*",
                            "the last BDATs are not in the notes"),
                    new GroundExclusion(
                            "smtp-early-talker",
                            ":47273 .*" + COMMANDS,
                            "the notes list an EHLO that was never sent"),
                    new GroundExclusion(
                            "smtp-no-extensions",
                            ":589: commands: .*",
                            "the last QUIT is not in the notes"),
                    new GroundExclusion(
                            "smtp-odd-endings",
                            ":38202 .*" + COMMANDS,
                            "QUIT without waiting is not in the notes"),
                    new GroundExclusion(
                            "smtp-pipelining-all-refused",
                            ":25: (commands|replies|cut-off mails): .*",
                            "only EHLO is in the notes"),
                    new GroundExclusion(
                            "smtp-rejects",
                            ":53888 .*commands: .*",
                            "octets that the notes escape, and a word that ends at NUL"),
                    new GroundExclusion(
                            "smtp-smuggling-.*",
                            ".*(number of mails|commands|replies): .*",
                            "messages and what is smuggled in them are not in the notes"),
                    new GroundExclusion(
                            "smtp-split-segments", ":2603: .*", "QUIT is not in the notes"),
                    new GroundExclusion(
                            "smtp-starttls-injection",
                            ".*" + COMMANDS,
                            "STARTTLS and what is injected behind it are not in the notes"));

    private GroundExclusions() {}

    static List<GroundExclusion> of(String capture) {
        return ALL.stream().filter(each -> capture.matches(each.capture())).toList();
    }
}
