package io.mailtap.loads;

import static io.mailtap.loads.Setting.AUTH;
import static io.mailtap.loads.Setting.BDAT;
import static io.mailtap.loads.Setting.ERRORS;
import static io.mailtap.loads.Setting.MAILS_MEAN;
import static io.mailtap.loads.Setting.PIPELINING;
import static io.mailtap.loads.Setting.STARTTLS;
import static io.mailtap.loads.Setting.TEXT_MEDIAN;

import io.mailtap.loads.SmtpTalk.Reply;
import java.util.ArrayList;
import java.util.List;

/// The script of a connection that brings mails: greeting, EHLO, login, one mail after the other,
/// QUIT; or the turn to TLS behind EHLO.
final class SmtpSession {
    private static final Reply PLAIN_HELLO = Reply.of(250, "mx.example");
    private static final Reply READY_FOR_TLS = Reply.of(220, "2.0.0 Ready to start TLS");
    private static final Reply BYE = Reply.of(221, "2.0.0 Bye");

    /// How long a server takes to greet, at most, in microseconds.
    private static final int GREETING_THOUGHT = 20_000;

    private static final int MOST_MAILS = 50;

    private final Scene scene;
    private final Dice dice;
    private final boolean logsIn;
    private final boolean startsTls;
    private final boolean pipelines;
    private final boolean chunks;
    private final boolean hasTroubles;
    private final boolean isExtended;
    private final Dialogue dialogue;
    private final SmtpTalk talk;

    private SmtpSession(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        logsIn = scene.chance(AUTH);
        startsTls = scene.chance(STARTTLS);
        pipelines = scene.chance(PIPELINING);
        chunks = scene.chance(BDAT);
        hasTroubles = scene.chance(ERRORS);
        isExtended = logsIn || startsTls || pipelines || chunks || dice.chance(0.97);
        dialogue = scene.begin("smtp", logsIn && dice.chance(0.7) ? 587 : 25);
        talk = new SmtpTalk(dialogue, scene.truth());
    }

    static Dialogue of(Scene scene) {
        SmtpSession session = new SmtpSession(scene);
        session.greet();
        if (session.startsTls) {
            session.turnToTls();
        } else {
            session.bringMails();
        }
        return session.dialogue;
    }

    private void greet() {
        String server = "mx" + dice.below(9) + ".example ESMTP";
        talk.reply(Reply.of(220, server), GREETING_THOUGHT);
        dialogue.clientAcknowledges();
        String client = "host" + dice.below(10_000) + "." + Words.domain(dice);
        if (isExtended) {
            talk.command("EHLO", client);
            talk.reply(Reply.of(250, extensions()));
        } else {
            talk.command("HELO", client);
            talk.reply(PLAIN_HELLO);
        }
    }

    private String[] extensions() {
        List<String> lines = new ArrayList<>(List.of("mx.example", "PIPELINING", "SIZE 52428800"));
        if (scene.options().number(STARTTLS) > 0) {
            lines.add("STARTTLS");
        }
        if (logsIn) {
            lines.add("AUTH PLAIN LOGIN CRAM-MD5");
        }
        lines.addAll(
                List.of("ETRN", "ENHANCEDSTATUSCODES", "8BITMIME", "DSN", "SMTPUTF8", "CHUNKING"));
        return lines.toArray(String[]::new);
    }

    private void turnToTls() {
        talk.command("STARTTLS", "");
        talk.reply(READY_FOR_TLS);
        scene.truth().smtp().add("starttls");
        scene.truth().connection("smtp_starttls");
        double median = 3 * scene.options().number(TEXT_MEDIAN);
        int sent = dice.lognormal(median, 1.2, 500, 2_000_000);
        TlsTalk.talk(scene, dialogue, "mx.example", sent, dice.between(2000, 6000));
    }

    private void bringMails() {
        String user = Words.address(dice);
        if (logsIn) {
            SmtpLogin.logIn(scene, talk, user);
        }
        int mails = 1 + dice.rounds(scene.options().number(MAILS_MEAN) - 1, MOST_MAILS - 1);
        for (int i = 0; i < mails; i++) {
            String sender = logsIn ? user : Words.address(dice);
            if (!delivery(i, sender).deliver()) {
                dialogue.end(Dialogue.Ending.CLIENT_VANISHES);
                return;
            }
        }
        quit();
    }

    private SmtpDelivery delivery(int number, String sender) {
        return new SmtpDelivery(
                scene,
                dialogue.route(),
                talk,
                new SmtpDelivery.Manners(pipelines, chunks, hasTroubles, isExtended),
                number,
                sender);
    }

    private void quit() {
        if (hasTroubles && dice.chance(0.3)) {
            return;
        }
        talk.command("QUIT", "");
        talk.reply(BYE);
        if (dice.chance(0.5)) {
            dialogue.end(Dialogue.Ending.SERVER_CLOSES);
        }
    }
}
