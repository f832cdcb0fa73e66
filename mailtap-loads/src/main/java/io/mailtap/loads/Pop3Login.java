package io.mailtap.loads;

/// A client logs in, with the right password or a wrong one (RFC 1939 and 5034).
final class Pop3Login {
    private static final String FAILURE = "[AUTH] Authentication failed.";

    /// How long servers take to look a password up, and let those wait whose password is wrong, at
    /// most, in microseconds.
    private static final int LOGIN_THOUGHT = 15_000;

    private static final int PUNISHMENT = 500_000;

    private final Scene scene;
    private final Pop3Talk talk;
    private final String user;
    private final String password;

    Pop3Login(Scene scene, Pop3Talk talk, String user) {
        this.scene = scene;
        this.talk = talk;
        this.user = user;
        password = "key-" + scene.dice().hex(6);
    }

    /// Logs in, by USER in most cases.
    ///
    /// @param stamp what the greeting had for APOP
    void succeed(String stamp) {
        double kind = scene.dice().fraction();
        String mechanism;
        if (kind < 0.75) {
            mechanism = "USER";
            sayPassword(password);
        } else if (kind < 0.85) {
            mechanism = "APOP";
            talk.command("APOP " + user + " " + Text.md5(stamp + password));
        } else if (kind < 0.95) {
            mechanism = "PLAIN";
            talk.command("AUTH PLAIN");
            talk.challenge("");
            talk.answer(Text.base64("\0" + user + "\0" + password));
        } else {
            mechanism = "LOGIN";
            talk.command("AUTH LOGIN");
            talk.challenge(Text.base64("Username:"));
            talk.answer(Text.base64(user));
            talk.challenge(Text.base64("Password:"));
            talk.answer(Text.base64(password));
        }
        talk.ok("Logged in.", LOGIN_THOUGHT);
        scene.truth().pop3().group("login_ok").add(mechanism);
    }

    private void sayPassword(String word) {
        talk.command("USER " + user);
        talk.ok("");
        talk.command("PASS " + word);
    }

    void fail(String wrong) {
        sayPassword(wrong);
        talk.error(FAILURE, PUNISHMENT);
        scene.truth().pop3().group("login_failed").add("USER");
    }

    /// {@return a connection in which passwords are guessed, all of them wrong}
    static Dialogue guess(Scene scene) {
        Dice dice = scene.dice();
        Dialogue dialogue = scene.begin("pop3", 110);
        scene.truth().connection("pop3_bruteforce");
        Pop3Talk talk = new Pop3Talk(dialogue, scene.truth());
        talk.ok("POP3 ready");
        Pop3Login login = new Pop3Login(scene, talk, Words.address(dice));
        for (int i = dice.between(10, 30); i > 0; i--) {
            login.fail("guess" + dice.below(1_000_000));
        }
        return dialogue;
    }
}
