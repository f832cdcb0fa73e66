package io.mailtap.loads;

import static io.mailtap.loads.Setting.ATTACH_SHARE;
import static io.mailtap.loads.Setting.HTML_SHARE;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Writes one mail: a text, or a text with an alternative, alone or with attachments (RFC 2046).
final class MailWriter {
    private static final String TEXT =
            """
            Content-Type: text/plain; charset=us-ascii\r
            Content-Transfer-Encoding: 7bit\r
            \r
            """;
    private static final String PAGE =
            """
            Content-Type: text/html; charset=utf-8\r
            \r
            """;

    private final Scene scene;
    private final Dice dice;
    private final Pools pools;
    private final String id;
    private final String subject;
    private final MailText text;
    private final boolean hasPage;
    private final List<Attachment> attachments;
    private final Content.Builder plain = new Content.Builder();
    private final Content.Builder stuffed = new Content.Builder();
    private int headerLength;

    private MailWriter(Scene scene, int number) {
        this.scene = scene;
        dice = scene.dice();
        pools = scene.pools();
        id = scene.number() + "." + number + "." + dice.hex(8) + "@loads.example";
        subject = Words.sentence(dice, 2, 7);
        text = dice.one(pools.texts());
        hasPage = scene.chance(HTML_SHARE);
        attachments = attachments();
    }

    private List<Attachment> attachments() {
        if (pools.attachments().isEmpty() || !scene.chance(ATTACH_SHARE)) {
            return List.of();
        }
        int count = 1 + (dice.chance(0.25) ? 1 : 0) + (dice.chance(0.1) ? 1 : 0);
        return dice.draw(count, each -> each.one(pools.attachments()));
    }

    /// {@return a mail that nobody else has sent}
    ///
    /// @param number of the mail within its connection
    static Mail write(Scene scene, int number, String sender, String recipient) {
        return new MailWriter(scene, number).mail(sender, recipient);
    }

    private Mail mail(String sender, String recipient) {
        header(sender, recipient);
        String boundary = "=_" + dice.hex(12);
        long middle = attachments.isEmpty() ? content(boundary) / 2 : mixed(boundary);
        return new Mail(
                plain.build(),
                stuffed.build(),
                id,
                subject,
                sender,
                attachments,
                headerLength,
                middle);
    }

    private void header(String sender, String recipient) {
        Instant time = Instant.ofEpochSecond(scene.start() / Traffic.SECOND);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
        String domain = sender.substring(sender.indexOf('@') + 1);
        add("Received: from " + domain + " by mx.example with ESMTP id " + dice.hex(10) + "\r\n");
        add("\tfor <" + recipient + ">; " + date + "\r\nDate: " + date + "\r\n");
        add("From: " + Words.nameOf(sender) + " <" + sender + ">\r\nTo: " + recipient + "\r\n");
        add("Subject: " + subject + "\r\nMessage-ID: <" + id + ">\r\n");
        add("X-Mailer: loads\r\nMIME-Version: 1.0\r\n");
    }

    private void add(String lines) {
        byte[] octets = Text.ascii(lines);
        add(octets, octets);
    }

    private void add(byte[] octets, byte[] withDots) {
        plain.add(octets);
        stuffed.add(withDots);
    }

    /// Notes that the header is complete, if it is not yet.
    private void endHeader() {
        headerLength = headerLength == 0 ? (int) plain.length() : headerLength;
    }

    /// Writes the text, with its alternative if it has one.
    ///
    /// @return the length of all that is written
    private long content(String boundary) {
        if (hasPage) {
            add("Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\r\n\r\n");
            endHeader();
            add("--" + boundary + "\r\n" + TEXT);
            add(text.plain(), text.stuffed());
            add("\r\n--" + boundary + "\r\n" + PAGE);
            byte[] page = dice.one(pools.pages());
            add(page, page);
            add("\r\n--" + boundary + "--\r\n");
        } else {
            add(TEXT);
            endHeader();
            add(text.plain(), text.stuffed());
        }
        return stuffed.length();
    }

    /// Writes the text and the attachments.
    ///
    /// @return a length of which none of the attachments is complete
    private long mixed(String boundary) {
        add("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n");
        endHeader();
        add("--" + boundary + "\r\n");
        long middle = content(boundary + ".a") + attachments.getFirst().size() / 2;
        for (Attachment attachment : attachments) {
            add("\r\n--" + boundary + "\r\n" + attachment.header());
            add(attachment.encoded(), attachment.encoded());
        }
        add("\r\n--" + boundary + "--\r\n");
        return middle;
    }
}
