package io.mailtap.loads;

import static io.mailtap.loads.Text.CRLF;

import java.util.List;

/// What is said in SMTP (RFC 5321), counted as it is said.
final class SmtpTalk {
    /// @param verb in capitals
    /// @param argument what follows it, if not empty
    record Command(String verb, String argument) {
        private String line() {
            return (argument.isEmpty() ? verb : verb + " " + argument) + CRLF;
        }
    }

    /// @param text all lines, with code and line end
    record Reply(int code, int lines, String text) {
        static Reply of(int code, String... lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines.length; i++) {
                char next = i == lines.length - 1 ? ' ' : '-';
                text.append(code).append(next).append(lines[i]).append(CRLF);
            }
            return new Reply(code, lines.length, text.toString());
        }
    }

    private final Dialogue dialogue;
    private final Counts truth;

    SmtpTalk(Dialogue dialogue, Truth truth) {
        this.dialogue = dialogue;
        this.truth = truth.smtp();
        this.truth.add("connections");
    }

    void command(String verb, String argument) {
        commands(List.of(new Command(verb, argument)));
    }

    /// Says several commands at once (RFC 2920).
    void commands(List<Command> commands) {
        StringBuilder lines = new StringBuilder();
        for (Command command : commands) {
            truth.group("commands").add(command.verb);
            lines.append(command.line());
        }
        dialogue.client(lines.toString());
    }

    /// Answers a challenge of AUTH (RFC 4954).
    void answer(String text) {
        truth.add("auth_answers");
        dialogue.client(text + CRLF);
    }

    void reply(Reply reply) {
        dialogue.server(count(reply));
    }

    void reply(Reply reply, int thought) {
        dialogue.server(Content.of(count(reply)), thought);
    }

    /// Gives the replies to several commands at once.
    void replies(List<Reply> replies) {
        StringBuilder lines = new StringBuilder();
        replies.forEach(reply -> lines.append(count(reply)));
        dialogue.server(lines.toString());
    }

    private String count(Reply reply) {
        truth.group("replies").add(Integer.toString(reply.code));
        truth.add("reply_lines", reply.lines);
        return reply.text;
    }

    /// Sends a mail as DATA does, with the mark of its end.
    void data(Mail mail) {
        truth.add("data_end_marks");
        dialogue.client(new Content.Builder().add(mail.stuffed()).add("." + CRLF).build());
    }

    /// Sends the beginning of a mail, and no more.
    void partOfData(Mail mail) {
        truth.add("mails_aborted");
        dialogue.client(new Content.Builder().add(mail.stuffed(), 0, mail.middle()).build());
    }

    /// Sends a part of a mail as a chunk (RFC 3030).
    void chunk(Mail mail, long from, long to) {
        truth.group("commands").add("BDAT");
        truth.add("bdat_chunks");
        String last = to == mail.size() ? " LAST" : "";
        dialogue.client(
                new Content.Builder()
                        .add("BDAT " + (to - from) + last + CRLF)
                        .add(mail.plain(), from, to)
                        .build());
    }
}
