package io.mailtap.loads;

import static io.mailtap.loads.Text.CRLF;

import java.util.List;

/// What is said in POP3 (RFC 1939), counted as it is said.
final class Pop3Talk {
    /// A positive response.
    ///
    /// @param isLong whether it ends in a line of one dot
    record Response(Content content, boolean isLong) {
        static Response line(String text) {
            return new Response(Content.of(status(text)), false);
        }

        /// @param lines none of which begins with a dot
        static Response lines(String text, List<String> lines) {
            StringBuilder all = new StringBuilder(status(text));
            lines.forEach(line -> all.append(line).append(CRLF));
            return new Response(Content.of(all.append('.').append(CRLF).toString()), true);
        }

        static Response mail(Mail mail) {
            return stuffed(mail.size() + " octets", mail, mail.stuffed().length());
        }

        /// {@return the answer to TOP with no lines of the body}
        static Response header(Mail mail) {
            return stuffed("", mail, mail.headerLength());
        }

        private static Response stuffed(String text, Mail mail, long octets) {
            Content.Builder all = new Content.Builder().add(status(text));
            all.add(mail.stuffed(), 0, octets).add("." + CRLF);
            return new Response(all.build(), true);
        }

        private static String status(String text) {
            return (text.isEmpty() ? "+OK" : "+OK " + text) + CRLF;
        }
    }

    private final Dialogue dialogue;
    private final Counts truth;

    Pop3Talk(Dialogue dialogue, Truth truth) {
        this.dialogue = dialogue;
        this.truth = truth.pop3();
        this.truth.add("connections");
    }

    void command(String line) {
        commands(List.of(line));
    }

    /// Says several commands at once (RFC 2449, 6.6).
    void commands(List<String> lines) {
        lines.forEach(line -> truth.group("commands").add(line.split(" ", 2)[0]));
        dialogue.client(String.join(CRLF, lines) + CRLF);
    }

    /// Answers a challenge of AUTH (RFC 5034).
    void answer(String text) {
        truth.add("auth_answers");
        dialogue.client(text + CRLF);
    }

    void challenge(String text) {
        truth.add("continuations");
        dialogue.server("+ " + text + CRLF);
    }

    void ok(String text) {
        respond(Response.line(text));
    }

    void ok(String text, int thought) {
        count(Response.line(text));
        dialogue.server(Response.line(text).content, thought);
    }

    void error(String text, int thought) {
        truth.add("err");
        dialogue.server(Content.of("-ERR " + text + CRLF), thought);
    }

    void respond(Response response) {
        count(response);
        dialogue.server(response.content);
    }

    /// Gives the responses to several commands at once.
    void respond(List<Response> responses) {
        Content.Builder all = new Content.Builder();
        for (Response response : responses) {
            count(response);
            all.add(response.content);
        }
        dialogue.server(all.build());
    }

    private void count(Response response) {
        truth.add("ok");
        truth.add("multiline_responses", response.isLong ? 1 : 0);
    }
}
