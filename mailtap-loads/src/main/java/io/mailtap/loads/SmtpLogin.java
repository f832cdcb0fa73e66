package io.mailtap.loads;

import io.mailtap.loads.SmtpTalk.Reply;
import java.util.List;

/// A client logs in, with the right password (RFC 4954).
final class SmtpLogin {
    private static final Reply USER_NAME = Reply.of(334, Text.base64("Username:"));
    private static final Reply PASSWORD = Reply.of(334, Text.base64("Password:"));
    private static final Reply SUCCESS = Reply.of(235, "2.7.0 Authentication successful");
    private static final Reply FAILURE = Reply.of(535, "5.7.8 Error: authentication failed");

    /// For how long a server lets those wait whose password is wrong, at most, in microseconds.
    private static final int PUNISHMENT = 300_000;

    private static final List<String> MECHANISMS = List.of("PLAIN", "PLAIN", "LOGIN", "CRAM-MD5");

    private SmtpLogin() {}

    static void logIn(Scene scene, SmtpTalk talk, String user) {
        Dice dice = scene.dice();
        String password = "key-" + dice.hex(6);
        String mechanism = dice.one(MECHANISMS);
        switch (mechanism) {
            case "PLAIN" ->
                    talk.command("AUTH", "PLAIN " + Text.base64("\0" + user + "\0" + password));
            case "LOGIN" -> {
                talk.command("AUTH", "LOGIN");
                talk.reply(USER_NAME);
                talk.answer(Text.base64(user));
                talk.reply(PASSWORD);
                talk.answer(Text.base64(password));
            }
            default -> {
                String challenge = "<" + dice.hex(8) + "." + scene.number() + "@mx.example>";
                talk.command("AUTH", mechanism);
                talk.reply(Reply.of(334, Text.base64(challenge)));
                talk.answer(Text.base64(user + " " + Text.hmacMd5(password, challenge)));
            }
        }
        talk.reply(SUCCESS);
        scene.truth().smtp().group("auth_ok").add(mechanism);
    }

    /// {@return a connection in which passwords are guessed, all of them wrong}
    static Dialogue guess(Scene scene) {
        Dice dice = scene.dice();
        Dialogue dialogue = scene.begin("smtp", dice.chance(0.5) ? 25 : 587);
        scene.truth().connection("smtp_bruteforce");
        SmtpTalk talk = new SmtpTalk(dialogue, scene.truth());
        talk.reply(Reply.of(220, "mx.example ESMTP"));
        talk.command("EHLO", "[192.0.2." + dice.between(1, 254) + "]");
        talk.reply(Reply.of(250, "mx.example", "AUTH PLAIN LOGIN", "8BITMIME"));
        String user = Words.address(dice);
        for (int i = dice.between(10, 30); i > 0; i--) {
            guess(scene, talk, user, "guess" + dice.below(1_000_000));
        }
        return dialogue;
    }

    private static void guess(Scene scene, SmtpTalk talk, String user, String password) {
        String mechanism = scene.dice().chance(0.5) ? "PLAIN" : "LOGIN";
        if (mechanism.equals("PLAIN")) {
            talk.command("AUTH", "PLAIN " + Text.base64("\0" + user + "\0" + password));
        } else {
            talk.command("AUTH", "LOGIN " + Text.base64(user));
            talk.reply(PASSWORD);
            talk.answer(Text.base64(password));
        }
        talk.reply(FAILURE, PUNISHMENT);
        scene.truth().smtp().group("auth_failed").add(mechanism);
    }
}
