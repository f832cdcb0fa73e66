package io.mailtap.cli;

import io.mailtap.Statistics;
import io.mailtap.event.Events;
import io.mailtap.event.MimeEvent.MimeBeginEntity;
import io.mailtap.event.MimeEvent.MimeEndEntity;
import io.mailtap.event.Pop3Event.Pop3LoginFailure;
import io.mailtap.event.Pop3Event.Pop3LoginSuccess;
import io.mailtap.event.SmtpEvent.SmtpReply;
import io.mailtap.event.WeirdEvent;
import io.mailtap.net.ConnectionLocal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Counts what people want to know first, and says it in a few lines.
final class Summary {
    private static final class Depth {
        private int entities;
    }

    private final ConnectionLocal<Depth> depths = new ConnectionLocal<>();
    private long mails;
    private long loginsOk;
    private long loginsFailed;
    private long weirds;

    Summary(Events events) {
        events.on(
                        MimeBeginEntity.class,
                        (MimeBeginEntity e) -> {
                            if (depths.get(e.c(), Depth::new).entities++ == 0) {
                                mails++;
                            }
                        })
                .on(
                        MimeEndEntity.class,
                        (MimeEndEntity e) -> depths.get(e.c(), Depth::new).entities--)
                .on(Pop3LoginSuccess.class, (Pop3LoginSuccess _) -> loginsOk++)
                .on(Pop3LoginFailure.class, (Pop3LoginFailure _) -> loginsFailed++)
                .on(SmtpReply.class, this::onReply)
                .on(WeirdEvent.class, (WeirdEvent _) -> weirds++);
    }

    /// SMTP has no login events: the last reply of a SASL dialogue tells.
    private void onReply(SmtpReply reply) {
        String cmd = reply.cmd().ascii();
        boolean auth = cmd.equals("AUTH") || cmd.equals("AUTH_ANSWER");
        if (auth && !reply.contResp()) {
            if (reply.code() == 235) {
                loginsOk++;
            } else if (reply.code() == 535) {
                loginsFailed++;
            }
        }
    }

    void print(PrintWriter err, Statistics seen, Map<Path, Long> rows, long nanos) {
        line(
                err,
                "packets",
                Units.number(seen.packets()) + " (" + Units.octets(seen.octets()) + ")");
        line(err, "connections", Units.number(seen.connections()));
        line(err, "mails", Units.number(mails));
        line(
                err,
                "logins",
                Units.number(loginsOk) + " ok, " + Units.number(loginsFailed) + " failed");
        line(err, "weirds", Units.number(weirds));
        line(err, "time", String.format(Locale.ROOT, "%.2f s", nanos / 1e9));
        rows.forEach((file, count) -> line(err, file.toString(), Units.number(count) + " rows"));
        if (rows.isEmpty()) {
            err.println("no logs: there was nothing to write");
        }
        err.flush();
    }

    private static void line(PrintWriter err, String name, String value) {
        err.println(String.format(Locale.ROOT, "%-28s %s", name, value));
    }
}
