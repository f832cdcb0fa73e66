package io.mailtap.log;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import io.mailtap.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of smtp.log in the making.
final class SmtpRecord {
    /// Entries kept in each of `rcptto`, `to`, `cc`, `path` and `fuids`.
    static final int MOST_ENTRIES = 1000;

    private static final String ORCPT = "ORCPT=rfc822";

    private final Connection c;
    private final long startNanos;
    private final int depth;

    // Made when there is something to put in: most sessions at a time have no mail yet.
    private List<IpAddress> path = List.of();
    private List<String> files = List.of();

    @Nullable Bytes helo;
    private int lastCode;
    private @Nullable Bytes lastReply;
    private int entities;
    private int openEntities;
    private boolean gap;

    /// Whether the whole mail was sent, so that only its reply is awaited.
    boolean ended;

    private @Nullable Bytes mailFrom;
    private @Nullable BoundedSet recipients;
    private @Nullable Bytes date;
    private @Nullable Bytes from;
    private @Nullable BoundedSet to;
    private @Nullable BoundedSet cc;
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
    }

    /// Whether the client did anything that makes a row.
    boolean isWorthLogging() {
        return active;
    }

    void onMail(Bytes argument) {
        active = true;
        List<Bytes> addresses = MailAddresses.inEnvelope(argument);
        if (!addresses.isEmpty()) {
            mailFrom = BoundedSet.capped(addresses.getFirst());
        }
    }

    void onRecipient(Bytes argument) {
        active = true;
        if (recipients == null) {
            recipients = new BoundedSet(MOST_ENTRIES);
        }
        for (Bytes address : MailAddresses.inEnvelope(argument)) {
            recipients.add(withoutOrcpt(address));
        }
    }

    private static Bytes withoutOrcpt(Bytes address) {
        return address.asSlice().startsWith(ORCPT)
                ? address.slice(ORCPT.length(), address.length())
                : address;
    }

    void onFile(String id) {
        files = files.isEmpty() ? new ArrayList<>(2) : files;
        if (files.size() < MOST_ENTRIES) {
            files.add(id);
        }
    }

    void onTls() {
        active = true;
        tls = true;
    }

    /// Takes a line of a reply, with its secrets: only that of the last is written.
    void onReply(int code, Bytes text) {
        lastCode = code;
        lastReply = text;
    }

    /// Takes note of new secrets, which may drive out those of the last reply.
    void keepReply(Redactor redactor) {
        if (lastReply != null) {
            lastReply = redactor.kept(c, lastReply);
        }
    }

    void onEntity() {
        entities++;
        openEntities++;
    }

    void onEntityEnd() {
        openEntities--;
    }

    void onGap() {
        gap = entities > 0;
    }

    /// Whether its mail was ended by a gap, so that another that begins is not its own.
    boolean isCutOff() {
        return gap && openEntities <= 0;
    }

    /// Makes a row of a mail whose envelope was lost.
    void onMailWithoutEnvelope() {
        active = true;
    }

    /// Which field of a header a name is of, null if it is not shown; those of parts are not.
    @Nullable HeaderField field(ByteSlice name) {
        return entities > 1 ? null : HeaderField.of(name);
    }

    /// Takes a header field.
    void onHeader(HeaderField field, Bytes text) {
        Bytes value = BoundedSet.capped(text);
        switch (field) {
            case DATE -> date = value;
            case FROM -> from = value;
            case TO -> to = addresses(to, value);
            case CC -> cc = addresses(cc, value);
            case REPLY_TO -> replyTo = value;
            case MESSAGE_ID -> messageId = value;
            case IN_REPLY_TO -> inReplyTo = value;
            case SUBJECT -> subject = value;
            case X_ORIGINATING_IP -> onOriginatingIp(value);
            case RECEIVED -> onReceived(value);
            case X_MAILER, USER_AGENT, X_USER_AGENT -> userAgent = value;
        }
    }

    private static BoundedSet addresses(@Nullable BoundedSet before, Bytes value) {
        BoundedSet set = before == null ? new BoundedSet(MOST_ENTRIES) : before;
        for (Bytes address : MailAddresses.inField(value)) {
            set.add(address);
        }
        return set;
    }

    private void onOriginatingIp(Bytes value) {
        List<IpAddress> found = IpAddressesInText.find(value, false, 1);
        if (!found.isEmpty()) {
            originatingIp = found.getFirst();
        }
    }

    private void onReceived(Bytes value) {
        secondReceived = firstReceived;
        firstReceived = value;
        List<IpAddress> found = IpAddressesInText.find(value, true, 2);
        if (!found.isEmpty()) {
            IpAddress hop = found.getLast();
            if (!hop.equals(path().getLast()) && path.size() < MOST_ENTRIES) {
                path.add(hop);
            }
        }
    }

    /// The hosts that the mail passed, last to first: the connection's, and those that it names.
    private List<IpAddress> path() {
        if (!path.isEmpty()) {
            return path;
        }
        path = new ArrayList<>(4);
        path.add(c.id().respH());
        path.add(c.id().origH());
        return path;
    }

    private int octets() {
        return Row.longest(c)
                + (Row.length(helo) + Row.length(mailFrom) + Row.length(recipients))
                + (Row.length(date) + Row.length(from) + Row.length(to) + Row.length(cc))
                + (Row.length(replyTo) + Row.length(messageId) + Row.length(inReplyTo))
                + (Row.length(subject) + Row.length(firstReceived) + Row.length(secondReceived))
                + (Row.length(lastReply) + Row.length(userAgent))
                + (files.isEmpty() ? 0 : files.getFirst().length());
    }

    private static @Nullable List<Bytes> values(@Nullable BoundedSet set) {
        return set == null ? null : set.values();
    }

    void write(Row row, Redactor redactor) {
        row.expect(octets());
        row.connection(startNanos, c).count(depth);
        row.octets(helo).octets(mailFrom).octetSet(values(recipients)).octets(date).octets(from);
        row.octetSet(values(to))
                .octetSet(values(cc))
                .octets(replyTo)
                .octets(messageId)
                .octets(inReplyTo);
        row.octets(subject).address(originatingIp).octets(firstReceived).octets(secondReceived);
        if (lastReply == null) {
            row.unset();
        } else {
            row.reply(lastCode, BoundedSet.capped(redactor.mask(c, lastReply)));
        }
        row.addresses(path()).octets(userAgent).bool(tls).nameSet(files).end();
    }
}
