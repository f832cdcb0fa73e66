package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.Events;
import io.mailtap.event.Moment;
import io.mailtap.event.WeirdEvent;
import io.mailtap.net.IpAddress;

/// weird.log: traffic that breaks a rule or a limit, each name once per connection and ten minutes.
final class WeirdLog {
    static final Schema SCHEMA =
            Schema.ofConnections(
                    "weird",
                    "name string",
                    "addl string",
                    "notice bool",
                    "peer string",
                    "source string");

    private final LogFile log;
    private final Redactor redactor;

    WeirdLog(LogFile log, Redactor redactor) {
        this.log = log;
        this.redactor = redactor;
    }

    void attach(Events events) {
        events.on(WeirdEvent.class, this::onWeird);
    }

    private void onWeird(WeirdEvent e, Moment moment) {
        if (isIgnored(e.name())) {
            return;
        }
        Row row = log.beginUnlessRepeat(new Repeats.About(e.name(), about(e)));
        if (row != null) {
            write(row, e, moment);
        }
    }

    private static boolean isIgnored(String name) {
        return switch (name) {
            case "unsolicited_SYN_response",
                    "spontaneous_FIN",
                    "spontaneous_RST",
                    "FIN_after_reset" ->
                    true;
            default -> false;
        };
    }

    private static String about(WeirdEvent event) {
        return switch (event) {
            case WeirdEvent.ConnWeird e ->
                    isPerOriginator(e.name()) ? e.c().id().origH().toString() : e.c().uid();
            case WeirdEvent.FlowWeird e -> e.src() + " -> " + e.dst();
            case WeirdEvent.NetWeird _ -> "";
        };
    }

    private static boolean isPerOriginator(String name) {
        return switch (name) {
            case "bad_TCP_checksum", "SYN_with_data", "connection_originator_SYN_ack" -> true;
            default -> false;
        };
    }

    private void write(Row row, WeirdEvent event, Moment moment) {
        Bytes addl = Bytes.ofLatin1(event.addl());
        switch (event) {
            case WeirdEvent.ConnWeird e -> {
                row.connection(moment.nanos(), e.c());
                addl = redactor.mask(e.c(), redactor.addl(e));
            }
            case WeirdEvent.FlowWeird e -> flow(row.time(moment.nanos()), e.src(), e.dst());
            case WeirdEvent.NetWeird _ ->
                    row.time(moment.nanos()).unset().unset().unset().unset().unset();
        }
        row.name(event.name())
                .octets(addl.isEmpty() ? null : addl)
                .bool(false)
                .name("mailtap")
                .name(event.source().isEmpty() ? null : event.source())
                .end();
    }

    private static void flow(Row row, IpAddress source, IpAddress destination) {
        row.unset().address(source).count(0).address(destination).count(0);
    }
}
