package io.mailtap.loads;

import io.mailtap.loads.SmtpTalk.Command;
import io.mailtap.loads.SmtpTalk.Reply;
import java.util.ArrayList;
import java.util.List;

/// One mail on its way through a connection, from MAIL to the last reply.
final class SmtpDelivery {
    /// What the two sides of the connection are like.
    ///
    /// @param pipelines whether the client does not wait for each reply
    /// @param chunks whether it sends mails by BDAT
    /// @param hasTroubles whether things go wrong now and then
    /// @param isExtended whether it has said EHLO
    record Manners(boolean pipelines, boolean chunks, boolean hasTroubles, boolean isExtended) {}

    private static final Reply SENDER_OK = Reply.of(250, "2.1.0 Ok");
    private static final Reply RECIPIENT_OK = Reply.of(250, "2.1.5 Ok");
    private static final Reply RESET = Reply.of(250, "2.0.0 Ok");
    private static final Reply GO_ON = Reply.of(354, "End data with <CR><LF>.<CR><LF>");
    private static final Reply NO_RECIPIENTS = Reply.of(554, "5.5.1 Error: no valid recipients");
    private static final Reply SPAM = Reply.of(554, "5.7.1 Message rejected as spam");

    private static final int MOST_RECIPIENTS = 40;

    /// Chunks of the usual clients, in octets; the last stands for the whole mail.
    private static final List<Integer> CHUNKS = List.of(5000, 1 << 16, 1 << 20, 1 << 30);

    private static final int MOST_CHUNKS = 60;

    /// How long a server takes to take a mail, at most, in microseconds.
    private static final int QUEUE_THOUGHT = 30_000;

    private final Dice dice;
    private final Counts counts;
    private final Truth truth;
    private final Route route;
    private final SmtpTalk talk;
    private final Manners manners;
    private final List<String> recipients;
    private final List<Reply> verdicts = new ArrayList<>();
    private final List<String> accepted = new ArrayList<>();
    private final Mail mail;

    SmtpDelivery(
            Scene scene, Route route, SmtpTalk talk, Manners manners, int number, String sender) {
        dice = scene.dice();
        truth = scene.truth();
        counts = truth.smtp();
        this.route = route;
        this.talk = talk;
        this.manners = manners;
        int more = dice.chance(0.3) ? (int) (dice.exponential() / 0.8) : 0;
        recipients = dice.draw(Math.min(1 + more, MOST_RECIPIENTS), Words::address);
        judge();
        mail = MailWriter.write(scene, number, sender, recipients.getFirst());
    }

    /// Decides which recipients the server takes.
    private void judge() {
        boolean isPassing = dice.chance(0.4);
        for (String recipient : recipients) {
            if (manners.hasTroubles && dice.chance(0.5)) {
                String refused = "<" + recipient + ">: Recipient address rejected: ";
                verdicts.add(
                        isPassing
                                ? Reply.of(450, "4.2.0 " + refused + "Greylisted")
                                : Reply.of(550, "5.1.1 " + refused + "User unknown"));
            } else {
                verdicts.add(RECIPIENT_OK);
                accepted.add(recipient);
            }
        }
    }

    /// {@return whether the client is still there when it is over}
    boolean deliver() {
        if (manners.hasTroubles && dice.chance(0.15)) {
            say(sender(), SENDER_OK);
            reset();
            return true;
        }
        envelope();
        if (accepted.isEmpty()) {
            reset();
            return true;
        }
        if (manners.chunks) {
            chunks();
        } else if (manners.hasTroubles && dice.chance(0.05)) {
            talk.partOfData(mail);
            return false;
        } else {
            talk.data(mail);
            counts.add("mails_data");
        }
        finish();
        return true;
    }

    private void say(Command command, Reply reply) {
        talk.commands(List.of(command));
        talk.reply(reply);
    }

    private void reset() {
        say(new Command("RSET", ""), RESET);
    }

    private Command sender() {
        boolean tellsSize = manners.isExtended && dice.chance(0.7);
        String size = tellsSize ? " SIZE=" + mail.size() : "";
        return new Command("MAIL", "FROM:<" + mail.sender() + ">" + size);
    }

    /// Says MAIL and RCPT, and DATA unless chunks follow; all at once, or one by one.
    private void envelope() {
        counts.add("rcpt_accepted", accepted.size());
        counts.add("rcpt_rejected", recipients.size() - accepted.size());
        List<Command> commands = new ArrayList<>(List.of(sender()));
        List<Reply> replies = new ArrayList<>(List.of(SENDER_OK));
        recipients.forEach(to -> commands.add(new Command("RCPT", "TO:<" + to + ">")));
        replies.addAll(verdicts);
        boolean goesOn = manners.pipelines || !accepted.isEmpty();
        if (!manners.chunks && goesOn) {
            commands.add(new Command("DATA", ""));
            replies.add(accepted.isEmpty() ? NO_RECIPIENTS : GO_ON);
        }
        if (manners.pipelines) {
            talk.commands(commands);
            talk.replies(replies);
        } else {
            for (int i = 0; i < commands.size(); i++) {
                say(commands.get(i), replies.get(i));
            }
        }
    }

    private void chunks() {
        long size = Math.max(dice.one(CHUNKS), mail.size() / MOST_CHUNKS);
        for (long from = 0; from < mail.size(); from += size) {
            long to = Math.min(from + size, mail.size());
            talk.chunk(mail, from, to);
            if (to < mail.size()) {
                talk.reply(Reply.of(250, "2.0.0 Ok: " + (to - from) + " bytes"));
            }
        }
        counts.add("mails_bdat");
    }

    private void finish() {
        boolean isSpam = manners.hasTroubles && dice.chance(0.1);
        talk.reply(
                isSpam ? SPAM : Reply.of(250, "2.0.0 Ok: queued as " + dice.hex(10)),
                QUEUE_THOUGHT);
        counts.add("mails_rejected_after_data", isSpam ? 1 : 0);
        counts.add("mail_bytes", mail.size());
        truth.mail("smtp", mail, route, accepted);
    }
}
