package io.mailtap.loads;

import static io.mailtap.loads.Setting.ERRORS;
import static io.mailtap.loads.Setting.MAILS_MEAN;
import static io.mailtap.loads.Setting.PIPELINING;
import static io.mailtap.loads.Setting.STARTTLS;
import static io.mailtap.loads.Setting.TEXT_MEDIAN;

import io.mailtap.loads.Pop3Talk.Response;
import java.util.ArrayList;
import java.util.List;

/// The script of a connection that fetches mails: greeting, CAPA, login, the mailbox, QUIT; or the
/// turn to TLS behind CAPA.
final class Pop3Session {
    /// How long a server takes to greet, at most, in microseconds.
    private static final int GREETING_THOUGHT = 10_000;

    private static final int REFUSAL_THOUGHT = 600;
    private static final int MOST_MAILS = 30;

    private final Scene scene;
    private final Dice dice;
    private final boolean pipelines;
    private final boolean hasTroubles;
    private final boolean startsTls;
    private final Dialogue dialogue;
    private final Pop3Talk talk;
    private final List<Mail> mails = new ArrayList<>();

    private Pop3Session(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        pipelines = scene.chance(PIPELINING);
        hasTroubles = scene.chance(ERRORS);
        startsTls = scene.chance(STARTTLS);
        dialogue = scene.begin("pop3", 110);
        talk = new Pop3Talk(dialogue, scene.truth());
    }

    static Dialogue of(Scene scene) {
        Pop3Session session = new Pop3Session(scene);
        String stamp = session.greet();
        if (session.startsTls) {
            session.turnToTls();
        } else {
            session.fetch(stamp);
        }
        return session.dialogue;
    }

    /// {@return the stamp for APOP}
    private String greet() {
        String stamp = "<" + dice.hex(6) + "." + scene.number() + "@pop.example>";
        talk.ok("POP3 ready " + stamp, GREETING_THOUGHT);
        dialogue.clientAcknowledges();
        if (startsTls || dice.chance(0.6)) {
            talk.command("CAPA");
            talk.respond(Response.lines("", capabilities()));
        }
        return stamp;
    }

    private List<String> capabilities() {
        List<String> lines =
                new ArrayList<>(
                        List.of("TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING"));
        if (scene.options().number(STARTTLS) > 0) {
            lines.add("STLS");
        }
        lines.addAll(List.of("USER", "SASL PLAIN LOGIN"));
        return lines;
    }

    private void turnToTls() {
        talk.command("STLS");
        talk.ok("Begin TLS negotiation now.");
        scene.truth().pop3().add("stls");
        scene.truth().connection("pop3_stls");
        double median = 4 * scene.options().number(TEXT_MEDIAN);
        int fetched = dice.lognormal(median, 1.3, 800, 2_000_000);
        TlsTalk.talk(scene, dialogue, "pop.example", dice.between(300, 900), fetched);
    }

    private void fetch(String stamp) {
        String user = Words.address(dice);
        Pop3Login login = new Pop3Login(scene, talk, user);
        if (hasTroubles && dice.chance(0.5)) {
            login.fail("mistyped" + dice.below(1000));
        }
        login.succeed(stamp);
        int count = dice.rounds(scene.options().number(MAILS_MEAN), MOST_MAILS);
        for (int i = 0; i < count; i++) {
            mails.add(MailWriter.write(scene, i, Words.address(dice), user));
        }
        if (pipelines && count > 0) {
            fetchAtOnce();
        } else {
            fetchOneByOne();
        }
        mails.forEach(mail -> book(mail, user));
        quit();
    }

    private void book(Mail mail, String user) {
        Counts counts = scene.truth().pop3();
        counts.add("mails");
        counts.add("mail_bytes", mail.size());
        scene.truth().mail("pop3", mail, dialogue.route(), List.of(user));
    }

    private void fetchAtOnce() {
        talk.commands(List.of("STAT", "LIST", "UIDL"));
        talk.respond(List.of(total(), sizes(), names()));
        List<String> commands = new ArrayList<>();
        List<Response> responses = new ArrayList<>();
        for (int i = 0; i < mails.size(); i++) {
            commands.add("RETR " + (i + 1));
            responses.add(Response.mail(mails.get(i)));
        }
        for (int i = 0; i < mails.size(); i++) {
            commands.add("DELE " + (i + 1));
            responses.add(Response.line("Marked to be deleted."));
        }
        talk.commands(commands);
        talk.respond(responses);
    }

    private void fetchOneByOne() {
        say("STAT", total());
        if (dice.chance(0.5)) {
            say("LIST", sizes());
        }
        if (dice.chance(0.5)) {
            say("UIDL", names());
        }
        boolean keeps = dice.chance(0.5);
        for (int i = 0; i < mails.size(); i++) {
            if (dice.chance(0.05)) {
                say("TOP " + (i + 1) + " 0", Response.header(mails.get(i)));
            }
            say("RETR " + (i + 1), Response.mail(mails.get(i)));
            if (!keeps) {
                say("DELE " + (i + 1), Response.line("Marked to be deleted."));
            }
        }
        if (hasTroubles) {
            int missing = mails.size() + 7;
            talk.command("RETR " + missing);
            talk.error("There's no message " + missing + ".", REFUSAL_THOUGHT);
        }
    }

    private void say(String command, Response response) {
        talk.command(command);
        talk.respond(response);
    }

    private Response total() {
        long octets = mails.stream().mapToLong(Mail::size).sum();
        return Response.line(mails.size() + " " + octets);
    }

    private Response sizes() {
        List<String> lines = new ArrayList<>();
        mails.forEach(mail -> lines.add(lines.size() + 1 + " " + mail.size()));
        return Response.lines(mails.size() + " messages:", lines);
    }

    private Response names() {
        List<String> lines = new ArrayList<>();
        mails.forEach(_ -> {
            int number = lines.size() + 1;
            String name = Text.hex(scene.number(), 8) + Text.hex(number, 8);
            lines.add(number + " " + name);
        });
        return Response.lines("", lines);
    }

    private void quit() {
        if (hasTroubles && dice.chance(0.3)) {
            dialogue.end(Dialogue.Ending.CLIENT_VANISHES);
            return;
        }
        talk.command("QUIT");
        talk.ok("Logging out.");
        dialogue.end(Dialogue.Ending.SERVER_CLOSES);
    }
}
