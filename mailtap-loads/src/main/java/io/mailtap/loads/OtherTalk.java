package io.mailtap.loads;

/// The scripts of connections that are no mail.
final class OtherTalk {
    private static final int MOST_OCTETS = 3_000_000;

    /// How long a web server takes to find a page, at most, in microseconds.
    private static final int PAGE_THOUGHT = 5000;

    private static final int MX = 15;
    private static final int INTERNET = 1;
    private static final int QUERY = 0x0100;
    private static final int ANSWER = 0x8180;

    /// Begins a name that goes on elsewhere in the message (RFC 1035, 4.1.4).
    private static final int POINTER = 0xc000;

    private static final int HEADER_LENGTH = 12;

    private OtherTalk() {}

    /// {@return a few requests and their answers}
    static Dialogue web(Scene scene) {
        Dice dice = scene.dice();
        Dialogue dialogue = scene.begin("http", 80);
        scene.truth().background().add("http");
        for (int i = dice.between(1, 5); i > 0; i--) {
            int size = dice.lognormal(8000, 1.5, 100, MOST_OCTETS);
            dialogue.client(
                    "GET /item/"
                            + dice.below(1_000_000)
                            + " HTTP/1.1\r\n"
                            + "Host: www.example.com\r\nUser-Agent: loads/1.0\r\n"
                            + "Accept: */*\r\n\r\n");
            Content.Builder answer = new Content.Builder();
            answer.add(
                    "HTTP/1.1 200 OK\r\nServer: loads\r\n"
                            + "Content-Type: application/octet-stream\r\n"
                            + "Content-Length: "
                            + size
                            + "\r\n\r\n");
            answer.add(scene.pools().noise().take(dice, size));
            dialogue.server(answer.build(), PAGE_THOUGHT);
        }
        return dialogue;
    }

    static Dialogue tls(Scene scene) {
        Dice dice = scene.dice();
        Dialogue dialogue = scene.begin("tls", 443);
        scene.truth().background().add("tls");
        int sent = dice.lognormal(1500, 1, 100, 50_000);
        int received = dice.lognormal(15_000, 1.5, 300, MOST_OCTETS);
        TlsTalk.talk(scene, dialogue, "www.example.com", sent, received);
        return dialogue;
    }

    /// {@return a question for a domain's mail server, and the answer (RFC 1035)}
    static Dialogue dns(Scene scene) {
        Dice dice = scene.dice();
        Dialogue dialogue = scene.begin("dns", 53);
        scene.truth().background().add("dns");
        int id = dice.below(1 << 16);
        String label = "w" + dice.below(10_000);
        Octets question = new Octets();
        for (String part : new String[] {label, "example", "com"}) {
            question.sized8(new Octets().ascii(part));
        }
        question.u8(0).u16(MX).u16(INTERNET);
        int domain = HEADER_LENGTH + 1 + label.length();
        Octets exchange =
                new Octets()
                        .u16(10)
                        .sized8(new Octets().ascii("mx" + dice.below(99)))
                        .u16(POINTER | domain);
        Octets answer = new Octets().u16(POINTER | HEADER_LENGTH).u16(MX).u16(INTERNET);
        answer.u32(3600).sized16(exchange);
        dialogue.client(message(id, QUERY, question, new Octets()));
        return dialogue.server(message(id, ANSWER, question, answer));
    }

    private static Content message(int id, int flags, Octets question, Octets answer) {
        Octets header = new Octets().u16(id).u16(flags).u16(1);
        header.u16(answer.length() == 0 ? 0 : 1).u32(0);
        byte[] octets = header.all(question).all(answer).toArray();
        return Content.of(octets, 0, octets.length);
    }
}
