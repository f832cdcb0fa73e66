package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import io.mailtap.net.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A row of smtp.log in the making.
final class SmtpRecord {
    /// Entries kept in each of `rcptto`, `to`, `cc`, `path` and `fuids`.
    static final int MOST_ENTRIES = 1000;

    private static final String ORCPT = "ORCPT=rfc822";

    private final Connection c;
    private final long startNanos;
    private final int depth;
    private final List<IpAddress> path = new ArrayList<>(2);
    private final List<String> files = new ArrayList<>(1);

    @Nullable Bytes helo;
    @Nullable Bytes lastReply;
    int entities;

    /// Whether the whole mail was sent, so that only its reply is awaited.
    boolean ended;

    private @Nullable Bytes mailFrom;
    private @Nullable Set<Bytes> recipients;
    private @Nullable Bytes date;
    private @Nullable Bytes from;
    private @Nullable Set<Bytes> to;
    private @Nullable Set<Bytes> cc;
    private @Nullable Bytes replyTo;
    private @Nullable Bytes messageId;
    private @Nullable Bytes inReplyTo;
    private @Nullable Bytes subject;
    private @Nullable IpAddress originatingIp;
    private @Nullable Bytes firstReceived;
    private @Nullable Bytes secondReceived;
    private @Nullable Bytes userAgent;
    private boolean tls;
    private boolean active;

    SmtpRecord(Connection c, long startNanos, int depth, @Nullable Bytes helo) {
        this.c = c;
        this.startNanos = startNanos;
        this.depth = depth;
        this.helo = helo;
        path.add(c.id().respH());
        path.add(c.id().origH());
    }

    /// Whether the client did anything that makes a row.
    boolean isWorthLogging() {
        return active;
    }

    void onMail(Bytes argument) {
        active = true;
        List<Bytes> addresses = MailAddresses.inEnvelope(argument);
        if (!addresses.isEmpty()) {
            mailFrom = addresses.getFirst();
        }
    }

    void onRecipient(Bytes argument) {
        active = true;
        if (recipients == null) {
            recipients = new LinkedHashSet<>();
        }
        for (Bytes address : MailAddresses.inEnvelope(argument)) {
            add(recipients, withoutOrcpt(address));
        }
    }

    private static Bytes withoutOrcpt(Bytes address) {
        return address.asSlice().startsWith(ORCPT)
                ? address.slice(ORCPT.length(), address.length())
                : address;
    }

    private static void add(Set<Bytes> set, Bytes value) {
        if (set.size() < MOST_ENTRIES) {
            set.add(value);
        }
    }

    void onFile(String id) {
        if (files.size() < MOST_ENTRIES) {
            files.add(id);
        }
    }

    void onTls() {
        active = true;
        tls = true;
    }

    /// Takes a header field; those of parts do not count.
    void onHeader(Bytes name, Bytes value) {
        if (entities > 1) {
            return;
        }
        switch (name.ascii()) {
            case "DATE" -> date = value;
            case "FROM" -> from = value;
            case "TO" -> to = addresses(to, value);
            case "CC" -> cc = addresses(cc, value);
            case "REPLY-TO" -> replyTo = value;
            case "MESSAGE-ID" -> messageId = value;
            case "IN-REPLY-TO" -> inReplyTo = value;
            case "SUBJECT" -> subject = value;
            case "X-ORIGINATING-IP" -> onOriginatingIp(value);
            case "RECEIVED" -> onReceived(value);
            case "X-MAILER", "USER-AGENT", "X-USER-AGENT" -> userAgent = value;
            default -> {}
        }
    }

    private static Set<Bytes> addresses(@Nullable Set<Bytes> before, Bytes value) {
        Set<Bytes> set = before == null ? new LinkedHashSet<>() : before;
        MailAddresses.inField(value).forEach(address -> add(set, address));
        return set;
    }

    private void onOriginatingIp(Bytes value) {
        List<IpAddress> found = IpAddressesInText.find(value, false);
        if (!found.isEmpty()) {
            originatingIp = found.getFirst();
        }
    }

    private void onReceived(Bytes value) {
        secondReceived = firstReceived;
        firstReceived = value;
        List<IpAddress> found = IpAddressesInText.find(value, true);
        if (!found.isEmpty()) {
            IpAddress hop = found.get(Math.min(1, found.size() - 1));
            if (!hop.equals(path.getLast()) && path.size() < MOST_ENTRIES) {
                path.add(hop);
            }
        }
    }

    void write(Row row) {
        row.time(startNanos).name(c.uid()).id(c.id()).count(depth);
        row.octets(helo).octets(mailFrom).octetSet(recipients).octets(date).octets(from);
        row.octetSet(to).octetSet(cc).octets(replyTo).octets(messageId).octets(inReplyTo);
        row.octets(subject).address(originatingIp).octets(firstReceived).octets(secondReceived);
        row.octets(lastReply).addresses(path).octets(userAgent).bool(tls);
        row.nameSet(files).end();
    }
}
