package io.mailtap.loads;

import java.util.Locale;

/// What can be chosen about a load, each by the option of the same name in small letters.
public enum Setting {
    /// Share of the mail connections that are SMTP.
    SMTP_SHARE(Range.SHARE, 0.7, "of mail connections are SMTP, the others POP3"),
    /// Median size of the texts of mails, in octets.
    TEXT_MEDIAN(Range.SIZE, 2000, "octets: median of the texts (lognormal)"),
    /// Standard deviation of the logarithm of texts' sizes.
    TEXT_SIGMA(Range.SIGMA, 1, "sigma of the logarithm of texts' sizes"),
    /// The longest text, in octets.
    TEXT_MAX(Range.SIZE, 100_000, "octets: the longest text"),
    /// Share of mails with attachments.
    ATTACH_SHARE(Range.SHARE, 0.2, "of mails have attachments"),
    /// Median size of attachments before base64, in octets.
    ATTACH_MEDIAN(
            Range.SIZE, 100_000, "octets: median of the attachments before base64 (lognormal)"),
    /// Standard deviation of the logarithm of attachments' sizes.
    ATTACH_SIGMA(Range.SIGMA, 1.3, "sigma of the logarithm of attachments' sizes"),
    /// The largest attachment, in octets.
    ATTACH_MAX(Range.SIZE, 10_000_000, "octets: the largest attachment"),
    /// Share of mails with an alternative in HTML.
    HTML_SHARE(Range.SHARE, 0.3, "of mails have an alternative in HTML"),
    /// Mean number of mails in a connection that brings or fetches some.
    MAILS_MEAN(Range.MEAN, 1.5, "mails in one connection, on average"),
    /// Share of mail connections whose client does not wait for each reply.
    PIPELINING(Range.SHARE, 0.4, "of mail connections do not wait for each reply"),
    /// Share of SMTP connections that send mails in chunks.
    BDAT(Range.SHARE, 0.1, "of SMTP connections send chunks instead of DATA"),
    /// Share of mail connections that go to TLS.
    STARTTLS(Range.SHARE, 0.1, "of mail connections go to TLS (STARTTLS, STLS)"),
    /// Share of SMTP connections that log in.
    AUTH(Range.SHARE, 0.2, "of SMTP connections log in"),
    /// Share of mail connections in which something goes wrong.
    ERRORS(Range.SHARE, 0.05, "of mail connections have refusals, aborts or a sudden end"),
    /// Share of mail connections that guess passwords.
    BRUTEFORCE(Range.SHARE, 0.02, "of mail connections guess passwords, 10 to 30 times each"),
    /// How many connections are open at a time.
    CONCURRENCY(Range.COUNT, 500, "connections at a time"),
    /// Share of octets that are no mail.
    BACKGROUND(Range.SHARE, 0, "of octets are other traffic (HTTP, DNS, TLS)"),
    /// Share of connections over IPv6.
    IPV6(Range.SHARE, 0.1, "of connections use IPv6"),
    /// The VLAN of connections with a tag; 0 for none.
    VLAN(Range.VLAN, 0, "the VLAN of tagged connections, 0 for no tags"),
    /// Share of connections with a tag.
    VLAN_SHARE(Range.SHARE, 0, "of connections have the tag (all where only --vlan is given)"),
    /// Share of segments with data that are late.
    OOO(Range.SHARE, 0, "of data segments come late, out of order"),
    /// Share of segments with data that are seen twice.
    RETRANS(Range.SHARE, 0, "of data segments are seen twice"),
    /// Share of segments with data that are seen only when they are sent again.
    LOST_RETRANS(Range.SHARE, 0, "of data segments are seen only when sent again"),
    /// Share of segments with data that the capture has missed.
    LOSS(Range.SHARE, 0, "of data segments are missing from the capture"),
    /// The most octets of data in a segment.
    MSS(Range.MSS, 1460, "octets: the most data in a segment"),
    /// How many different attachments there are.
    ATTACH_POOL(Range.COUNT, 96, "different attachments"),
    /// How many different texts there are.
    TEXT_POOL(Range.COUNT, 400, "different texts"),
    /// How many mails and attachments the truth lists.
    FIRST(Range.FIRST, 1000, "mails and attachments are listed one by one in the truth");

    private enum Range {
        SHARE(0, 1, false),
        SIGMA(0, 5, false),
        MEAN(1, 1000, false),
        SIZE(1, 100_000_000, true),
        COUNT(1, 1_000_000, true),
        FIRST(0, 1_000_000, true),
        VLAN(0, 4094, true),
        MSS(64, 65_000, true);

        private final double least;
        private final double most;
        private final boolean whole;

        Range(double least, double most, boolean whole) {
            this.least = least;
            this.most = most;
            this.whole = whole;
        }
    }

    private final Range range;
    private final double standard;
    private final String meaning;

    Setting(Range range, double standard, String meaning) {
        this.range = range;
        this.standard = standard;
        this.meaning = meaning;
    }

    double standard() {
        return standard;
    }

    String meaning() {
        return meaning;
    }

    String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// {@return the value that `text` stands for}
    ///
    /// @throws IllegalArgumentException if it stands for none that this setting can have; says why
    double parse(String text) {
        double value = LoadOptions.number(option(), text);
        boolean wrongKind = range.whole && value != StrictMath.rint(value);
        if (wrongKind || !(value >= range.least && value <= range.most)) {
            throw new IllegalArgumentException(
                    option()
                            + ": from "
                            + show(range.least)
                            + " to "
                            + show(range.most)
                            + ": "
                            + text);
        }
        return value;
    }

    /// {@return the value as a number of the kind that this setting has}
    Number number(double value) {
        if (range.whole) {
            return (long) value;
        }
        return value;
    }

    String show(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }
}
