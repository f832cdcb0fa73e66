package io.mailtap.loads;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// A kind of load.
public enum Preset {
    /// Many short connections with small mails: as many packets as possible.
    SMALL_MAILS(
            """
            smtp-share    0.7
            text-median   900
            text-sigma    0.9
            text-max      20000
            attach-share  0
            html-share    0.1
            mails-mean    1.4
            pipelining    0.4
            bdat          0.05
            starttls      0
            auth          0.15
            errors        0.08
            bruteforce    0.04
            concurrency   2000
            ipv6          0.1
            """),
    /// Few connections with large attachments: as many octets as possible.
    ATTACHMENTS(
            """
            smtp-share    0.6
            text-median   1500
            text-sigma    0.8
            text-max      20000
            attach-share  1
            attach-median 600000
            attach-sigma  1.1
            attach-max    20000000
            html-share    0.4
            mails-mean    1.5
            pipelining    0.5
            bdat          0.2
            starttls      0
            auth          0.2
            errors        0.02
            bruteforce    0
            concurrency   48
            ipv6          0.2
            """),
    /// Mail among other traffic, much of it encrypted, on a network that is not quite in order.
    MIXED(
            """
            smtp-share    0.65
            text-median   2500
            text-sigma    1.1
            text-max      200000
            attach-share  0.2
            attach-median 90000
            attach-sigma  1.5
            attach-max    10000000
            html-share    0.5
            mails-mean    1.6
            pipelining    0.5
            bdat          0.1
            starttls      0.35
            auth          0.25
            errors        0.06
            bruteforce    0.05
            concurrency   800
            background    0.4
            ipv6          0.2
            vlan          120
            vlan-share    0.3
            ooo           0.002
            retrans       0.002
            lost-retrans  0.001
            """);

    private final Map<Setting, Double> table = new EnumMap<>(Setting.class);

    Preset(String lines) {
        for (String line : lines.split("\n")) {
            String[] words = line.split(" +");
            String name = words[0].toUpperCase(Locale.ROOT).replace('-', '_');
            table.put(Setting.valueOf(name), Double.valueOf(words[1]));
        }
    }

    Map<Setting, Double> table() {
        return table;
    }

    /// {@return the name as options have it}
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
