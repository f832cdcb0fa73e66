package io.mailtap.loads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is in a load, counted as it is made. docs/loads.md says what the names mean.
final class Truth {
    /// How many connections are listed of those that lack something.
    private static final int MOST_LOST_CONNECTIONS = 5000;

    private final Counts connections = new Counts();
    private final Counts smtp =
            new Counts(
                    "connections",
                    "auth_answers",
                    "data_end_marks",
                    "bdat_chunks",
                    "reply_lines",
                    "mails_data",
                    "mails_bdat",
                    "mail_bytes",
                    "mails_aborted",
                    "mails_rejected_after_data",
                    "rcpt_accepted",
                    "rcpt_rejected",
                    "starttls");
    private final Counts pop3 =
            new Counts(
                    "connections",
                    "auth_answers",
                    "ok",
                    "err",
                    "continuations",
                    "multiline_responses",
                    "mails",
                    "mail_bytes",
                    "stls");
    private final Counts attachments = new Counts("total", "bytes", "smtp", "pop3");
    private final Counts background = new Counts();
    private final Counts damage =
            new Counts(
                    "out_of_order",
                    "retransmitted",
                    "lost_then_retransmitted",
                    "lost",
                    "lost_bytes");
    private final Set<String> lostConnections = new LinkedHashSet<>();
    private final Map<Attachment, Counts> transfers = new LinkedHashMap<>();
    private final List<Map<String, Object>> firstMails = new ArrayList<>();
    private final List<Map<String, Object>> firstAttachments = new ArrayList<>();
    private final int first;

    /// @param first how many mails and attachments are listed
    Truth(int first) {
        this.first = first;
        for (String group : new String[] {"commands", "replies", "auth_ok", "auth_failed"}) {
            smtp.group(group);
        }
        for (String group : new String[] {"commands", "login_ok", "login_failed"}) {
            pop3.group(group);
        }
    }

    Counts smtp() {
        return smtp;
    }

    Counts pop3() {
        return pop3;
    }

    Counts background() {
        return background;
    }

    Counts damage() {
        return damage;
    }

    /// @param kind `smtp`, `pop3`, `http`, `tls` or `dns`, or a part of the first two
    void connection(String kind) {
        connections.add(kind);
    }

    /// Notes that the capture lacks segments of a connection.
    void lostIn(Route route) {
        if (lostConnections.size() < MOST_LOST_CONNECTIONS) {
            lostConnections.add(route.name());
        }
    }

    /// Books a mail that was transferred as a whole.
    ///
    /// @param protocol `smtp` or `pop3`
    void mail(String protocol, Mail mail, Route route, List<String> recipients) {
        for (Attachment attachment : mail.attachments()) {
            attachments.add("total");
            attachments.add("bytes", attachment.size());
            attachments.add(protocol);
            transfers.computeIfAbsent(attachment, _ -> new Counts("smtp", "pop3")).add(protocol);
            if (firstAttachments.size() < first) {
                Map<String, Object> entry = transfer(protocol, mail, route);
                describe(attachment, entry);
                firstAttachments.add(entry);
            }
        }
        if (firstMails.size() < first) {
            Map<String, Object> entry = transfer(protocol, mail, route);
            entry.put("subject", mail.subject());
            entry.put("mail_from", mail.sender());
            entry.put("rcpts", recipients);
            entry.put("size", mail.size());
            entry.put("sha256", mail.plain().sha256());
            entry.put("attachments", mail.attachments().stream().map(Attachment::name).toList());
            firstMails.add(entry);
        }
    }

    private static Map<String, Object> transfer(String protocol, Mail mail, Route route) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("proto", protocol);
        entry.put("flow", route.name());
        entry.put("message_id", mail.id());
        return entry;
    }

    private static void describe(Attachment attachment, Map<String, Object> entry) {
        entry.put("filename", attachment.name());
        entry.put("type", attachment.type());
        entry.put("size", attachment.size());
        entry.put("sha256", attachment.sha256());
    }

    /// {@return all of it, by name}
    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("connections", connections.shown());
        shown.put("smtp", shownSmtp());
        shown.put("pop3", shownPop3());
        shown.put("attachments", shownAttachments());
        shown.put("background", background.shown());
        Map<String, Object> shownDamage = damage.shown();
        shownDamage.put("lost_connections", lostConnections);
        shown.put("damage", shownDamage);
        shown.put("first_mails", firstMails);
        shown.put("first_attachments", firstAttachments);
        return shown;
    }

    private Map<String, Object> shownSmtp() {
        Map<String, Object> shown = smtp.shown();
        shown.put("request_events", smtp.group("commands").sum());
        shown.put("reply_events", smtp.group("replies").sum());
        return shown;
    }

    private Map<String, Object> shownPop3() {
        Map<String, Object> shown = pop3.shown();
        shown.put("request_events", pop3.group("commands").sum());
        shown.put("reply_events", pop3.get("ok") + pop3.get("err") + pop3.get("continuations"));
        return shown;
    }

    private Map<String, Object> shownAttachments() {
        Map<String, Object> shown = attachments.shown();
        List<Map<String, Object>> distinct = new ArrayList<>();
        transfers.forEach((attachment, counts) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            describe(attachment, entry);
            entry.putAll(counts.shown());
            distinct.add(entry);
        });
        shown.put("distinct", distinct);
        return shown;
    }
}
